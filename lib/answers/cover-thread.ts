import { lockThreads } from '../community/threads'
import { authorize, type Viewer } from '../identity/viewer'
import { type Db, db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { lockAnswer } from './lock-answers'
import { removeCoverage, writeCoverage } from './write-coverage'

type Wanted = { threadId: number; section: string | null }

export type CoverThread = { threadId: number; answerId: number; section?: string | null; at?: Date }

/** Covers one thread, see `coverThreads`. */
export function coverThread(viewer: Viewer, { threadId, answerId, section = null, at }: CoverThread): Promise<void> {
  return coverThreads(viewer, answerId, [{ threadId, section }], at)
}

/**
 * Says that an answer, or one section of it, settles these threads; their titles become ways of finding it. Saying it
 * again changes the section. An asker who contested is asked again once the answer was revised since, and told so. All of them or none.
 * @throws DomainError `forbidden` unless an editor, `not_found` for a thread or answer that is not there, `conflict` for a thread
 * whose asker contested the current text.
 */
export function coverThreads(viewer: Viewer, answerId: number, threads: Wanted[], at = new Date()): Promise<void> {
  return transaction((tx) => coverThreadsIn(tx, viewer, { answerId, threads, at }))
}

type CoverThreads = { answerId: number; threads: Wanted[]; at?: Date }

/** As `coverThreads()`, in the caller's transaction. */
export async function coverThreadsIn(tx: Db, viewer: Viewer, { answerId, threads, at = new Date() }: CoverThreads): Promise<void> {
  authorize(viewer, 'coverage.change')
  if (threads.length === 0) return
  // The last that is said of a thread counts.
  const sections = new Map(threads.map(({ threadId, section }) => [threadId, section]))
  const ids = [...sections.keys()]
  const answer = await lockAnswer(tx, answerId)
  await writeCoverage(tx, viewer, answer, { threads: await lockThreads(tx, viewer, ids), sections, at })
}

/** Says that a revision since then answers an asker who contested. @throws DomainError as `coverThreads`, and `not_found` where nothing is covered. */
export async function confirmRevised(viewer: Viewer, threadId: number, answerId: number): Promise<void> {
  const known = await db().coverage.findUnique({ where: { threadId_answerId: { threadId, answerId } }, select: { section: true } })
  if (!known) throw new DomainError('not_found', 'This thread is not covered by it any more.')
  await coverThreads(viewer, answerId, [{ threadId, section: known.section }])
}

/** Takes a coverage back, see `uncoverThreads()`. */
export function uncoverThread(viewer: Viewer, threadId: number, answerId: number): Promise<void> {
  return uncoverThreads(viewer, answerId, [threadId])
}

/** Takes coverages back, all or none; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export async function uncoverThreads(viewer: Viewer, answerId: number, threadIds: number[]): Promise<void> {
  authorize(viewer, 'coverage.change')
  if (threadIds.length === 0) return
  await transaction(async (tx) => {
    await lockAnswer(tx, answerId)
    await removeCoverage(tx, viewer, answerId, await lockThreads(tx, viewer, threadIds))
  })
}
