import path from 'node:path'
import { db, isConnectionLost, withLock } from '../../../platform/db'
import { env } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import { log, messageOf } from '../../../platform/log'
import { isArchive } from '../archive-entries'
import { importReport } from '../report-text'
import { type ImportKind, type ImportOptions, importKinds, runImport } from '../run'
import { RunOptions } from './import-run'
import { measureArchive } from './measure-upload'
import { Interrupted, RunProgress } from './run-progress'
import { pathOfUpload, removeUpload } from './upload-folder'

/** A worker that dies of an import is started again, and would die of it again. */
const attemptsMax = 5
/** Checking an archive reads it twice: once to see what is in it. */
const shareOfMeasuring = 0.3

/**
 * Goes on with the import that is under way, if any: with its dry run, or with the import itself from where it was, by its ledger. Nothing
 * but the database says where that is, so that a worker may be killed at any moment. `isEnding` says that this process ends: then
 * the import stays as it is, for the next one. Returns false: nothing more is to do at once.
 */
export async function continueImport(isEnding: () => boolean): Promise<boolean> {
  const waiting = await db().importRun.findFirst({ where: { state: { in: ['checking', 'running'] } }, select: { id: true } })
  if (waiting) await withLock('importing', false, () => goOn(waiting.id, isEnding))
  return false
}

async function goOn(id: number, isEnding: () => boolean): Promise<void> {
  const run = await db().importRun.findUnique({ where: { id } })
  if (run?.state !== 'checking' && run?.state !== 'running') return
  const isCheck = run.state === 'checking'
  if (run.stopWanted) return stopped(id, isCheck)
  if (run.attempts >= attemptsMax)
    return failed(
      id,
      run.folder,
      `The worker ended ${attemptsMax} times while it was at it. Its log says why: perhaps the machine has too little memory.`,
    )
  await db().importRun.update({
    where: { id },
    // After the first time, something came before.
    data: { attempts: { increment: 1 }, threads: 0, posts: 0, ...(isCheck || run.attempts === 0 ? {} : { interrupted: true }) },
  })
  const progress = new RunProgress(id, run.workedMs, isEnding)
  try {
    const text = await work(run, progress)
    await progress.end()
    if (isCheck) await db().importRun.updateMany({ where: { id, state: 'checking' }, data: { state: 'checked', checked: text, part: 1 } })
    else await ended(id, run.folder, { state: 'done', report: text })
  } catch (error) {
    await progress.end()
    // A reader whose folder went with the signal to end fails in its own way.
    if (isEnding()) return
    if (error instanceof Interrupted) return stopped(id, isCheck)
    if (error instanceof Error && isConnectionLost(error)) throw error
    if (error instanceof DomainError) return failed(id, run.folder, sentenceOf(error, run.folder))
    log('error', 'import failed', { import: id, error: messageOf(error) })
    await failed(id, run.folder, `Something unexpected happened: ${messageOf(error)}. What was imported until then stays.`)
  }
}

type Run = { kind: string; source: string; folder: string | null; path: string | null; state: string; options: unknown }

/** Reads, or imports, and returns the report. */
async function work(run: Run, progress: RunProgress): Promise<string> {
  if (run.folder === null) throw new DomainError('invalid', 'The uploaded files are gone. Choose them again.')
  const folder = pathOfUpload(run.folder)
  const what = run.path === null ? folder : path.join(folder, run.path)
  const isCheck = run.state === 'checking'
  const share = isCheck && isArchive(what) ? shareOfMeasuring : 0
  if (share > 0) await measureArchive(what, env().imports, (done, total) => progress.note((share * done) / Math.max(total, 1)))
  const options: ImportOptions = {
    ...RunOptions.parse(run.options),
    kind: kindOf(run.kind),
    path: what,
    source: run.source,
    dryRun: isCheck,
    progress: (done, total) => progress.note(share + ((1 - share) * done) / Math.max(total, 1)),
    goOn: () => progress.goOn(),
    onRecord: (record) => progress.count(record),
  }
  const report = await runImport(options)
  return importReport(report, { dryRun: isCheck, source: run.source, on: 'page' })
}

function kindOf(name: string): ImportKind {
  if (name === 'discourse' || name === 'stackexchange' || name === 'listing') return name
  throw new DomainError('invalid', `There is no importer “${name}”. There are ${Object.keys(importKinds).join(', ')}.`)
}

/** Its own folder is no business of who reads the sentence. */
function sentenceOf({ message }: DomainError, folder: string | null): string {
  return folder === null
    ? message
    : message.replaceAll(`${pathOfUpload(folder)}${path.sep}`, '').replaceAll(pathOfUpload(folder), 'the upload')
}

async function stopped(id: number, isCheck: boolean): Promise<void> {
  const { folder } = await db().importRun.findUniqueOrThrow({ where: { id }, select: { folder: true } })
  // A dry run that is stopped has brought nothing that could go on.
  if (isCheck) return ended(id, folder, { state: 'discarded' })
  await db().importRun.update({ where: { id }, data: { state: 'stopped', stopWanted: false, interrupted: true } })
}

function failed(id: number, folder: string | null, error: string): Promise<void> {
  return ended(id, folder, { state: 'failed', error })
}

async function ended(id: number, folder: string | null, data: { state: string; report?: string; error?: string }): Promise<void> {
  await db().importRun.update({ where: { id }, data: { ...data, stopWanted: false, folder: null, endedAt: new Date() } })
  if (folder !== null) await removeUpload(folder)
}
