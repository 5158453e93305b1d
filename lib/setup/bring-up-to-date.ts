import { migrateAfterBackup } from '../exchange/backup'
import { prepareJobs } from '../platform/jobs'

/**
 * Brings the database up to date: migrations, after a backup where this installation saves itself, and the job queue. With
 * DATABASE_URL, `npm start` and `cairn migrate` alone do this. Returns the migrations applied.
 * @throws DomainError `conflict` if the backup failed, or the database is newer than this program.
 */
export async function bringUpToDate(databaseUrl: string, say: (text: string) => void): Promise<string[]> {
  const applied = await migrateAfterBackup(databaseUrl, say)
  await prepareJobs()
  return applied
}
