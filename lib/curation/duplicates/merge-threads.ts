import { z } from 'zod'
import { afterCoverageChange, lockCovering } from '../../answers'
import { moveMentions } from '../../community/mentions'
import { tagIdsFor, tagsMax } from '../../community/tags'
import {
  countInTopic,
  type LockedThread,
  lockThread,
  lockThreadRows,
  moveVisits,
  nextReplyNumber,
  openingDocument,
  pagesOf,
  refreshResolution,
  replyDocument,
} from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { moveWatches, recordEvent } from '../../notices/events'
import { type Db, queryRowsIn, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages } from '../../platform/expiry'
import { enqueueRelated } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { moveCases } from '../cases'
import { moveCoverage } from './move-coverage'
import { moveTies } from './move-ties'

/**
 * Puts the posts of threads that ask the same into another: their openings and replies follow its own, with their authors,
 * dates, boosts and acceptances, and their addresses lead to them. Each thread in a transaction of its own, all or nothing of it.
 * Editors only. @throws DomainError `forbidden`, `not_found`, or `invalid` where a thread would go into itself.
 */
export async function mergeThreads(viewer: Viewer, threadIds: number[], intoId: number, at = new Date()): Promise<void> {
  authorize(viewer, 'thread.merge')
  if (threadIds.includes(intoId)) throw new DomainError('invalid', 'A thread can’t go into itself.')
  for (const threadId of threadIds) await transaction((tx) => mergeOne(tx, viewer, { threadId, intoId, at }))
}

type Merge = { threadId: number; intoId: number; at: Date }

async function mergeOne(tx: Db, viewer: Viewer, { threadId, intoId, at }: Merge): Promise<void> {
  await lockCovering(tx, threadId)
  // Both at once, so that two editors who merge the same threads wait for each other.
  await lockThreadRows(tx, [threadId, intoId])
  const from = await lockThread(tx, viewer, threadId)
  const into = await lockThread(tx, viewer, intoId)
  const topics = await tx.topic.findMany({ where: { id: { in: [from.topicId, into.topicId] } }, select: { visibility: true } })
  // What only some may see must not become everyone's, nor the other way round.
  if (new Set(topics.map(({ visibility }) => visibility)).size > 1)
    throw new DomainError('invalid', 'These threads are in topics with different visibility. Move one first.')
  const pages = await pagesOf(tx, [from, into])
  const before = await tx.reply.findMany({ where: { threadId, hiddenAt: null } })
  await replaceDocuments(tx, [openingDocument(from), ...before.map(replyDocument)], [])
  const openingReply = await moveOpening(tx, from, intoId)
  await moveVisits(tx, { fromId: threadId, intoId, openingNumber: openingReply.number })
  await moveReplies(tx, threadId, intoId, openingReply)
  const after = await tx.reply.findMany({ where: { id: { in: [openingReply.id, ...before.map(({ id }) => id)] } } })
  await replaceDocuments(tx, [], after.map(replyDocument))
  const merged = { ...into, tagIds: [...into.tagIds, ...(await moveTags(tx, viewer, from, into))] }
  const answerIds = await moveCoverage(tx, viewer, { from, into, at })
  await moveTies(tx, threadId, intoId)
  await moveWatches(tx, 'thread', threadId, intoId)
  await moveCases(tx, { threadId, intoId, openingReplyId: openingReply.id })
  await tx.thread.update({
    where: { id: intoId },
    data: {
      replyCount: { increment: from.replyCount + 1 },
      replyBase: { increment: from.replyBase },
      acceptedCount: { increment: from.acceptedCount },
      viewCount: { increment: from.viewCount },
      viewBase: { increment: from.viewBase },
      activityAt: from.activityAt > into.activityAt ? from.activityAt : into.activityAt,
      version: { increment: 1 },
    },
  })
  await countInTopic(tx, from.topicId, from.resolution, -1)
  await tx.tag.updateMany({ where: { threads: { some: { threadId } } }, data: { threadCount: { decrement: 1 } } })
  await tx.thread.update({
    where: { id: threadId },
    data: {
      hiddenAt: at,
      mergedIntoId: intoId,
      mergedAsId: openingReply.id,
      replyCount: 0,
      replyBase: 0,
      acceptedCount: 0,
      resolution: 'unanswered',
      version: { increment: 1 },
    },
  })
  await tx.thread.updateMany({ where: { mergedIntoId: threadId }, data: { mergedIntoId: intoId } })
  await refreshResolution(tx, [intoId])
  for (const answerId of answerIds) await afterCoverageChange(tx, answerId, [merged])
  await recordAudit(tx, viewer, { action: 'thread.merge', subject: { kind: 'thread', id: threadId }, reason: `into thread ${intoId}` })
  const tell = [{ personId: from.authorId, kind: 'thread_merged' as const }]
  await recordEvent(tx, viewer, { kind: 'thread_merged', threadId, replyId: openingReply.id, tell })
  // Lists that point to the merged thread lead to the other from now on, unless it is banned there.
  await enqueueRelated(tx, { threads: [threadId, intoId] }, { kind: 'thread', id: threadId })
  await expirePages(tx, [...pages, ...(await pagesOf(tx, [merged]))])
}

/** The thread that stays is found under the tags of the other too, as far as a thread may have so many. Returns the ids of those it got. */
async function moveTags(tx: Db, viewer: Viewer, from: LockedThread, into: LockedThread): Promise<number[]> {
  const tags = [...new Set([...into.tags, ...from.tags])].slice(0, Math.max(tagsMax, into.tags.length))
  const added = tags.slice(into.tags.length)
  if (added.length === 0) return []
  await replaceDocuments(tx, [openingDocument(into)], [openingDocument({ ...into, tags })])
  const ids = await tagIdsFor(tx, viewer, added)
  await tx.threadTag.createMany({ data: ids.map((tagId) => ({ threadId: into.id, tagId })) })
  await tx.tag.updateMany({ where: { id: { in: ids } }, data: { threadCount: { increment: 1 } } })
  return ids
}

const Answering = z.object({ id: z.int(), to: z.int() })

/**
 * What a reply answers moves along: the opening is a reply now. Answers are set back once all are there, since none may point
 * into another thread.
 */
async function moveReplies(tx: Db, fromId: number, intoId: number, opening: { id: number; number: number }): Promise<void> {
  const answering = await queryRowsIn(tx, Answering)`
    select id, case when answers_opening then ${opening.id} else answers_reply_id end as "to" from reply
    where thread_id = ${fromId} and (answers_opening or answers_reply_id is not null)`
  await tx.$executeRaw`
    update reply r set thread_id = ${intoId}, number = ${opening.number} + moved.place, version = r.version + 1,
      answers_reply_id = null, answers_opening = false
    from (select id, row_number() over (order by number)::int as place from reply where thread_id = ${fromId}) moved where r.id = moved.id`
  await tx.$executeRaw`
    update reply r set answers_reply_id = u.to_id from unnest(${answering.map(({ id }) => id)}::int[], ${answering.map(({ to }) => to)}::int[]) u(id, to_id)
    where r.id = u.id`
}

/** The opening becomes a reply behind the last one, with its history, those who boosted it and those it mentions. */
async function moveOpening(tx: Db, from: LockedThread, intoId: number): Promise<{ id: number; number: number }> {
  const reply = await tx.reply.create({
    data: {
      threadId: intoId,
      number: await nextReplyNumber(tx, intoId),
      authorId: from.authorId,
      body: from.withdrawnAt ? from.body : titled(from.title, from.body),
      withdrawnAt: from.withdrawnAt,
      createdAt: from.createdAt,
      editedAt: from.editedAt,
      revisionNumber: from.revisionNumber,
      boostCount: from.boostCount,
      boostBase: from.boostBase,
    },
    select: { id: true, number: true },
  })
  const revisions = await tx.threadRevision.findMany({ where: { threadId: from.id } })
  await tx.replyRevision.createMany({
    data: revisions.map(({ number, title, body, authorId, note, createdAt, redactedAt }) => ({
      replyId: reply.id,
      number,
      body: from.withdrawnAt || redactedAt ? '' : titled(title, body),
      redactedAt,
      authorId,
      note,
      createdAt,
    })),
  })
  await moveMentions(tx, from.id, reply.id)
  const boosts = await tx.threadBoost.findMany({ where: { threadId: from.id } })
  await tx.replyBoost.createMany({ data: boosts.map(({ personId, createdAt }) => ({ replyId: reply.id, personId, createdAt })) })
  return reply
}

function titled(title: string, body: string): string {
  return `**${title.replace(/([\\*_[\]`<>])/g, '\\$1')}**\n\n${body}`
}
