import type { MultiSearchQuery } from 'meilisearch'
import { pool } from '../../db/client'
import type { Concept } from '../concept'
import type { Candidate, EngineQuery } from '../engine'
import { filterConditions, Parameters, visible } from '../postgres/conditions'
import { searching } from './client'
import { keyOf, type PostKey } from './documents'
import { filterOf } from './filters'
import { wordOf } from './terms'

/** The engine reads no more words of a query. */
const wordsMax = 10
// Chosen from measurements, see docs/search.md.
const togetherMax = 300
const aloneMax = 200
const rareConceptsMax = 16
/** Of a word that more posts have, those are asked for that have another of the rarest words too. */
const pairedMax = 4
const pairMax = 100
/** Synonyms and completions of one concept that are asked for. */
const termsMax = 12
/** A short query is one question: what is typed goes straight. */
const shortConceptsMax = 2

/** See `SearchEngine.find`. One round trip to the engine, then one to PostgreSQL for what the ranker reads. */
export async function find(query: EngineQuery, indexUid: string): Promise<{ candidates: Candidate[]; more: boolean }> {
  const filter = await filterOf(query)
  const queries = questionsOf(query.concepts, query.excludedTerms).map(({ words, strategy, limit }) => ({
    indexUid,
    q: words.join(' '),
    matchingStrategy: strategy,
    limit,
    filter,
    attributesToRetrieve: ['id'],
  })) satisfies MultiSearchQuery[]
  const { results } = await searching().multiSearch({ queries })
  const ids = new Set(results.flatMap(({ hits }) => hits.map((hit) => String(hit.id))))
  const keys = [...ids].flatMap((id) => keyOf(id) ?? [])
  return {
    candidates: await readCandidates(query, keys),
    more: results.some(({ hits }, i) => hits.length >= (queries[i]?.limit ?? 0)),
  }
}

type Question = { words: string[]; strategy: 'all' | 'frequency'; limit: number }

/**
 * What is asked of the engine: all words together, where the most frequent may be missing; each of the rarest words alone;
 * and, of those that too many posts have, two together. A concept of several terms is asked once for each.
 */
export function questionsOf(concepts: Concept[], excludedTerms: string[]): Question[] {
  const without = excludedTerms.slice(0, 4).map((term) => `-${wordOf(term)}`)
  // A word that the frequencies do not know stands in some new post or nowhere: cheap to look up, so never left out.
  const byRarity = [...concepts].sort((x, y) => x.posts - y.posts)
  if (byRarity.length === 0) return [{ words: without, strategy: 'all', limit: togetherMax }]
  const isShort = byRarity.length <= shortConceptsMax
  const variants = variantsOf(byRarity.slice(0, wordsMax - without.length))
  const limit = Math.max(50, Math.ceil(((isShort ? 2 : 1) * togetherMax) / variants.length))
  const together = variants.map((words) => ({ words: [...words, ...without], strategy: 'frequency' as const, limit }))
  if (byRarity.length === 1) return together
  const alone = byRarity
    .slice(0, isShort ? 1 : rareConceptsMax)
    .flatMap(({ terms }) => terms.slice(0, termsMax))
    .map((term) => ({ words: [wordOf(term), ...without], strategy: 'all' as const, limit: aloneMax }))
  return [...together, ...alone, ...(isShort ? [] : pairsOf(byRarity, without))]
}

function pairsOf(byRarity: Concept[], without: string[]): Question[] {
  const many = byRarity.filter((concept) => concept.posts > aloneMax).slice(0, pairedMax)
  return many.flatMap((concept, i) =>
    many.slice(i + 1).map((other) => ({
      words: [wordOf(concept.terms[0] as string), wordOf(other.terms[0] as string), ...without],
      strategy: 'all' as const,
      limit: pairMax,
    })),
  )
}

/** The query once for each term of the concept that has the most; of the others their first. */
function variantsOf(concepts: Concept[]): string[][] {
  const widest = concepts.reduce((best, concept, i) => (concept.terms.length > (concepts[best]?.terms.length ?? 0) ? i : best), 0)
  const first = concepts.map((concept) => wordOf(concept.terms[0] as string))
  return (concepts[widest]?.terms ?? []).slice(0, termsMax).map((term) => first.with(widest, wordOf(term)))
}

/** What the ranker needs of these posts, as far as the viewer may see them and the filters hold: the index may lag behind. */
async function readCandidates(query: EngineQuery, keys: PostKey[]): Promise<Candidate[]> {
  if (keys.length === 0) return []
  const parameters = new Parameters()
  const [kinds, ids, places] = [keys.map((k) => k.groupKind), keys.map((k) => k.groupId), keys.map((k) => k.place)].map((values) =>
    parameters.add(values),
  )
  const conditions = [visible(query, parameters), ...filterConditions(query, parameters)]
  const { rows } = await pool().query(
    `select p.group_kind, p.group_id, p.place, p.reply_id, p.anchor, encode(p.forward, 'base64') as forward
     from unnest(${kinds}::text[], ${ids}::int[], ${places}::int[]) u(k, g, n)
     cross join lateral (select * from search_post s where s.group_kind = k::subject_kind and s.group_id = g and s.place = n offset 0) p
     left join thread t on p.group_kind = 'thread' and t.id = p.group_id
     left join answer a on p.group_kind = 'answer' and a.id = p.group_id
     where ${conditions.join(' and ')}`,
    parameters.values,
  )
  return rows.map((row) => ({
    groupKind: row.group_kind,
    groupId: row.group_id,
    place: row.place,
    replyId: row.reply_id,
    anchor: row.anchor,
    forward: Buffer.from(row.forward, 'base64'),
  }))
}
