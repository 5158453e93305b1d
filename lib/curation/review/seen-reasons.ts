import { z } from 'zod'
import { type Db, pool, queryRows } from '../../platform/db'

const Row = z.object({ id: z.int(), seen: z.string() })

/**
 * Returns what identifies the reasons of answers as they are now, for the form of a page: an editor who has read them decides about these and
 * no later ones. Sources that changed again are others.
 */
export async function seenReasons(answerIds: number[], from: Db | ReturnType<typeof pool> = pool()): Promise<Map<number, string>> {
  const rows = await queryRows(
    from,
    Row,
    `select u.id, md5(concat_ws(' ',
       (select string_agg(concat_ws(' ', r.reason, r.latest, r.count), ',' order by r.reason) from answer_review_reason r where r.answer_id = u.id),
       (select string_agg(concat_ws(' ', c.id, c.state, c.checked_up_to), ',' order by c.id) from citation c where c.answer_id = u.id and c.state <> 'fine'))) as seen
     from unnest($1::int[]) u(id)`,
    [answerIds],
  )
  return new Map(rows.map(({ id, seen }) => [id, seen]))
}
