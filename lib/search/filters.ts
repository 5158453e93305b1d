import { pool } from '../db/client'
import type { Filters } from './engine'
import type { ParsedQuery } from './query'

/** What the facets add to the query text: slugs and names as they stand in the address. */
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
  query: ParsedQuery,
  facets: ChosenFacets,
): Promise<{ filters: Filters; impossible: boolean; notices: string[] }> {
  const topics = [...query.topics, ...facets.topics]
  const tags = [...query.tags, ...facets.tags]
  const found = topics.length + tags.length + query.by.length > 0 ? await lookUp(topics, tags, query.by) : []
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
      topicIds: ids('topic').map((row) => row.id),
      tagIds: ids('tag').map((row) => row.id),
      authorIds: ids('person').map((row) => row.id),
      is: query.is,
      either: [facets.is, facets.kinds.map((kind) => (kind === 'answer' ? ('canonical' as const) : ('thread' as const)))].filter(
        (values) => values.length > 0,
      ),
      before: query.before,
      after: query.after,
    },
    impossible: notices.length > 0,
    notices,
  }
}

async function lookUp(topics: string[], tags: string[], people: string[]): Promise<{ what: string; typed: string; id: number }[]> {
  const { rows } = await pool().query(
    `select 'topic' as what, slug as typed, id from topic where slug = any($1)
     union all select 'tag', name, id from tag where name = any($2)
     union all select 'tag', name, tag_id from tag_synonym where name = any($2)
     union all select 'person', name, id from person where lower(name) = any($3)`,
    [topics, tags, people.map((name) => name.toLowerCase())],
  )
  return rows
}
