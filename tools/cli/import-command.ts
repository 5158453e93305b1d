import {
  type ImportKind,
  type ImportOptions,
  importReport,
  type ReaderOptions,
  recheckReport,
  runImport,
  runImportAlone,
} from '../../lib/exchange/import'
import { recordAudit } from '../../lib/identity/audit'
import { system } from '../../lib/identity/viewer'
import { db } from '../../lib/platform/db'
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
  const report = await (dryRun && !recheck ? runImport(options) : withDatabase(() => imported(options))).finally(() => bar.stop())
  const text = recheck ? recheckReport(report, dryRun) : importReport(report, { dryRun, source })
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : text)
}

/** An import that has ended is in the audit. One that was broken off is begun again, and then it is. */
async function imported(options: ImportOptions) {
  const report = await runImportAlone(options)
  const { threads, replies, answers } = report
  const added = `added: threads ${threads.added}, replies ${replies.added}, answers ${answers.added}`
  if (!options.dryRun)
    await recordAudit(db(), system, { action: 'import.command', reason: `${options.kind}, source ${options.source}, ${added}` })
  return report
}

function audienceOf(name: string | undefined): ReaderOptions['restricted'] {
  if (name === undefined || name === 'members' || name === 'editors') return name
  throw new DomainError('invalid', `--restricted is for members or editors, not for “${name}”.`)
}
