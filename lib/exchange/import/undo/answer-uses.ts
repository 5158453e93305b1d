import { z } from 'zod'
import { type Db, queryRowsIn } from '../../../platform/db'

const Used = z.object({ id: z.int(), uses: z.array(z.string()) })

/** Returns what editors have done with imported canonical answers, by answer. Untouched answers are not in the map. */
export async function readAnswerUses(tx: Db, ids: number[]): Promise<Map<number, string[]>> {
  const rows = await queryRowsIn(tx, Used)`
    select id, array_agg(use order by place) as uses from (
      select id, 'revised' as use, 1 as place from answer where id = any(${ids}::int[]) and (revision_number > 1 or status <> 'published' or hidden_at is not null)
      union select answer_id, 'revised', 1 from answer_draft where answer_id = any(${ids}::int[])
      union select answer_id, 'revised', 1 from answer_alias where answer_id = any(${ids}::int[])
      union select answer_id, 'used to cover threads', 2 from coverage where answer_id = any(${ids}::int[])
      union select successor_id, 'made the successor of another', 3 from answer where successor_id = any(${ids}::int[])
      union select subject_id, 'looked after by an editor', 4 from audit_entry where subject_kind = 'answer' and subject_id = any(${ids}::int[]) and person_id is not null
      union select from_id, 'related by an editor', 5 from related_choice where from_kind = 'answer' and from_id = any(${ids}::int[])
      union select to_id, 'related by an editor', 5 from related_choice where to_kind = 'answer' and to_id = any(${ids}::int[])
      union select cited_answer_id, 'cited by another answer', 6 from citation where cited_answer_id = any(${ids}::int[]) and answer_id <> cited_answer_id) used
    group by id`
  return new Map(rows.map(({ id, uses }) => [id, uses]))
}
