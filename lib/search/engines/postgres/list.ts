import { z } from 'zod'
import { answerIsLive } from '../../../identity/viewer'
import { pool, queryRows } from '../../../platform/db'
import { groupKinds } from '../../posts/post-key'
import type { EngineQuery, EngineSort, GroupKind, Listed } from '../port'
import { allOf, filterConditions, Parameters, postsWithGroups, visible, visibleTopics } from './conditions'

const Group = z.object({ group_kind: z.enum(groupKinds), group_id: z.int() })

/** Above this many posts it is cheaper to walk the threads in order than to collect the match and sort it. */
const collectedMax = 2_000

const columns: Record<EngineSort, { thread: string; answer: string }> = {
  activity: { thread: 't.activity_at', answer: 'a.revised_at' },
  views: { thread: 't.view_count', answer: 'a.view_count' },
  boosts: { thread: 't.boost_count', answer: 'a.boost_base' },
}

/** See `SearchEngine.list`. Ordered by value, then threads before answers, then the higher id first. */
export async function list(query: EngineQuery, sort: EngineSort, count: number): Promise<Listed[]> {
  const parameters = new Parameters()
  const filters = filterConditions(query, parameters)
  const matched = query.queryTerms.length > 0 ? [`p.terms @@ ${parameters.add(allOf(query.queryTerms))}::tsquery`] : []
  const estimate = query.queryTerms.reduce(
    (product, queryTerm) => product * Math.min(1, queryTerm.posts / query.corpus.posts),
    query.corpus.posts,
  )
  const { thread, answer } = columns[sort]
  const limit = parameters.add(count)
  const source =
    estimate > collectedMax
      ? walked(columns[sort], [...matched, ...filters], visibleTopics(query, parameters), limit)
      : `select distinct p.group_kind, p.group_id, coalesce(${thread}, ${answer}) as value
       from ${postsWithGroups} where ${[...matched, ...filters, visible(query, parameters)].join(' and ')}`
  const rows = await queryRows(
    pool(),
    Group,
    `select group_kind, group_id from (${source}) found
     order by found.value desc, (group_kind = 'thread') desc, group_id desc limit ${limit}`,
    parameters.values,
  )
  return rows.map((row) => ({ groupKind: row.group_kind, groupId: row.group_id }))
}

// Each half has its own order and limit, so that the planner reads threads in the order of an index and stops early;
// `exists` looks at the few posts of each. What hides a group stands outside, in words the planner can estimate.
function walked({ thread, answer }: { thread: string; answer: string }, conditions: string[], topics: string, limit: string): string {
  const has = (kind: GroupKind, id: string) =>
    `exists (select 1 from search_post p where ${[`p.group_kind = '${kind}'`, `p.group_id = ${id}`, ...conditions].join(' and ')})`
  return `(select 'thread'::subject_kind as group_kind, t.id as group_id, ${thread} as value from thread t
      left join answer a on false
      where t.hidden_at is null and t.topic_id = any(${topics}) and ${has('thread', 't.id')}
      order by ${thread} desc, t.id desc limit ${limit})
    union all
    (select 'answer', a.id, ${answer} from answer a left join thread t on false
      where ${answerIsLive('a')} and a.topic_id = any(${topics}) and ${has('answer', 'a.id')}
      order by ${answer} desc, a.id desc limit ${limit})`
}
