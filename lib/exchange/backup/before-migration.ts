import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { migrate, pendingMigrations } from '../../platform/migrations'
import { counted } from '../../shared'
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
      // A disk that is nearly full is the worst moment to change everything without a way back.
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
