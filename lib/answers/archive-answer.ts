import { transaction } from '../db/transaction'
import { DomainError } from '../errors'
import { expirePages } from '../expiry/expire-pages'
import { enqueueRelated } from '../jobs/enqueue-related'
import { refreshStanding } from '../threads'
import { authorize } from '../viewer/policy'
import type { Viewer } from '../viewer/viewer'
import { changeIndexed } from './index-answer'
import { pagesOfAnswer } from './touched-pages'

/**
 * Takes a published answer out of use. Its address leads to the successor, if one is named; the threads it covered
 * are judged anew. @throws DomainError `forbidden`, `not_found`, or `conflict` if it is its own successor.
 */
export async function archiveAnswer(viewer: Viewer, answerId: number, successorId: number | null = null): Promise<void> {
  authorize(viewer, 'answer.archive')
  if (successorId === answerId) throw new DomainError('conflict', 'An answer can’t be its own successor.')
  await transaction(async (tx) => {
    await tx.$queryRaw`select 1 from answer where id = ${answerId} for update`
    const answer = await tx.answer.findUnique({ where: { id: answerId }, select: { status: true } })
    if (!answer) throw new DomainError('not_found', 'There is no such answer.')
    await changeIndexed(tx, answerId, () =>
      tx.answer.update({ where: { id: answerId }, data: { status: 'archived', successorId, version: { increment: 1 } } }),
    )
    const covered = await tx.coverage.findMany({ where: { answerId }, select: { threadId: true } })
    await refreshStanding(
      tx,
      covered.map(({ threadId }) => threadId),
    )
    await expirePages(tx, await pagesOfAnswer(tx, answerId))
    // Lists that point to it follow to the successor, or find another.
    await enqueueRelated(tx, { answers: [answerId] }, { kind: 'answer', id: answerId })
  })
}
