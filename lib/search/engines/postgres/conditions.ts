import { type Parameter, topicIsVisible, visibilitiesFor } from '../../../identity/viewer'
import { operators } from '../../query/operators'
import { type QueryTerm, waysOf } from '../../query/query-term'
import type { EngineQuery } from '../port'

/** Values of a statement that is put together, in the order of their numbers. */
export class Parameters {
  readonly values: unknown[] = []
  /** Adds a value and returns its place: `$3`. */
  add(value: unknown): Parameter {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** A term as a lexeme of a tsquery, quoted so that any character may stand in it. */
export function lexeme(term: string): string {
  return `'${term.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`
}

// Whether words follow each other is the ranker's business.
function allWords(words: string[]): string {
  const all = words.map(lexeme).join('&')
  return words.length === 1 ? all : `(${all})`
}

/** Any of the query term's terms. */
export function anyTermOf(queryTerm: QueryTerm): string {
  return `(${waysOf(queryTerm).map(allWords).join('|')})`
}

/** Any of these query terms. */
export function anyOf(queryTerms: QueryTerm[]): string {
  return queryTerms.map(anyTermOf).join('|')
}

/** All of these query terms, apart from those that only help. */
export function allOf(queryTerms: QueryTerm[]): string {
  const needed = queryTerms.filter(({ optional }) => !optional)
  return (needed.length > 0 ? needed : queryTerms)
    .map((queryTerm) => `(${[...waysOf(queryTerm), ...(queryTerm.alternatives ?? []).map((term) => [term])].map(allWords).join('|')})`)
    .join('&')
}

/**
 * Posts with their thread or answer. `p`, `t` and `a` are what the conditions speak of; one of `t` and `a` is null.
 */
export const postsWithGroups = withGroups('search_post p')

/** The same of any source of posts that is called `p`. */
export function withGroups(source: string): string {
  return `${source}
  left join thread t on p.group_kind = 'thread' and t.id = p.group_id
  left join answer a on p.group_kind = 'answer' and a.id = p.group_id`
}

/** What the viewer may see at all, of posts joined with their groups. */
export function visible(query: EngineQuery, parameters: Parameters): string {
  return `coalesce(t.hidden_at, a.hidden_at) is null
    and (a.id is null or a.status = 'published')
    and coalesce(t.topic_id, a.topic_id) = any(${visibleTopics(query, parameters)})`
}

/** The ids of the topics that the viewer may see, as an array. */
export function visibleTopics({ viewer }: EngineQuery, parameters: Parameters): string {
  return `array(select o.id from topic o where ${topicIsVisible('o', parameters.add(visibilitiesFor(viewer)))})`
}

/** The filters as conditions; an empty list when there are none. */
export function filterConditions({ filters, excludedTerms, openingsOnly }: EngineQuery, parameters: Parameters): string[] {
  const conditions: string[] = []
  if (openingsOnly) conditions.push(`p.kind <> 'reply'`)
  if (excludedTerms.length > 0) {
    conditions.push(`not p.terms @@ ${parameters.add(excludedTerms.map(lexeme).join('|'))}::tsquery`)
  }
  return [...conditions, ...operators.flatMap(({ postgres }) => postgres(filters, (value) => parameters.add(value)))]
}
