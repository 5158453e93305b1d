import { backupWarnings } from '@/lib/exchange/backup'

/** What admins must know on every page: little room on the disk, a backup that failed. Nothing if all is well. */
export function AdminWarnings() {
  return backupWarnings().map((warning) => (
    <p className="say say-no" role="status" key={warning}>
      <span>{warning}</span>
    </p>
  ))
}
