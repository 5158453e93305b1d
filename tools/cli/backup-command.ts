import { backupToFile } from '../../lib/exchange/backup'
import { DomainError } from '../../lib/platform/errors'
import { bytesOf, counted } from '../../lib/shared'
import { print } from './print'
import { progressBar } from './progress'
import { withDatabaseAsItIs } from './with-database'

/** `cairn backup`: saves everything into one file while the site runs. */
export async function backupCommand(file: string, { json }: { json?: boolean }): Promise<void> {
  const bar = progressBar('Saving')
  const started = performance.now()
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort(new DomainError('invalid', 'Stopped. Nothing was left there.')))
  const { end, manifest, bytes } = await withDatabaseAsItIs({}, (databaseUrl) =>
    backupToFile(file, { databaseUrl, pictures: { kind: 'inside' }, progress: bar.update, signal: stop.signal }),
  ).finally(() => bar.stop())
  const lines: string[] = []
  const out = (line: string) => lines.push(line)
  const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0)
  out(
    `${file}: ${bytesOf(bytes)}, ${counted(rows, 'row', 'rows')}, ${counted(end.pictures.count, 'picture', 'pictures')}, in ${((performance.now() - started) / 1000).toFixed(1)} s.`,
  )
  if (end.pictures.missing > 0) out(`Named in posts, and not there: ${counted(end.pictures.missing, 'picture', 'pictures')}.`)
  if (manifest.secret.from === 'data folder')
    out('It holds the secret that signs cookies, all mail addresses and hidden posts: keep it as safe as the site itself.')
  else
    out(
      'It holds all mail addresses and hidden posts: keep it as safe as the site itself. The secret is not in it: keep CAIRN_SECRET, a restored site needs the same.',
    )
  if (manifest.settings.length > 0) out(`Set, and not in it: ${manifest.settings.join(', ')}.`)
  print(json, { file, bytes, rows, pictures: end.pictures, secret: manifest.secret.from, settings: manifest.settings }, lines)
}
