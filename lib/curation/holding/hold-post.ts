import { checkedTags } from '../../community/tags'
import { lockThread } from '../../community/threads'
import { checkedBody, checkedTitle } from '../../content'
import { authorizePerson, type Viewer, visibleTopic } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { earlierSubmission, rememberSubmission, submissionOf } from '../../platform/idempotency'
import type { HoldReason } from '../../shared'
import { notifyOfCase, openCase } from '../cases'

export type HeldQuestion = { topicId: number; title: string; tags: string[] }
export type HeldReply = { threadId: number; answersReplyId: number | null }

type Held = { body: string; why: HoldReason; submission?: string } & (HeldQuestion | HeldReply)

/** What was held, or what the same form has made before. */
export type HeldOutcome = { held: number } | { id: number; slug: string } | { id: number; number: number }

/**
 * Keeps a question or reply until an editor approves it. It is checked as one that is posted, and it is no post: nothing that shows, counts
 * or finds posts knows of it. @throws DomainError as `startThread()` and `postReply()` do.
 */
export async function holdPost(viewer: Viewer, { why, ...input }: Held): Promise<HeldOutcome> {
  const isQuestion = 'topicId' in input
  const personId = authorizePerson(viewer, isQuestion ? 'thread.start' : 'thread.reply')
  const title = isQuestion ? checkedTitle(input.title) : ''
  const body = checkedBody(input.body)
  // The key is that of posting: a form that is sent twice makes one thing.
  const submission = isQuestion ? submissionOf(input.submission, title, body) : submissionOf(input.submission, body)
  return transaction(async (tx) => {
    const earlier = await earlierSubmission<HeldOutcome>(tx, personId, submission)
    if (earlier) return earlier
    const place = isQuestion ? { ...(await questionPlace(tx, viewer, input)), title } : await replyPlace(tx, viewer, input)
    const subject = { kind: isQuestion ? 'thread' : 'reply', id: null } as const
    const { id: caseId } = await openCase(tx, { kind: 'held', subject, authorId: personId, openedBy: personId })
    await tx.heldPost.create({ data: { caseId, personId, body, why, ...place } })
    await notifyOfCase(tx, viewer, 'held', subject)
    const made = { held: caseId }
    await rememberSubmission(tx, personId, submission, made)
    return made
  })
}

async function questionPlace(tx: Db, viewer: Viewer, { topicId, tags }: HeldQuestion) {
  const topic = await tx.topic.findFirst({ where: { id: topicId, ...visibleTopic(viewer) }, select: { id: true } })
  if (!topic) throw new DomainError('not_found', 'There is no such topic.')
  return { topicId, tags: checkedTags(tags) }
}

async function replyPlace(tx: Db, viewer: Viewer, { threadId, answersReplyId }: HeldReply) {
  const thread = await lockThread(tx, viewer, threadId)
  if (thread.state === 'closed') throw new DomainError('conflict', 'This thread is closed.')
  return { threadId, answersReplyId }
}
