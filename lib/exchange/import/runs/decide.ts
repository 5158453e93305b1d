import { type AuditAction, recordAudit } from '../../../identity/audit'
import { authorizePerson, type Viewer } from '../../../identity/viewer'
import { db, errorText, transaction } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import { checkedBase } from '../dialects/base-address'
import { type ImportKind, importKinds } from '../run'
import { openStates, type RunOptions, type RunState } from './import-run'
import { removeUpload, whatIsImported } from './upload-folder'

/** Files that were uploaded into a folder of `makeUploadFolder`. */
export type Uploaded = { folder: string; files: { name: string; bytes: number }[] }

const underWay = new DomainError('conflict', 'Another import is under way. Finish, stop or discard it first.')

/** Refuses an upload before it comes, if an import is under way. @throws DomainError `forbidden`, `conflict`. */
export async function mayUpload(viewer: Viewer): Promise<void> {
  authorizePerson(viewer, 'admin.import')
  if ((await db().importRun.count({ where: { state: { in: openStates } } })) > 0) throw underWay
}

/**
 * Has the worker read uploaded files without writing anything. From here on they are removed when the import has ended. Returns its
 * number. @throws DomainError `forbidden`, `invalid`, `conflict` if an import is under way.
 */
export async function beginImport(
  viewer: Viewer,
  { folder, files }: Uploaded,
  { kind, source, ...options }: RunOptions & { kind: ImportKind; source: string },
): Promise<number> {
  const createdBy = authorizePerson(viewer, 'admin.import')
  if (!(kind in importKinds)) throw new DomainError('invalid', 'Say what kind of export it is.', 'kind')
  const names = files.map(({ name }) => name)
  const path = whatIsImported(kind, names)
  if (options.base) options.base = checkedBase(options.base)
  const fileName = names.length === 1 ? (names[0] ?? '') : `${names.length} files`
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  try {
    return await transaction(async (tx) => {
      const data = { kind, source: source.trim() || kind, fileName, folder, path, bytes, options, state: 'checking', createdBy }
      const { id } = await tx.importRun.create({ data, select: { id: true } })
      await recordAudit(tx, viewer, { action: 'import.upload', reason: `import ${id}, ${kind}, source ${data.source}` })
      return id
    })
  } catch (error) {
    // The index allows one at a time.
    throw /import_run_one|P2002|Unique constraint/.test(errorText(error)) ? underWay : error
  }
}

/** What an admin can do with the import that is under way. */
export const importMoves = ['confirm', 'resume', 'discard', 'stop'] as const
export type ImportMove = (typeof importMoves)[number]

/** `to` is null where the worker makes the move, when it gets there. */
type Move = { from: RunState[]; to: RunState | null; action: AuditAction }

const moves: Record<ImportMove, Move> = {
  /** Imports what the dry run has read. */
  confirm: { from: ['checked'], to: 'running', action: 'import.start' },
  resume: { from: ['stopped'], to: 'running', action: 'import.resume' },
  /** Removes the uploaded files. What was imported stays. */
  discard: { from: ['checked', 'stopped'], to: 'discarded', action: 'import.discard' },
  /** A dry run that is stopped has brought nothing, and ends. */
  stop: { from: ['checking', 'running'], to: null, action: 'import.stop' },
}

/**
 * Lets an import begin, go on, stop or end. The worker follows within seconds. @throws DomainError `forbidden`, `conflict` if it is not in a
 * state for that any more.
 */
export async function moveImport(viewer: Viewer, id: number, move: ImportMove): Promise<void> {
  authorizePerson(viewer, 'admin.import')
  const folder = await transaction(async (tx) => {
    const run = await tx.importRun.findUnique({ where: { id }, select: { folder: true } })
    const { from, action }: Move = moves[move]
    const { count } = await tx.importRun.updateMany({ where: { id, state: { in: from } }, data: dataOf(moves[move]) })
    if (count === 0) throw new DomainError('conflict', 'The import has gone on meanwhile: this can’t be done any more.')
    await recordAudit(tx, viewer, { action, reason: `import ${id}` })
    return run?.folder ?? null
  })
  if (move === 'discard' && folder) await removeUpload(folder)
}

function dataOf({ to }: Move) {
  if (to === null) return { stopWanted: true }
  if (to === 'discarded') return { state: to, folder: null, endedAt: new Date() }
  return { state: to, stopWanted: false, attempts: 0, part: 0 }
}
