import { coverageCounts, topicIsAsOpen } from '../../identity/viewer'
import type { Db, Resolution } from '../../platform/db'

/**
 * In SQL: the resolution of thread `thread`, an alias. An answer that not everyone who sees the thread may see covers nothing for them,
 * and so does not count.
 */
export function resolutionOf(thread: string): string {
  const visibility = `(select visibility from topic where id = ${thread}.topic_id)`
  return `(case when exists (select 1 from coverage c join answer a on a.id = c.answer_id join topic theirs on theirs.id = a.topic_id
      where c.thread_id = ${thread}.id and ${coverageCounts('c', 'a', topicIsAsOpen('theirs', visibility))}) then 'covered'
    when ${thread}.accepted_count > 0 then 'answered' else 'unanswered' end)::standing`
}

/**
 * Recomputes whether threads are covered, answered or neither, and updates their topics' counters: one
 * statement for any number. Call it in the transaction of whatever may have changed it: accepting, covering,
 * contesting, publishing, archiving, moving.
 */
export async function refreshResolution(tx: Db, threadIds: number[]): Promise<void> {
  if (threadIds.length === 0) return
  // Rows are locked in the order of their ids, so that two editors who cover the same threads wait and don't block
  // each other for ever.
  await tx.$executeRawUnsafe(
    `
    with judged as (
      select t.id, t.topic_id, t.hidden_at, t.standing as before,
        ${resolutionOf('t')} as after
      from thread t where t.id = any($1::int[]) order by t.id for update of t),
    changed as (
      update thread t set standing = judged.after, version = t.version + 1
      from judged where judged.id = t.id and judged.after <> judged.before
      returning judged.topic_id, judged.hidden_at, judged.before, judged.after),
    by_topic as (
      select topic_id,
        count(*) filter (where after = 'answered') - count(*) filter (where before = 'answered') as answered,
        count(*) filter (where after = 'covered') - count(*) filter (where before = 'covered') as covered
      from changed where hidden_at is null group by topic_id)
    update topic o set answered_count = o.answered_count + by_topic.answered, covered_count = o.covered_count + by_topic.covered
    from by_topic where by_topic.topic_id = o.id`,
    threadIds,
  )
}

/** Adds a thread of that resolution to its topic's counters, or takes it away. */
export async function countInTopic(tx: Db, topicId: number, resolution: Resolution, by: 1 | -1): Promise<void> {
  await tx.topic.update({
    where: { id: topicId },
    data: {
      threadCount: { increment: by },
      answeredCount: { increment: resolution === 'answered' ? by : 0 },
      coveredCount: { increment: resolution === 'covered' ? by : 0 },
    },
  })
}
