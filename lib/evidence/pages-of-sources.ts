import { z } from 'zod'
import { type Db, queryRows } from '../platform/db'
import { pageTags } from '../platform/expiry'

const Cited = z.object({ thread_id: z.int().nullable(), answer_id: z.int().nullable() })

/** Returns the tags of pages that say "used in" this answer. One statement. */
export async function pagesOfSources(tx: Db, answerId: number): Promise<string[]> {
  const rows = await queryRows(
    tx,
    Cited,
    `select distinct coalesce(r.thread_id, t.merged_into_id, t.id) as thread_id, c.cited_answer_id as answer_id
     from citation c left join reply r on r.id = c.reply_id left join thread t on t.id = c.thread_id where c.answer_id = $1::int`,
    [answerId],
  )
  return rows.flatMap((row) => [
    ...(row.thread_id === null ? [] : [pageTags.thread(row.thread_id)]),
    ...(row.answer_id === null ? [] : [pageTags.answer(row.answer_id)]),
  ])
}
