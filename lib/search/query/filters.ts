import { z } from 'zod'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import type { Filters } from '../engines/port'
import { type NamedKind, operators } from './operators'
import type { ParsedQuery } from './parsed-query'

const Named = z.object({ what: z.enum(['topic', 'tag', 'person']), typed: z.string(), id: z.int() })

/** What the facets add to the query text: slugs and names as the address has them. */
export type ChosenFacets = {
  topics: string[]
  tags: string[]
  is: ('answered' | 'unanswered' | 'covered')[]
  kinds: ('answer' | 'thread')[]
}

/** Nothing chosen. */
export const noFacets: ChosenFacets = { topics: [], tags: [], is: [], kinds: [] }

/**
 * Looks up what the operators name. What does not exist is said in `notices` and makes the result empty, since nothing
 * can be in a topic that is not there.
 */
export async function resolveFilters(
  viewer: Viewer,
  query: ParsedQuery,
  facets: ChosenFacets,
): Promise<{ filters: Filters; impossible: boolean; notices: string[] }> {
  const topics = [...query.topics, ...facets.topics]
  const tags = [...query.tags, ...facets.tags]
  const found = topics.length + tags.length + query.by.length > 0 ? await lookUp(viewer, topics, tags, query.by) : []
  const ids = (what: string) => found.filter((row) => row.what === what)
  const notices: string[] = []
  for (const [what, names, label] of [
    ['topic', topics, 'topic'],
    ['tag', tags, 'tag'],
    ['person', query.by, 'person'],
  ] as const) {
    for (const name of names) {
      if (!ids(what).some((row) => row.typed.toLowerCase() === name.toLowerCase())) notices.push(`There is no ${label} “${name}”.`)
    }
  }
  return {
    filters: {
      ...filtersOf(query, (kind) => ids(kind).map((row) => row.id)),
      either: [facets.is, facets.kinds.map((kind) => (kind === 'answer' ? ('canonical' as const) : ('thread' as const)))].filter(
        (values) => values.length > 0,
      ),
    },
    impossible: notices.length > 0,
    notices,
  }
}

/** Filters that limit nothing. */
export const noFilters: Filters = { topicIds: [], tagIds: [], authorIds: [], is: [], before: null, after: null }

function filtersOf(query: ParsedQuery, idsOf: (kind: NamedKind) => number[]): Filters {
  return Object.assign({ ...noFilters }, ...operators.map(({ filter }) => filter(query, idsOf)))
}

// What the viewer may see nothing of is as unknown to them as what does not exist.
async function lookUp(
  viewer: Viewer,
  topics: string[],
  tags: string[],
  people: string[],
): Promise<{ what: string; typed: string; id: number }[]> {
  return queryRows(
    pool(),
    Named,
    `with tags as (
       select name, id from tag where name = any($2) union all select name, tag_id from tag_synonym where name = any($2))
     select 'topic' as what, o.slug as typed, o.id from topic o where o.slug = any($1) and ${topicIsVisible('o', '$4')}
     union all select 'tag', g.name, g.id from tags g where
       exists (select 1 from thread_tag x join thread t on t.id = x.thread_id join topic o on o.id = t.topic_id
               where x.tag_id = g.id and t.hidden_at is null and ${topicIsVisible('o', '$4')})
       or exists (select 1 from answer_tag x join answer a on a.id = x.answer_id join topic o on o.id = a.topic_id
               where x.tag_id = g.id and ${answerIsLive('a')} and ${topicIsVisible('o', '$4')})
     union all select 'person', name, id from person where lower(name) = any($3)`,
    [topics, tags, people.map((name) => name.toLowerCase()), visibilitiesFor(viewer)],
  )
}
