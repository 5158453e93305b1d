import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { type ChosenFacets, noFacets, resolveFilters } from '../query/filters'
import { groupPosts, type RankedGroup } from '../ranking/grouping'
import { noneNear } from '../ranking/hybrid'
import { rank } from '../ranking/rank'
import type { Facets } from '../request'
import type { GroupedSearch } from '../stages'

const Facet = z.object({ facet: z.enum(['state', 'topic', 'tag']), value: z.string(), name: z.string(), n: z.int() })

/** The facets of a search; where some are chosen, one more search without them, by keywords, counts what else could be. */
export async function facetsOf(search: GroupedSearch): Promise<Facets> {
  const { engine, viewer, parsed, request, shown } = search
  const narrowed = await readFacets(shown)
  const chosen = request.facets ?? noFacets
  if (Object.values(chosen).every((values) => values.length === 0)) return narrowed
  const { filters } = await resolveFilters(viewer, parsed, noFacets)
  const query = { ...search.query, filters }
  const wider = { ...search, query, phrase: null, found: await engine.find(query), near: noneNear, embedding: null }
  return mergeFacets(narrowed, await readFacets(groupPosts((await rank(wider)).posts)), chosen)
}

/**
 * Facets as a reader who has chosen some needs them: values of a facet in which something is chosen are counted as if
 * nothing was, so that a second one can be added.
 */
export function mergeFacets(narrowed: Facets, all: Facets, chosen: ChosenFacets): Facets {
  return {
    states: chosen.is.length > 0 ? all.states : narrowed.states,
    kinds: chosen.kinds.length > 0 ? all.kinds : narrowed.kinds,
    topics: chosen.topics.length > 0 ? all.topics : narrowed.topics,
    tags: chosen.tags.length > 0 ? all.tags : narrowed.tags,
  }
}

const tagsMax = 18

/** Counts over the groups found. One query, which reads each thread once: there may be a thousand. */
export async function readFacets(groups: Pick<RankedGroup, 'groupKind' | 'groupId'>[]): Promise<Facets> {
  const threads = groups.filter((g) => g.groupKind === 'thread').map((g) => g.groupId)
  const answers = groups.filter((g) => g.groupKind === 'answer').map((g) => g.groupId)
  const rows = await queryRows(pool(), Facet, {
    name: 'search-facets',
    text: `with hit as (
        select topic_id, standing from thread where id = any($1) union all select topic_id, null from answer where id = any($2)),
      counted as (select topic_id, standing, count(*) as n from hit group by topic_id, standing),
      hit_tag as (
        select tag_id from thread_tag where thread_id = any($1) union all select tag_id from answer_tag where answer_id = any($2)),
      counted_tag as (select tag_id, count(*)::int as n from hit_tag group by tag_id)
      select 'state' as facet, standing::text as value, standing::text as name, sum(n)::int as n
      from counted where standing is not null group by standing
      union all select 'topic', t.slug, t.name, c.n
      from (select topic_id, sum(n)::int as n from counted group by topic_id) c join topic t on t.id = c.topic_id
      union all (select 'tag', t.name, t.name, c.n from counted_tag c join tag t on t.id = c.tag_id order by c.n desc, t.name limit $3)`,
    values: [threads, answers, tagsMax],
  })
  const facet = (name: string) =>
    rows
      .filter((row) => row.facet === name)
      .map((row) => ({ value: row.value, name: row.name, count: row.n }))
      .sort((x, y) => y.count - x.count || x.name.localeCompare(y.name))
  const states = facet('state')
  const countOf = (value: string) => states.find((state) => state.value === value)?.count ?? 0
  return {
    // What is covered is answered: choosing the one brings the other.
    states: (['covered', 'answered', 'unanswered'] as const)
      .map((value) => ({ value, count: countOf(value) + (value === 'answered' ? countOf('covered') : 0) }))
      .filter(({ count }) => count > 0),
    kinds: [
      { value: 'answer' as const, count: answers.length },
      { value: 'thread' as const, count: threads.length },
    ].filter(({ count }) => count > 0),
    topics: facet('topic'),
    tags: facet('tag'),
  }
}
