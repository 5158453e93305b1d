import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { migrate, pendingMigrations } from '../../platform/migrations'
import { counted } from '../../shared'
import { saveAutomatically } from './automatic'
import { savesItself } from './status'

/**
 * Brings the schema up to date, after a backup if this installation makes automatic backups. Returns the names of the
 * migrations. @throws DomainError `conflict` if that backup failed; then nothing was migrated.
 */
export async function migrateAfterBackup(databaseUrl: string, say: (text: string) => void): Promise<string[]> {
  const pending = savesItself() ? await pendingMigrations(databaseUrl) : []
  if (pending.length > 0) {
    try {
      const saved = await saveAutomatically(databaseUrl, { beforeMigration: true })
      // Without a backup, a migration on a nearly full disk could not be undone.
      if ('skipped' in saved) throw new Error(saved.skipped)
      say(`Backup before the update: ${saved.made}`)
    } catch (error) {
      throw new DomainError(
        'conflict',
        `The backup before ${counted(pending.length, 'migration', 'migrations')} failed, and nothing was changed: ${messageOf(error)} ` +
          'Fix that, or set CAIRN_BACKUP_TO=off to go on without a backup.',
      )
    }
  }
  return migrate(databaseUrl)
}
