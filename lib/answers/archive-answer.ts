import { refreshResolution } from '../community/threads'
import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import { copyWatches } from '../notices/events'
import { type Db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { expirePages } from '../platform/expiry'
import { enqueueRelated } from '../platform/jobs'
import { lockAnswer } from './lock-answers'
import { pagesOfAnswer } from './touched-pages'
import { withReindex } from './with-reindex'

/**
 * Takes a published answer out of use. Its address leads to the successor, if one is named; the threads it covered
 * are computed again. @throws DomainError `forbidden`, `not_found`, or `conflict` if it is its own successor.
 */
export async function archiveAnswer(viewer: Viewer, answerId: number, successorId: number | null = null): Promise<void> {
  authorize(viewer, 'answer.archive')
  if (successorId === answerId) throw new DomainError('conflict', 'An answer can’t be its own successor.')
  await transaction(async (tx) => {
    await lockWithStatus(tx, answerId, 'published')
    await changeStatus(tx, answerId, { status: 'archived', successorId })
    if (successorId !== null) await copyWatches(tx, 'answer', answerId, successorId)
    await recordAudit(tx, viewer, { action: 'answer.archive', subject: { kind: 'answer', id: answerId } })
  })
}

/**
 * Brings an archived answer back as it was: its address, its place in search, and what it covered.
 * @throws DomainError `forbidden`, or `not_found` if it is not archived.
 */
export async function restoreAnswer(viewer: Viewer, answerId: number): Promise<{ slug: string }> {
  authorize(viewer, 'answer.archive')
  return transaction(async (tx) => {
    const { slug } = await lockWithStatus(tx, answerId, 'archived')
    await changeStatus(tx, answerId, { status: 'published', successorId: null })
    await recordAudit(tx, viewer, { action: 'answer.restore', subject: { kind: 'answer', id: answerId } })
    return { slug }
  })
}

async function lockWithStatus(tx: Db, answerId: number, status: 'published' | 'archived'): Promise<{ slug: string }> {
  return lockAnswer(tx, answerId, { where: { status, hiddenAt: null }, otherwise: `There is no such ${status} answer.` })
}

/** Gives a locked answer another status: search, the threads that it covers, pages and related lists follow. */
export async function changeStatus(
  tx: Db,
  answerId: number,
  data: { status: 'published' | 'archived' | 'draft'; successorId?: null | number; publishedAt?: null },
): Promise<void> {
  await withReindex(tx, answerId, () => tx.answer.update({ where: { id: answerId }, data: { ...data, version: { increment: 1 } } }))
  const covered = await tx.coverage.findMany({ where: { answerId }, select: { threadId: true } })
  await refreshResolution(
    tx,
    covered.map(({ threadId }) => threadId),
  )
  await expirePages(tx, await pagesOfAnswer(tx, answerId))
  // Lists that point to it follow to the successor, or find another, or find it again.
  await enqueueRelated(tx, { answers: [answerId] }, { kind: 'answer', id: answerId })
}
