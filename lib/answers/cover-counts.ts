import { isUncontested, topicIsAsOpen } from '../identity/viewer'
import type { Db } from '../platform/db'

/**
 * SQL for how many threads each answer settles. A contested coverage covers nothing, here as in a thread's resolution. Only threads that
 * everyone who sees the answer may see are counted, so that the number reveals nothing about others.
 */
export const coverCounts = countsOf('')

function countsOf(condition: string): string {
  return `select a.id, count(t.id)::int as cover_count from answer a join topic o on o.id = a.topic_id
    left join (coverage v join thread t on t.id = v.thread_id and t.hidden_at is null join topic theirs on theirs.id = t.topic_id)
      on v.answer_id = a.id and ${isUncontested('v')} and ${topicIsAsOpen('theirs', 'o.visibility')} ${condition} group by a.id`
}

/** Counts again what these answers cover. Call it in the transaction of a change that may affect the number. One statement. */
export async function refreshCoverCounts(tx: Db, answerIds: number[]): Promise<void> {
  if (answerIds.length === 0) return
  await tx.$executeRawUnsafe(
    `update answer k set cover_count = s.cover_count from (${countsOf('where a.id = any($1::int[])')}) s
     where k.id = s.id and k.cover_count <> s.cover_count`,
    answerIds,
  )
}
