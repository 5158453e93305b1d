import { lockCovering } from '../answers'
import type { Db } from '../db/client'
import { transaction } from '../db/transaction'
import { expirePages } from '../expiry/expire-pages'
import { placeThread } from '../moderation/move-thread'
import { lockThread, pagesOfThread, refreshStanding } from '../threads'
import { system } from '../viewer/viewer'
import type { Following, ImportContext } from './context'
import { followHidden } from './follow-hidden'
import { followReplies } from './follow-replies'
import { followTags } from './follow-tags'
import { noOutcome, type Outcome } from './outcome'
import { compare, isOlderText, isSameSaid, type SaidOfThread, saidOfThread } from './said'
import { skipSame } from './skip-same'
import { tagIdsByLabel, tagIdsOf } from './tags'
import { topicIdFor } from './topics'

/** Nobody waits for an import, and a thread may have ten thousand replies. */
const limitMs = 600_000

/**
 * Lets state, topic, tags, accepted replies and what became hidden follow the source, except where they were changed here.
 * Each thread is a transaction of its own, at whose end its digest is written: a run that was killed compares it again,
 * and what has followed is the same by then.
 */
export async function followThreads(context: ImportContext): Promise<void> {
  const { client, sourceId, tags, topics, report } = context
  const threads = context.following.splice(0)
  if (threads.length === 0) return
  await tagIdsByLabel(
    client,
    threads.flatMap(({ thread }) => thread.tags),
    tags,
  )
  const topicIds: number[] = []
  for (const { thread } of threads) topicIds.push(await topicIdFor(client, sourceId, thread.topic, topics))
  const restored = new Set<string>()
  for (const { following, topicId } of await skipSame(context, threads, topicIds)) {
    const outcome = await transaction((tx) => followThread(tx, context, following, topicId), limitMs)
    for (const each of outcome.kept) report.kept.push(each)
    for (const each of outcome.hidden) report.nowHidden.push(each)
    for (const externalId of outcome.restored) restored.add(externalId)
    const replies = outcome.replies.filter((externalId) => !following.replies.has(externalId)).length
    report.replies.updated += replies
    report.replies.unchanged -= replies
    if (following.added) continue
    if (following.changed || outcome.changed) report.threads.updated++
    else report.threads.unchanged++
  }
  // Its old thread lacked it, its new one has it: it is not hidden after all.
  if (restored.size > 0)
    report.nowHidden = report.nowHidden.filter(({ subject, externalId }) => subject !== 'reply' || !restored.has(externalId))
}

async function followThread(
  tx: Db,
  context: ImportContext,
  { thread, threadId, digest, added = false }: Following,
  topicId: number,
): Promise<Outcome> {
  const { sourceId } = context
  const outcome = noOutcome()
  const keep = (message: string) => outcome.kept.push({ subject: 'thread', externalId: thread.externalId, message })
  const key = { sourceId_kind_externalId: { sourceId, kind: 'thread', externalId: thread.externalId } }
  const entry = await tx.importedRecord.findUniqueOrThrow({ where: key })
  const said = entry.said as SaidOfThread | null
  await lockCovering(tx, threadId)
  const { hiddenAt, mergedIntoId } = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { hiddenAt: true, mergedIntoId: true },
  })
  if (mergedIntoId === null) {
    const here = await lockThread(tx, system, threadId, { hidden: hiddenAt !== null })
    const changes = await changesHere(tx, threadId)
    const lastTopicId = said?.topic === undefined ? undefined : await topicOf(tx, sourceId, said.topic)
    const topic = compare(lastTopicId, topicId, here.topicId, changes.has('thread.move'))
    if (topic === 'follow') await placeThread(tx, here, topicId)
    if (topic === 'kept') keep('it was moved here: it stays in its topic')
    const closedHere = changes.has('thread.close') || changes.has('thread.reopen')
    const state = compare(said?.closed, thread.closed, here.state === 'closed', closedHere)
    if (state === 'follow') {
      await tx.thread.update({ where: { id: threadId }, data: { state: thread.closed ? 'closed' : 'open', version: { increment: 1 } } })
      await expirePages(tx, await pagesOfThread(tx, threadId))
    }
    if (state === 'kept') keep(here.state === 'closed' ? 'it was closed here: it stays closed' : 'it was opened here: it stays open')
    const tags = await followTags(
      tx,
      { ...here, topicId: topic === 'follow' ? topicId : here.topicId },
      said?.tags,
      thread.tags,
      tagIdsOf(context, thread.tags),
    )
    if (tags === 'kept') keep('its tags were changed here: they stay')
    outcome.changed = [topic, state, tags].includes('follow')
  } else if (said && !isSameSaid(said, saidOfThread({ ...thread, age: undefined, updatedAt: undefined })))
    keep('it was merged into another thread here')
  await followReplies(tx, sourceId, thread, { id: threadId, livesIn: mergedIntoId ?? threadId, added, last: said?.age }, outcome)
  const hidden = mergedIntoId === null ? await followHidden(tx, sourceId, thread, threadId, said?.hidden, outcome) : null
  await refreshStanding(tx, [mergedIntoId ?? threadId])
  const taken = isOlderText(said, thread) ? { updatedAt: said?.updatedAt } : {}
  const saidNow = { ...said, ...saidOfThread(thread), ...taken, hidden }
  await tx.importedRecord.update({ where: key, data: { digest: new Uint8Array(digest), said: saidNow } })
  return outcome
}

/** What people here have done to a thread, by the names of the audit. */
async function changesHere(tx: Db, threadId: number): Promise<Set<string>> {
  const rows = await tx.auditEntry.findMany({
    where: { subjectKind: 'thread', subjectId: threadId, personId: { not: null } },
    select: { action: true },
    distinct: ['action'],
  })
  return new Set(rows.map(({ action }) => action))
}

async function topicOf(tx: Db, sourceId: number, externalId: string): Promise<number | undefined> {
  const row = await tx.importedRecord.findUnique({ where: { sourceId_kind_externalId: { sourceId, kind: 'topic', externalId } } })
  return row?.localId
}
