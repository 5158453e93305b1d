import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { enqueue } from '../../platform/jobs'
import { type BackupStatus, readBackupStatus, savesItself } from './status'

/** What admins see of automatic backups. */
export type BackupsView = BackupStatus & {
  /** Whether there are any. */
  on: boolean
  /** Where they go. */
  place: string
}

/** How automatic backups go. @throws DomainError `forbidden`. */
export function readBackups(viewer: Viewer): BackupsView {
  authorize(viewer, 'admin.see')
  const { backups } = env()
  const place = backups.kind === 'folder' ? backups.folder : backups.kind === 'bucket' ? backups.url : ''
  return { ...readBackupStatus(), on: savesItself(), place }
}

/** Has the worker make a backup now. @throws DomainError `forbidden`, `invalid` where there are no automatic backups. */
export async function askForBackup(viewer: Viewer): Promise<void> {
  authorize(viewer, 'admin.see')
  if (!savesItself()) throw new DomainError('invalid', 'This installation makes no automatic backups.')
  await db().$transaction((tx) => enqueue(tx, 'backup.make', {}))
}
