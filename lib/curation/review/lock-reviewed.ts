import { lockAnswerRows } from '../../answers'
import { authorizePerson, liveAnswer, type Viewer, visibleTopic } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { lockReviews } from './refresh-reviews'

/** A published answer that is locked together with its review, and who decides about it. */
export type Reviewed = Awaited<ReturnType<typeof lockReviewed>>

/** Locks reviews and an answer for the rest of the transaction. @throws DomainError `forbidden`, `not_found`. */
export async function lockReviewed(tx: Db, viewer: Viewer, answerId: number) {
  const editorId = authorizePerson(viewer, 'answer.publish')
  await lockReviews(tx)
  await lockAnswerRows(tx, [answerId])
  const answer = await tx.answer.findFirst({
    where: { id: answerId, ...liveAnswer, topic: visibleTopic(viewer) },
    include: { review: { include: { reasons: true } } },
  })
  if (!answer) throw new DomainError('not_found', 'There is no such answer.')
  return { ...answer, editorId }
}
