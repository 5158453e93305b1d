import { checkedBody, checkedTitle, formatAhead, mentionsIn } from '../../content'
import { authorizePerson, type Viewer, visibleTopic } from '../../identity/viewer'
import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { earlierSubmission, rememberSubmission, submissionOf } from '../../platform/idempotency'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { slugOf } from '../../shared'
import { tagIdsFor } from '../tags'
import { mention } from './mention'
import { notifyOfThread } from './notify'
import { countInTopic } from './resolution'
import { openingDocument } from './search-documents'
import { pagesShowing } from './touched-pages'

export type StartThread = { topicId: number; title: string; body: string; tags?: string[]; at?: Date; submission?: string }

/**
 * Asks a question. A form that is sent twice (`submission`) asks once. Leaves in one transaction: the thread, its tags, counters, its place in search, expired pages and
 * the job that finds related threads.
 * @throws DomainError `forbidden` for visitors, `not_found` for a topic the viewer may not see, `invalid` for bad text.
 */
export async function startThread(viewer: Viewer, input: StartThread): Promise<{ id: number; slug: string }> {
  const authorId = authorizePerson(viewer, 'thread.start')
  const title = checkedTitle(input.title)
  const body = checkedBody(input.body)
  const at = input.at ?? new Date()
  const submission = submissionOf(input.submission, title, body)
  const mentioned = await mentionsIn(body)
  const started = await transaction(async (tx) => {
    const earlier = await earlierSubmission<{ id: number; slug: string }>(tx, authorId, submission)
    if (earlier) return earlier
    const made = await startThreadIn(tx, viewer, { ...input, title, body, at, mentioned })
    await rememberSubmission(tx, authorId, submission, made)
    return made
  })
  await formatAhead(db(), body, [pageTags.thread(started.id)])
  return started
}

/** `mentioned` are the names in the text, see `mentionsIn()`: they are looked for before a transaction. */
type CheckedThread = { topicId: number; title: string; body: string; tags?: string[]; at: Date; mentioned: string[] }

/** The same in the caller's transaction, for texts that are checked. */
export async function startThreadIn(
  tx: Db,
  viewer: Viewer,
  { topicId, title, body, tags = [], at, mentioned }: CheckedThread,
): Promise<{ id: number; slug: string }> {
  const authorId = authorizePerson(viewer, 'thread.start')
  const topic = await tx.topic.findFirst({
    where: { id: topicId, ...visibleTopic(viewer) },
    select: { id: true },
  })
  if (!topic) throw new DomainError('not_found', 'There is no such topic.')
  const tagIds = await tagIdsFor(tx, viewer, tags)
  const thread = await tx.thread.create({
    data: {
      // A trigger sets the area; Prisma wants a value.
      topicId: topic.id,
      areaId: topic.id,
      authorId,
      title,
      body,
      slug: slugOf(title),
      createdAt: at,
      activityAt: at,
      tags: { create: tagIds.map((tagId) => ({ tagId })) },
    },
    include: { tags: { include: { tag: { select: { name: true } } } } },
  })
  await tx.tag.updateMany({ where: { id: { in: tagIds } }, data: { threadCount: { increment: 1 } } })
  const told = await mention(tx, viewer, { kind: 'thread', id: thread.id, isNew: true }, mentioned)
  await countInTopic(tx, topic.id, 'unanswered', 1)
  await replaceDocuments(tx, [], [openingDocument({ ...thread, tags: thread.tags.map(({ tag }) => tag.name) })])
  await expirePages(tx, [...pagesShowing(thread), pageTags.front])
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: thread.id, spread: true })
  await notifyOfThread(tx, viewer, thread.id, told)
  return { id: thread.id, slug: thread.slug }
}
