import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { enqueue } from '../../platform/jobs'
import { type BackupStatus, readBackupStatus, savesItself } from './status'

/** The page about automatic backups, for admins. */
export type BackupsView = BackupStatus & {
  /** Whether automatic backups are on. */
  on: boolean
  /** Where they are stored, in words. */
  place: string
}

/** Returns the state of automatic backups. @throws DomainError `forbidden`. */
export function readBackups(viewer: Viewer): BackupsView {
  authorize(viewer, 'admin.see')
  const { backups } = env()
  const place = backups.kind === 'folder' ? backups.folder : backups.kind === 'bucket' ? backups.url : ''
  return { ...readBackupStatus(), on: savesItself(), place }
}

/** Asks the worker for a backup now. @throws DomainError `forbidden`, `invalid` if automatic backups are off. */
export async function askForBackup(viewer: Viewer): Promise<void> {
  authorize(viewer, 'admin.see')
  if (!savesItself()) throw new DomainError('invalid', 'This installation makes no automatic backups.')
  await db().$transaction(async (tx) => {
    await enqueue(tx, 'backup.make', {})
    await recordAudit(tx, viewer, { action: 'backup.ask' })
  })
}
