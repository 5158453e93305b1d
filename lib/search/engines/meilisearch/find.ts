import type { Meilisearch, MultiSearchQuery } from 'meilisearch'
import { keyColumns } from '../../posts/post-key'
import { type QueryTerm, waysOf } from '../../query/query-term'
import type { EngineQuery, Found } from '../port'
import { readPostsByKey } from '../postgres/read-posts'
import { keyOf } from './documents'
import { filterOf } from './filters'
import { byRarity, excluding, wordOf } from './terms'

// Chosen from measurements, see docs/search.md.
const togetherMax = 300
const aloneMax = 200
const rareTermsMax = 16
/** A whole post is looked for by more of its words: nobody waits for it, and what is related shares middling words. */
const rareTermsOfPostMax = 40
/** Of a word that more posts have, those are asked for that have another of the rarest words too. */
const pairedMax = 4
const pairMax = 100
/** Synonyms and completions of one query term that are asked for. */
const termsMax = 12
/** A short query is one question: what is typed goes straight. */
const shortQueryTermsMax = 2

/** See `SearchEngine.find`. One round trip to the engine, then one to PostgreSQL for what the ranker reads. */
export async function find(query: EngineQuery, indexUid: string, server: Meilisearch): Promise<Found> {
  const filter = await filterOf(query)
  const queries = questionsOf(query.queryTerms, query.excludedTerms, query.openingsOnly).map(({ words, strategy, limit }) => ({
    indexUid,
    q: words.join(' '),
    matchingStrategy: strategy,
    limit,
    filter,
    attributesToRetrieve: ['id'],
  })) satisfies MultiSearchQuery[]
  const { results } = await server.multiSearch({ queries })
  const ids = new Set(results.flatMap(({ hits }) => hits.map((hit) => String(hit.id))))
  const keys = [...ids].flatMap((id) => keyOf(id) ?? [])
  return {
    // What the ranker needs, as far as the viewer may see it and the filters hold: the index may lag behind.
    candidates: await readPostsByKey(query, keyColumns(keys)),
    more: results.some(({ hits }, i) => hits.length >= (queries[i]?.limit ?? 0)),
  }
}

type Question = { words: string[]; strategy: 'all' | 'frequency'; limit: number }

/**
 * What is asked of the engine: all words together, where the most frequent may be missing; each of the rarest words alone;
 * and, of those that too many posts have, two together. A query term of several terms is asked once for each.
 */
export function questionsOf(queryTerms: QueryTerm[], excludedTerms: string[], ofPost = false): Question[] {
  const { without, room } = excluding(excludedTerms)
  const rarest = byRarity(queryTerms)
  if (rarest.length === 0) return [{ words: without, strategy: 'all', limit: togetherMax }]
  const isShort = rarest.length <= shortQueryTermsMax
  const variants = variantsOf(rarest.slice(0, room))
  const limit = Math.max(50, Math.ceil(((isShort ? 2 : 1) * togetherMax) / variants.length))
  const together = variants.map((words) => ({ words: [...words, ...without], strategy: 'frequency' as const, limit }))
  if (rarest.length === 1) return together
  const alone = rarest
    .slice(0, isShort ? 1 : ofPost ? rareTermsOfPostMax : rareTermsMax)
    .flatMap((queryTerm) => waysOf(queryTerm).slice(0, termsMax))
    .map((way) => ({ words: [...way.map(wordOf), ...without], strategy: 'all' as const, limit: aloneMax }))
  return [...together, ...alone, ...(isShort ? [] : pairsOf(rarest, without))]
}

function pairsOf(rarest: QueryTerm[], without: string[]): Question[] {
  const many = rarest.filter((queryTerm) => queryTerm.posts > aloneMax).slice(0, pairedMax)
  return many.flatMap((queryTerm, i) =>
    many.slice(i + 1).map((other) => ({
      words: [wordOf(queryTerm.terms[0] ?? ''), wordOf(other.terms[0] as string), ...without],
      strategy: 'all' as const,
      limit: pairMax,
    })),
  )
}

/** The query once for each term of the query term that has the most; of the others their first. */
function variantsOf(queryTerms: QueryTerm[]): string[][] {
  const ways = queryTerms.map(waysOf)
  const widest = ways.reduce((best, { length }, i) => (length > (ways[best]?.length ?? 0) ? i : best), 0)
  const first = queryTerms.map((queryTerm) => [wordOf(queryTerm.terms[0] ?? '')])
  return (ways[widest] ?? []).slice(0, termsMax).map((way) => first.with(widest, way.map(wordOf)).flat())
}
