import { env } from '../env'
import { bucketSource } from '../platform/backup/bucket-store'
import { checkSecret } from '../platform/backup/check-secret'
import { restoreBackup } from '../platform/backup/restore'
import { type BackupSource, fileSource } from '../platform/backup/source'
import { type Verified, verifyBackup } from '../platform/backup/verify'
import { counted } from '../shared/format'
import { progressBar } from './progress'
import { withDatabaseAsItIs } from './with-database'

const out = (line: string) => process.stdout.write(`${line}\n`)

/** `cairn restore`: checks a backup, then writes it into an empty database. */
export async function restoreCommand(file: string, { check = false }: { check?: boolean }): Promise<void> {
  const source = await sourceOf(file)
  const checking = progressBar('Checking')
  const verified = await verifyBackup(source, checking.update).finally(() => checking.stop())
  describe(file, verified)
  const secret = checkSecret(verified.manifest)
  if (check) {
    if (secret) out(secret)
    return
  }
  const writing = progressBar('Writing')
  // The database may be missing from its folder: that is what a backup is for.
  const report = await withDatabaseAsItIs({ newDatabase: true }, (databaseUrl) =>
    restoreBackup(databaseUrl, source, verified, writing.update),
  ).finally(() => writing.stop())
  out(`Restored ${counted(report.rows, 'row', 'rows')} and ${counted(report.pictures.restored, 'picture', 'pictures')}.`)
  for (const { name, said } of report.steps) out(`${name}: ${said}`)
  if (report.pictures.missing > 0) out(`Named in posts, and not there: ${counted(report.pictures.missing, 'picture', 'pictures')}.`)
  if (report.foreign.length > 0) out(`Passed over, since they are no tables of Cairn: ${report.foreign.join(', ')}.`)
  if (report.jobsHeld > 0)
    out(
      `Held until an admin releases or discards them in /admin: ${counted(report.jobsHeld, 'waiting job', 'waiting jobs')}, mails included.`,
    )
  const { settings } = verified.manifest
  if (settings.length > 0) out(`These settings were set, and are not in a backup: ${settings.join(', ')}.`)
  if (secret) out(secret)
}

// A file, or an automatic backup in the bucket that is set.
function sourceOf(file: string): Promise<BackupSource> {
  const { backups } = env()
  if (backups.kind === 'bucket' && file.startsWith(`${backups.url}/`)) return bucketSource(backups, file.slice(backups.url.length + 1))
  return fileSource(file)
}

function describe(file: string, { manifest, end, picturesMissing }: Verified): void {
  const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0)
  out(
    `${file} is whole: ${manifest.site.name}, ${manifest.madeAt}, ${counted(rows, 'row', 'rows')}, ${counted(end.pictures.count, 'picture', 'pictures')}, Cairn ${manifest.program}, ${manifest.postgres.split(' ').slice(0, 2).join(' ')}.`,
  )
  if (manifest.pictures === 'beside' && picturesMissing > 0)
    out(`${picturesMissing} of its pictures do not lie in the folder "pictures" beside it.`)
}
