import { env } from '../../platform/env'
import { bucketStore } from './bucket-store'
import { folderStore } from './folder-store'
import type { BackupStore } from './store'

/** Returns the place that is set, or null if automatic backups are off. */
export function backupStore(): BackupStore | null {
  const { backups } = env()
  if (backups.kind === 'off') return null
  return backups.kind === 'folder' ? folderStore(backups.folder) : bucketStore(backups)
}
