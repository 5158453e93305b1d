import { lockCovering } from '../../answers'
import { lockThread, pagesOfThread, refreshResolution } from '../../community/threads'
import { system } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { attempt } from './attempt'
import type { Following, ImportContext } from './context'
import { followHidden } from './follow-hidden'
import { changesHere, followPlace } from './follow-place'
import { followReplies } from './follow-replies'
import { followTags } from './follow-tags'
import { isOfTheData } from './of-the-data'
import { noOutcome, type Outcome } from './outcome'
import { compare, isOlderText, isSameSaid, type SaidOfThread, saidColumn, saidOfThread } from './said'
import { type Placed, skipSame } from './skip-same'
import type { Origin, SourceThread } from './source'
import { tagIdsByLabel, tagIdsOf } from './tags'
import { topicIdFor } from './topics'

/** Nobody waits for an import, and a thread may have ten thousand replies. */
const limitMs = 600_000

/**
 * Updates state, topic, tags, accepted replies and hidden posts from the source, except where they were changed here.
 * Each thread has its own transaction, which writes its digest at the end. A run that was killed compares the thread
 * again and finds it updated. A thread that the database refuses is a problem with its place.
 */
export async function followThreads(context: ImportContext, at: (thread: SourceThread) => Origin): Promise<void> {
  const { report } = context
  const found = context.following.splice(0)
  if (found.length === 0) return
  await knowTags(context, found)
  const orReport = <T>({ thread }: Following, work: () => Promise<T>) =>
    attempt(report, at(thread), `Not all of “${thread.title}” could be brought up to date`, work)
  const threads: Placed[] = []
  for (const following of found) {
    const topicId = await orReport(following, () => placeOf(context, following.thread))
    if (topicId === undefined) continue
    threads.push({ following, topicId })
  }
  const restored = new Set<string>()
  for (const { following, topicId } of await differing(context, threads)) {
    const outcome = await orReport(following, () => transaction((tx) => followThread(tx, context, following, topicId), limitMs))
    if (!outcome) continue
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
  // A reply that moved is missing in its old thread and found in its new one, so it is not hidden.
  if (restored.size > 0)
    report.nowHidden = report.nowHidden.filter(({ subject, externalId }) => subject !== 'reply' || !restored.has(externalId))
}

/** Reads the tags of all threads at once. If that fails, `placeOf` reads them for each thread. */
async function knowTags({ client, tags }: ImportContext, threads: Following[]): Promise<void> {
  const labels = threads.flatMap(({ thread }) => thread.tags)
  await tagIdsByLabel(client, labels, tags).catch((error) => {
    if (!isOfTheData(error)) throw error
  })
}

async function placeOf({ client, sourceId, tags, topics }: ImportContext, thread: SourceThread): Promise<number> {
  await tagIdsByLabel(client, thread.tags, tags)
  return topicIdFor(client, sourceId, thread.topic, topics)
}

/** Returns the threads that differ from the source, or all if the comparison fails. */
async function differing(context: ImportContext, threads: Placed[]): Promise<Placed[]> {
  try {
    return await skipSame(context, threads)
  } catch (error) {
    if (!isOfTheData(error)) throw error
    return threads
  }
}

/** Returns the thread with those replies hidden that more people would see here than at the source. */
function withHidden({ thread, hidden }: Following): SourceThread {
  if (hidden.size === 0) return thread
  return { ...thread, replies: thread.replies.map((reply) => ({ ...reply, hidden: hidden.get(reply.externalId) ?? reply.hidden })) }
}

async function followThread(tx: Db, context: ImportContext, following: Following, topicId: number): Promise<Outcome> {
  const { sourceId } = context
  const { threadId, digest, added = false } = following
  const thread = withHidden(following)
  const outcome = noOutcome()
  const keep = (message: string) => outcome.kept.push({ subject: 'thread', externalId: thread.externalId, message })
  const key = { sourceId_kind_externalId: { sourceId, kind: 'thread', externalId: thread.externalId } }
  const entry = await tx.importedRecord.findUniqueOrThrow({ where: key })
  const said = saidColumn<SaidOfThread>().parse(entry.said)
  await lockCovering(tx, threadId)
  const { hiddenAt, mergedIntoId } = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { hiddenAt: true, mergedIntoId: true },
  })
  if (mergedIntoId === null) {
    const here = await lockThread(tx, system, threadId, { hidden: hiddenAt !== null })
    const changes = await changesHere(tx, threadId)
    const topic = await followPlace(tx, here, { sourceId, said, topicId, changes })
    if (topic === 'kept') keep('it was moved to another topic here and stays there')
    const closedHere = changes.has('thread.close') || changes.has('thread.reopen')
    const state = compare(said?.closed, thread.closed, here.state === 'closed', closedHere)
    if (state === 'follow') {
      await tx.thread.update({ where: { id: threadId }, data: { state: thread.closed ? 'closed' : 'open', version: { increment: 1 } } })
      await expirePages(tx, await pagesOfThread(tx, threadId))
    }
    if (state === 'kept') keep(here.state === 'closed' ? 'it was closed here and stays closed' : 'it was opened here and stays open')
    const placed = { ...here, topicId: topic === 'follow' ? topicId : here.topicId }
    const tags = await followTags(tx, placed, { last: said?.tags, now: thread.tags, ids: tagIdsOf(context, thread.tags) })
    if (tags === 'kept') keep('its tags were changed here and stay as they are')
    outcome.changed = [topic, state, tags].includes('follow')
  } else if (said && !isSameSaid(said, saidOfThread({ ...thread, age: undefined, updatedAt: undefined })))
    keep('it was merged into another thread here and stays there')
  await followReplies(tx, sourceId, { thread, id: threadId, livesIn: mergedIntoId ?? threadId, added, last: said?.age }, outcome)
  const hidden =
    mergedIntoId === null
      ? await followHidden(tx, sourceId, { threadId, externalId: thread.externalId, hidden: thread.hidden, last: said?.hidden }, outcome)
      : null
  await refreshResolution(tx, [mergedIntoId ?? threadId])
  const taken = isOlderText(said, thread) ? { updatedAt: said?.updatedAt } : {}
  const saidNow = { ...said, ...saidOfThread(thread), ...taken, hidden }
  await tx.importedRecord.update({ where: key, data: { digest: new Uint8Array(digest), said: saidNow } })
  return outcome
}
