import { authorize } from '../../identity/viewer/policy'
import type { Viewer } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { env } from '../../platform/env/env'
import { DomainError } from '../../platform/errors/errors'
import { enqueue } from '../../platform/jobs/enqueue'
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
