import { z } from 'zod'
import { refreshCoverCounts, withReindexOfAll } from '../../lib/answers'
import { openingDocument, refreshResolution, replyDocument } from '../../lib/community/threads'
import { makeFirstTopic } from '../../lib/community/topics'
import { forgetGapsOf } from '../../lib/curation/gaps'
import { recordAudit } from '../../lib/identity/audit'
import { system } from '../../lib/identity/viewer'
import { type Db, queryRows, transaction } from '../../lib/platform/db'
import { expirePages, pageTags } from '../../lib/platform/expiry'
import { forgetClicksOn, replaceDocuments } from '../../lib/search'
import { markUnmarkedSample } from './mark'
import { type Removed, removeSurroundings } from './remove-surroundings'
import { type Kept, touchedAnswers, touchedThreads } from './touched'

export type SampleReport = { removed: Removed & { threads: number; replies: number; answers: number }; kept: Kept[] }

/** Some hundred rows, on a machine that may be slow. */
const limitMs = 300_000

/** Thrown to undo the transaction of a dry run. */
class Tried extends Error {}

/**
 * Removes the sample content that nobody has worked on. Nothing that a person wrote is removed: content that someone has replied to,
 * edited, covered or linked stays whole, with its topic and its authors. A dry run does the same and undoes it.
 */
export async function removeSample({ dryRun = false }: { dryRun?: boolean } = {}): Promise<SampleReport> {
  let report: SampleReport | undefined
  try {
    await transaction(async (tx) => {
      report = await remove(tx)
      if (dryRun) throw new Tried()
    }, limitMs)
  } catch (error) {
    if (!(error instanceof Tried)) throw error
  }
  return report as SampleReport
}

async function remove(tx: Db): Promise<SampleReport> {
  await markUnmarkedSample(tx)
  await lockSample(tx)
  const kept = [...(await touchedThreads(tx)), ...(await touchedAnswers(tx))]
  const threadIds = await goingOf(tx, 'thread', kept)
  const answerIds = await goingOf(tx, 'answer', kept)
  const replies = await tx.reply.count({ where: { threadId: { in: threadIds } } })
  await removePosts(tx, threadIds, answerIds)
  const surroundings = await removeSurroundings(tx)
  await makeFirstTopic(tx)
  await expirePages(tx, [pageTags.everything])
  const removed = { threads: threadIds.length, replies, answers: answerIds.length, ...surroundings.removed }
  const counts = Object.entries(removed).filter(([, count]) => count > 0)
  if (counts.length > 0)
    await recordAudit(tx, system, { action: 'sample.remove', reason: counts.map(([name, count]) => `${count} ${name}`).join(', ') })
  return { removed, kept: [...kept, ...surroundings.kept] }
}

/** Anyone who replies, covers, drafts or takes an author over at this moment is waited for; then their work is seen. */
async function lockSample(tx: Db): Promise<void> {
  for (const kind of ['thread', 'answer', 'person'])
    await tx.$queryRawUnsafe(
      `select 1 from ${kind} k join sample_row s on s.kind = '${kind}' and s.subject_id = k.id order by k.id for update of k`,
    )
}

const Id = z.object({ id: z.int() })

/** Returns what exists of the sample, without what is kept. */
async function goingOf(tx: Db, kind: 'thread' | 'answer', kept: Kept[]): Promise<number[]> {
  const stays = new Set(kept.filter((each) => each.kind === kind).map(({ id }) => id))
  const rows = await queryRows(
    tx,
    Id,
    `select k.id from ${kind} k join sample_row s on s.kind = '${kind}' and s.subject_id = k.id order by k.id`,
  )
  return rows.map(({ id }) => id).filter((id) => !stays.has(id))
}

/** Removes them with their revisions, and from search. What stays beside them is counted and indexed again. */
async function removePosts(tx: Db, threadIds: number[], answerIds: number[]): Promise<void> {
  const pairs = await tx.coverage.findMany({ where: { OR: [{ threadId: { in: threadIds } }, { answerId: { in: answerIds } }] } })
  const uncovered = pairs.map(({ threadId }) => threadId).filter((id) => !threadIds.includes(id))
  const covering = [...new Set([...answerIds, ...pairs.map(({ answerId }) => answerId)])].sort((a, b) => a - b)
  await withReindexOfAll(tx, covering, async () => {
    await replaceDocuments(tx, await documentsOf(tx, threadIds), [])
    await forgetPointers(tx, 'thread', threadIds)
    await forgetPointers(tx, 'answer', answerIds)
    const replyIds = (await tx.reply.findMany({ where: { threadId: { in: threadIds } }, select: { id: true } })).map(({ id }) => id)
    await forgetPointers(tx, 'reply', replyIds)
    await forgetGapsOf(tx, threadIds)
    await countOut(tx, threadIds)
    await tx.$queryRaw`select remove_sample_posts(${threadIds}::int[], ${answerIds}::int[])::text`
    await tx.$executeRaw`delete from sample_row where (kind = 'thread' and subject_id = any(${threadIds}::int[]))
      or (kind = 'answer' and subject_id = any(${answerIds}::int[])) or (kind = 'reply' and subject_id = any(${replyIds}::int[]))`
    await refreshResolution(tx, uncovered)
  })
  await refreshCoverCounts(tx, covering)
}

/** Returns what search has of threads; nothing for hidden ones. */
async function documentsOf(tx: Db, threadIds: number[]) {
  const threads = await tx.thread.findMany({
    where: { id: { in: threadIds }, hiddenAt: null },
    include: { tags: { include: { tag: { select: { name: true } } } }, replies: { where: { hiddenAt: null } } },
  })
  return threads.flatMap(({ tags, replies, ...thread }) => [
    openingDocument({ ...thread, tags: tags.map(({ tag }) => tag.name) }),
    ...replies.map(replyDocument),
  ])
}

/** Removes rows that name a post without a foreign key. */
async function forgetPointers(tx: Db, kind: 'thread' | 'answer' | 'reply', ids: number[]): Promise<void> {
  for (const statement of [
    `delete from related_link where (from_kind = '${kind}' and from_id = any($1::int[])) or (to_kind = '${kind}' and to_id = any($1::int[]))`,
    `delete from related_choice where (from_kind = '${kind}' and from_id = any($1::int[])) or (to_kind = '${kind}' and to_id = any($1::int[]))`,
    `delete from picture_use where place = '${kind}' and post_id = any($1::int[])`,
    `delete from visit where kind = '${kind}' and subject_id = any($1::int[])`,
    `delete from view_day where kind = '${kind}' and subject_id = any($1::int[])`,
    `delete from old_address where kind = '${kind}' and subject_id = any($1::int[])`,
    `update ask_session set subject_kind = null, subject_id = null where subject_kind = '${kind}' and subject_id = any($1::int[])`,
  ])
    await tx.$executeRawUnsafe(statement, ids)
  await forgetClicksOn(tx, kind, ids)
}

/** Subtracts threads that will be removed from the counters of their topics and tags. */
async function countOut(tx: Db, threadIds: number[]): Promise<void> {
  await tx.$executeRaw`
    update topic o set thread_count = o.thread_count - s.threads, answered_count = o.answered_count - s.answered,
      covered_count = o.covered_count - s.covered
    from (select topic_id, count(*)::int as threads, count(*) filter (where standing = 'answered')::int as answered,
        count(*) filter (where standing = 'covered')::int as covered
      from thread where id = any(${threadIds}::int[]) and hidden_at is null group by topic_id) s where s.topic_id = o.id`
  await tx.$executeRaw`
    update tag g set thread_count = g.thread_count - s.threads
    from (select x.tag_id, count(*)::int as threads from thread_tag x join thread t on t.id = x.thread_id
      where t.id = any(${threadIds}::int[]) and t.hidden_at is null group by x.tag_id) s where s.tag_id = g.id`
}
