import { migrate, pendingMigrations } from '../../db/migrate'
import { DomainError } from '../../errors'
import { messageOf } from '../../log'
import { counted } from '../../shared/format'
import { saveAutomatically } from './automatic'
import { savesItself } from './status'

/**
 * Brings the schema up to date, after a backup where this installation saves itself. Returns the names applied.
 * @throws DomainError `conflict` if that backup failed: nothing was migrated then.
 */
export async function migrateAfterBackup(databaseUrl: string, say: (text: string) => void): Promise<string[]> {
  const pending = savesItself() ? await pendingMigrations(databaseUrl) : []
  if (pending.length > 0) {
    try {
      const saved = await saveAutomatically(databaseUrl, { beforeMigration: true })
      say('made' in saved ? `Backup before the update: ${saved.made}` : `No backup before the update: ${saved.skipped}`)
    } catch (error) {
      throw new DomainError(
        'conflict',
        `The backup before ${counted(pending.length, 'migration', 'migrations')} failed, and nothing was changed: ${messageOf(error)} ` +
          'Mend that, or set CAIRN_BACKUP_TO=off to go on without a backup.',
      )
    }
  }
  return migrate(databaseUrl)
}
