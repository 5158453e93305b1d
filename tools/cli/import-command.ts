import { type ImportKind, importReport, type ReaderOptions, recheckReport, runImport, runImportAlone } from '../../lib/exchange/import'
import { DomainError } from '../../lib/platform/errors'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

type Options = {
  source?: string
  dryRun?: boolean
  recheck?: boolean
  json?: boolean
  includeHidden?: boolean
  restricted?: string
  base?: string
  fetchPictures?: boolean
}

/** `cairn import`: imports a forum and prints what was done. */
export async function importCommand(kind: string, path: string, given: Options): Promise<void> {
  const { source = kind, dryRun = false, recheck = false, json, includeHidden, base, fetchPictures } = given
  const restricted = audienceOf(given.restricted)
  const bar = progressBar(dryRun ? 'Reading' : recheck ? 'Checking' : 'Importing')
  const onFetched = (fetched: number, failed: number) => bar.note(`${fetched} pictures fetched${failed > 0 ? `, ${failed} failed` : ''}`)
  const reading = { kind: kind as ImportKind, path, source, includeHidden, restricted, base, progress: bar.update }
  const options = { ...reading, dryRun, recheck, fetchPictures, onFetched }
  const report = await (dryRun && !recheck ? runImport(options) : withDatabase(() => runImportAlone(options))).finally(() => bar.stop())
  const text = recheck ? recheckReport(report, dryRun) : importReport(report, { dryRun, source })
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : text)
}

function audienceOf(name: string | undefined): ReaderOptions['restricted'] {
  if (name === undefined || name === 'members' || name === 'editors') return name
  throw new DomainError('invalid', `--restricted is for members or editors, not for “${name}”.`)
}
