import {
  type BackupSource,
  bucketSource,
  checkSecret,
  fileSource,
  type RestoreReport,
  restoreBackup,
  type Verified,
  verifyBackup,
} from '../../lib/exchange/backup'
import { env } from '../../lib/platform/env'
import { counted } from '../../lib/shared'
import { print } from './print'
import { progressBar } from './progress'
import { withDatabaseAsItIs } from './with-database'

type Options = { check?: boolean; json?: boolean }

/** `cairn restore`: checks a backup, then writes it into an empty database. */
export async function restoreCommand(file: string, { check = false, json }: Options): Promise<void> {
  const source = await sourceOf(file)
  const checking = progressBar('Checking')
  const verified = await verifyBackup(source, checking.update).finally(() => checking.stop())
  const { manifest, end, picturesMissing } = verified
  // Prints whether the backup is complete before anything is written.
  if (!json) print(json, null, describe(file, verified))
  const secret = checkSecret(manifest)
  const checked = {
    site: manifest.site.name,
    madeAt: manifest.madeAt,
    rows: rowsOf(verified),
    pictures: end.pictures,
    picturesMissing,
    secret,
  }
  if (check) return print(json, { file, checked, restored: null }, secret ? [secret] : [])
  const writing = progressBar('Writing')
  // The database may be missing from its folder: backups are made for that.
  const report = await withDatabaseAsItIs({ newDatabase: true }, (databaseUrl) =>
    restoreBackup(databaseUrl, source, verified, writing.update),
  ).finally(() => writing.stop())
  print(json, { file, checked, restored: { ...report, settings: manifest.settings } }, [
    ...tell(report),
    ...(manifest.settings.length > 0 ? [`These settings were set, and are not in a backup: ${manifest.settings.join(', ')}.`] : []),
    ...(secret ? [secret] : []),
  ])
}

// A file, or an automatic backup in the configured bucket.
function sourceOf(file: string): Promise<BackupSource> {
  const { backups } = env()
  if (backups.kind === 'bucket' && file.startsWith(`${backups.url}/`)) return bucketSource(backups, file.slice(backups.url.length + 1))
  return fileSource(file)
}

const rowsOf = ({ end }: Verified) => Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0)

function describe(file: string, verified: Verified): string[] {
  const { manifest, end, picturesMissing } = verified
  const lines = [
    `${file} is whole: ${manifest.site.name}, ${manifest.madeAt}, ${counted(rowsOf(verified), 'row', 'rows')}, ${counted(end.pictures.count, 'picture', 'pictures')}, Cairn ${manifest.program}, ${manifest.postgres.split(' ').slice(0, 2).join(' ')}.`,
  ]
  if (manifest.pictures === 'beside' && picturesMissing > 0)
    lines.push(`${picturesMissing} of its pictures do not lie in the folder "pictures" beside it.`)
  return lines
}

function tell({ rows, pictures, steps, foreign, jobsHeld }: RestoreReport): string[] {
  const lines = [
    `Restored ${counted(rows, 'row', 'rows')} and ${counted(pictures.restored, 'picture', 'pictures')}.`,
    ...steps.map(({ name, said }) => `${name}: ${said}`),
  ]
  if (pictures.missing > 0) lines.push(`Named in posts, and not there: ${counted(pictures.missing, 'picture', 'pictures')}.`)
  if (foreign.length > 0) lines.push(`Passed over, since they are no tables of Cairn: ${foreign.join(', ')}.`)
  if (jobsHeld > 0)
    lines.push(
      `Held until an admin releases or discards them in /admin: ${counted(jobsHeld, 'waiting job', 'waiting jobs')}, mails included.`,
    )
  return lines
}
