import { settle } from '../answers'
import { recordAudit } from '../audit/record'
import type { Db } from '../db/client'
import { transaction } from '../db/transaction'
import { DomainError } from '../errors'
import { expirePages } from '../expiry/expire-pages'
import { enqueueAll } from '../jobs/enqueue'
import { replaceDocuments } from '../search'
import { countInTopic, lockThread, openingDocument, pagesOfThreads, refreshStanding, replyDocument } from '../threads'
import { authorize } from '../viewer/policy'
import type { Viewer } from '../viewer/viewer'
import { lockCovering, moveCoverage } from './move-coverage'
import { moveTies } from './move-ties'

/**
 * Puts the posts of threads that ask the same into another: their openings and replies follow its own, with their authors,
 * dates, boosts and acceptances, and their addresses lead there. Each thread in a transaction of its own, all or nothing of it.
 * Editors only. @throws DomainError `forbidden`, `not_found`, or `invalid` where a thread would go into itself.
 */
export async function mergeThreads(viewer: Viewer, threadIds: number[], intoId: number, at = new Date()): Promise<void> {
  authorize(viewer, 'thread.merge')
  if (threadIds.includes(intoId)) throw new DomainError('invalid', 'A thread can’t go into itself.')
  for (const threadId of threadIds) await transaction((tx) => mergeOne(tx, viewer, threadId, intoId, at))
}

async function mergeOne(tx: Db, viewer: Viewer, threadId: number, intoId: number, at: Date): Promise<void> {
  await lockCovering(tx, threadId)
  // In order of their ids, so that two editors who merge the same threads wait for each other.
  for (const id of [threadId, intoId].sort((a, b) => a - b)) await lockThread(tx, viewer, id)
  const from = await lockThread(tx, viewer, threadId)
  const into = await lockThread(tx, viewer, intoId)
  const topics = await tx.topic.findMany({ where: { id: { in: [from.topicId, into.topicId] } }, select: { visibility: true } })
  // What only some may see must not become everyone's, nor the other way round.
  if (new Set(topics.map(({ visibility }) => visibility)).size > 1)
    throw new DomainError('invalid', 'They stand in topics that not the same people see: move one first.')
  const pages = await pagesOfThreads(tx, [threadId, intoId])
  const before = await tx.reply.findMany({ where: { threadId, hiddenAt: null } })
  await replaceDocuments(tx, [openingDocument(from), ...before.map(replyDocument)], [])
  const openingReply = await moveOpening(tx, from, intoId)
  await tx.$executeRaw`
    update reply r set thread_id = ${intoId}, number = ${openingReply.number} + moved.place, version = r.version + 1,
      answers_reply_id = case when r.answers_opening then ${openingReply.id} else r.answers_reply_id end, answers_opening = false
    from (select id, row_number() over (order by number)::int as place from reply where thread_id = ${threadId}) moved where r.id = moved.id`
  const after = await tx.reply.findMany({ where: { id: { in: [openingReply.id, ...before.map(({ id }) => id)] } } })
  await replaceDocuments(tx, [], after.map(replyDocument))
  const answerIds = await moveCoverage(tx, viewer, from, into, at)
  await moveTies(tx, threadId, intoId)
  await tx.thread.update({
    where: { id: intoId },
    data: {
      replyCount: { increment: from.replyCount + 1 },
      replyBase: { increment: from.replyBase },
      acceptedCount: { increment: from.acceptedCount },
      activityAt: from.activityAt > into.activityAt ? from.activityAt : into.activityAt,
      version: { increment: 1 },
    },
  })
  await countInTopic(tx, from.topicId, from.standing, -1)
  await tx.tag.updateMany({ where: { threads: { some: { threadId } } }, data: { threadCount: { decrement: 1 } } })
  await tx.thread.update({
    where: { id: threadId },
    data: {
      hiddenAt: at,
      mergedIntoId: intoId,
      replyCount: 0,
      replyBase: 0,
      acceptedCount: 0,
      standing: 'unanswered',
      version: { increment: 1 },
    },
  })
  await tx.thread.updateMany({ where: { mergedIntoId: threadId }, data: { mergedIntoId: intoId } })
  await refreshStanding(tx, [intoId])
  for (const answerId of answerIds) await settle(tx, answerId, [intoId])
  await recordAudit(tx, viewer, { action: 'thread.merge', subject: { kind: 'thread', id: threadId }, reason: `into thread ${intoId}` })
  await enqueueAll(
    tx,
    'related.refresh',
    [threadId, intoId].map((id) => ({ kind: 'thread' as const, id })),
  )
  await expirePages(tx, [...pages, ...(await pagesOfThreads(tx, [intoId]))])
}

type Locked = Awaited<ReturnType<typeof lockThread>>

/** The opening becomes a reply behind the last one; people who boosted it go on being counted. */
async function moveOpening(tx: Db, from: Locked, intoId: number): Promise<{ id: number; number: number }> {
  const last = await tx.reply.aggregate({ where: { threadId: intoId }, _max: { number: true } })
  return tx.reply.create({
    data: {
      threadId: intoId,
      number: (last._max.number ?? 0) + 1,
      authorId: from.authorId,
      body: `**${from.title.replace(/([\\*_[\]`<>])/g, '\\$1')}**\n\n${from.body}`,
      createdAt: from.createdAt,
      boostCount: from.boostCount,
      boostBase: from.boostCount,
    },
    select: { id: true, number: true },
  })
}
