import { checkedBody, formatAhead, mentionsIn } from '../../content'
import { authorizePerson, type Viewer } from '../../identity/viewer'
import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { earlierSubmission, rememberSubmission, submissionOf } from '../../platform/idempotency'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { lockThread } from './lock-threads'
import { mention } from './mention'
import { nextReplyNumber } from './next-reply-number'
import { notifyOfReply } from './notify'
import { replyDocument } from './search-documents'
import { pagesOf } from './touched-pages'

export type PostReply = { threadId: number; body: string; answersReplyId?: number | null; at?: Date; submission?: string }

/**
 * Replies in an open thread. Numbers follow the order of posting and are never given twice; a form that is
 * sent twice (`submission`) replies once. Leaves in one transaction:
 * the reply, the thread's counters and activity, its place in search, who is told, expired pages and the related job.
 * @throws DomainError `not_found` for a thread the viewer may not see, `conflict` for a closed one, `invalid` for bad text.
 */
export async function postReply(viewer: Viewer, input: PostReply): Promise<{ id: number; number: number }> {
  const authorId = authorizePerson(viewer, 'thread.reply')
  const body = checkedBody(input.body)
  const at = input.at ?? new Date()
  const submission = submissionOf(input.submission, body)
  const mentioned = await mentionsIn(body)
  const posted = await transaction(async (tx) => {
    const earlier = await earlierSubmission<{ id: number; number: number }>(tx, authorId, submission)
    if (earlier) return earlier
    const made = await postReplyIn(tx, viewer, { ...input, body, at, mentioned })
    await rememberSubmission(tx, authorId, submission, made)
    return made
  })
  await formatAhead(db(), body, [pageTags.thread(input.threadId)])
  return posted
}

/** `mentioned` are the names in the text, see `mentionsIn()`: they are looked for before a transaction. */
type CheckedReply = { threadId: number; body: string; answersReplyId?: number | null; at: Date; mentioned: string[] }

/** The same in the caller's transaction, for a text that is checked. */
export async function postReplyIn(tx: Db, viewer: Viewer, input: CheckedReply): Promise<{ id: number; number: number }> {
  const authorId = authorizePerson(viewer, 'thread.reply')
  const { threadId, body, at, mentioned } = input
  const thread = await lockThread(tx, viewer, threadId)
  if (thread.state === 'closed') throw new DomainError('conflict', 'This thread is closed.')
  const target = await checkedTarget(tx, thread.id, input.answersReplyId)
  const number = await nextReplyNumber(tx, thread.id)
  const reply = await tx.reply.create({
    data: { threadId: thread.id, number, authorId, body, answersReplyId: target?.id ?? null, createdAt: at },
  })
  const told = await mention(tx, viewer, { kind: 'reply', id: reply.id, isNew: true }, mentioned)
  await tx.thread.update({
    where: { id: thread.id },
    data: { replyCount: { increment: 1 }, activityAt: at > thread.activityAt ? at : thread.activityAt, version: { increment: 1 } },
  })
  await replaceDocuments(tx, [], [replyDocument(reply)])
  await expirePages(tx, [...(await pagesOf(tx, [thread])), pageTags.person(authorId)])
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: thread.id })
  const answeredId = target ? target.authorId : thread.authorId
  await notifyOfReply(tx, viewer, { threadId: thread.id, replyId: reply.id, answeredId, mentioned: told })
  return { id: reply.id, number: reply.number }
}

async function checkedTarget(
  tx: Db,
  threadId: number,
  answersReplyId?: number | null,
): Promise<{ id: number; authorId: number | null } | null> {
  if (!answersReplyId) return null
  const where = { id: answersReplyId, threadId, hiddenAt: null }
  const target = await tx.reply.findFirst({ where, select: { id: true, authorId: true } })
  if (!target) throw new DomainError('not_found', 'The reply you answer does not exist.')
  return target
}
