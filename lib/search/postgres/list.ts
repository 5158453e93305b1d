import { pool } from '../../db/client'
import type { EngineQuery, EngineSort, GroupKind, SortCursor } from '../engine'
import { allOf, filterConditions, Parameters, postsWithGroups, visible } from './conditions'

/** Above this many posts it is cheaper to walk the threads in order than to collect the match and sort it. */
const collectedMax = 2_000

const columns: Record<EngineSort, { thread: string; answer: string; cast: string }> = {
  activity: { thread: 't.activity_at', answer: 'a.revised_at', cast: 'timestamptz' },
  views: { thread: 't.view_count', answer: 'a.view_count', cast: 'int' },
  boosts: { thread: 't.boost_count', answer: 'a.boost_base', cast: 'int' },
}

/** See `SearchEngine.list`. Ordered by value, then threads before answers, then the higher id first. */
export async function list(
  query: EngineQuery,
  sort: EngineSort,
  after: SortCursor | null,
  count: number,
): Promise<{ groupKind: GroupKind; groupId: number; value: string }[]> {
  const parameters = new Parameters()
  const conditions = [...filterConditions(query, parameters), visible(query, parameters)]
  const matched = query.concepts.length > 0 ? [`p.terms @@ ${parameters.add(allOf(query.concepts))}::tsquery`] : []
  const estimate = query.concepts.reduce(
    (product, concept) => product * Math.min(1, concept.posts / query.corpus.posts),
    query.corpus.posts,
  )
  const { thread, answer, cast } = columns[sort]
  const source =
    estimate > collectedMax
      ? walked(thread, answer, [...matched, ...conditions])
      : `select distinct p.group_kind, p.group_id, coalesce(${thread}, ${answer}) as value
       from ${postsWithGroups} where ${[...matched, ...conditions].join(' and ')}`
  const cursor = after
    ? `where (value, (group_kind = 'thread')::int, group_id) <
         (${parameters.add(after.value)}::${cast}, ${after.groupKind === 'thread' ? 1 : 0}, ${parameters.add(after.groupId)}::int)`
    : ''
  const { rows } = await pool().query(
    `select group_kind, group_id, value::text as value from (${source}) found ${cursor}
     order by found.value desc, (group_kind = 'thread') desc, group_id desc limit ${parameters.add(count)}`,
    parameters.values,
  )
  return rows.map((row) => ({ groupKind: row.group_kind, groupId: row.group_id, value: row.value }))
}

// The planner reads the index of the sort and stops at the limit; `exists` looks at the few posts of each thread.
function walked(thread: string, answer: string, conditions: string[]): string {
  const where = conditions.join(' and ')
  return `select 'thread'::subject_kind as group_kind, t.id as group_id, ${thread} as value from thread t
      left join answer a on false
      where t.hidden_at is null and exists (select 1 from search_post p where p.group_kind = 'thread' and p.group_id = t.id and ${where})
    union all
    select 'answer', a.id, ${answer} from answer a left join thread t on false
      where exists (select 1 from search_post p where p.group_kind = 'answer' and p.group_id = a.id and ${where})`
}
