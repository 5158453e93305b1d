import { z } from 'zod'
import { type Db, queryRowsIn } from '../../platform/db'

const Used = z.object({ id: z.int(), uses: z.array(z.string()) })

/**
 * Returns what people here have done with imported threads, by thread. Threads that nobody has touched are not in the
 * map. One query for any number of threads.
 */
export async function readUses(tx: Db, sourceId: number, threadIds: number[]): Promise<Map<number, string[]>> {
  const rows = await queryRowsIn(tx, Used)`
    with posts as (select id as thread_id, null::int as reply_id from thread where id = any(${threadIds}::int[])
      union all select thread_id, id from reply where thread_id = any(${threadIds}::int[])),
    used as (
      select id, 'edited' as use, 1 as place from thread where id = any(${threadIds}::int[]) and revision_number > 1
      union select thread_id, 'edited', 1 from reply where thread_id = any(${threadIds}::int[]) and revision_number > 1
      union select r.thread_id, 'replied to', 2 from reply r where r.thread_id = any(${threadIds}::int[]) and not exists (
        select 1 from imported_record i where i.kind = 'reply' and i.local_id = r.id and i.source_id = ${sourceId})
      union select c.thread_id, 'covered by an answer', 3 from coverage c where c.thread_id = any(${threadIds}::int[])
      union select id, 'merged with another thread', 4 from thread where id = any(${threadIds}::int[]) and merged_into_id is not null
      union select merged_into_id, 'merged with another thread', 4 from thread where merged_into_id = any(${threadIds}::int[])
      union select r.thread_id, 'given an accepted reply', 5 from reply r
        where r.thread_id = any(${threadIds}::int[]) and r.accepted_at is not null and r.accepted_at <> r.created_at
      union select b.thread_id, 'boosted', 6 from thread_boost b where b.thread_id = any(${threadIds}::int[])
      union select p.thread_id, 'boosted', 6 from posts p join reply_boost b on b.reply_id = p.reply_id
      union select p.thread_id, 'looked after by an editor', 7 from posts p join audit_entry e on e.person_id is not null
        and ((p.reply_id is null and e.subject_kind = 'thread' and e.subject_id = p.thread_id) or (e.subject_kind = 'reply' and e.subject_id = p.reply_id))
      union select c.from_id, 'related by an editor', 8 from related_choice c where c.from_kind = 'thread' and c.from_id = any(${threadIds}::int[])
      union select c.to_id, 'related by an editor', 8 from related_choice c where c.to_kind = 'thread' and c.to_id = any(${threadIds}::int[])
      union select d.low_id, 'told apart by an editor', 9 from distinct_threads d where d.low_id = any(${threadIds}::int[])
      union select d.high_id, 'told apart by an editor', 9 from distinct_threads d where d.high_id = any(${threadIds}::int[])
      union select l.to_id, 'linked to from another thread', 10 from thread_link l where l.kind = 'written' and l.to_id = any(${threadIds}::int[])
        and not exists (select 1 from imported_record i where i.kind = 'thread' and i.local_id = l.from_id and i.source_id = ${sourceId})
      union select t.id, 'written by someone with an account', 11 from thread t join auth_user u on u.person_id = t.author_id where t.id = any(${threadIds}::int[])
      union select r.thread_id, 'written by someone with an account', 11 from reply r join auth_user u on u.person_id = r.author_id
        where r.thread_id = any(${threadIds}::int[])
      union select c.thread_id, 'cited by an answer', 12 from citation c where c.thread_id = any(${threadIds}::int[])
      union select p.thread_id, 'cited by an answer', 12 from posts p join citation c on c.reply_id = p.reply_id)
    select id, array_agg(use order by place) as uses from used group by id`
  return new Map(rows.map(({ id, uses }) => [id, uses]))
}
