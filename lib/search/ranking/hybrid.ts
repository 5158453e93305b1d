import { pool } from '../../platform/db'
import type { Candidate, EngineQuery, Found } from '../engines/port'
import { type CandidateRow, candidateColumns, candidateOf } from '../engines/postgres/candidates'
import { filterConditions, Parameters, visible, withGroups } from '../engines/postgres/conditions'
import { exactSimilarities, nearestPosts, type QueryEmbedding, roughSimilarities, type Similarity } from '../semantic'
import { fuseScores, ignoreWeakAlias } from './fusion'

/** Posts that are looked for by their embeddings alone. */
const nearestMax = 120
/** Where filters, or what the viewer may see, leave less than this share of them, so many times as many are looked through once. */
const leftMin = 0.25
const widerBy = 10
/** Of what words found, so many are asked for their meaning: what lies behind them and is not among the nearest stays behind. */
const askedMax = 200
/** Posts whose place is decided by whole vectors; those behind them by signs. */
const exactMax = 60

/** What lies near a query: found beside what the words find, and compared roughly already. */
export type Nearest = { candidates: Candidate[]; similarities: Map<string, Similarity> }
export const noneNear: Nearest = { candidates: [], similarities: new Map() }

/** Candidates of words and of meaning together: how near each is, and what it is worth by both. What has no vectors is in no similarity. */
export type Reranked = { candidates: Candidate[]; similarities: Map<string, Similarity>; worth: (candidate: Candidate) => number }

/** How words and meaning are weighed against each other. */
export type FusionOptions = {
  /** What a post is worth by words. */
  score: (candidate: Candidate) => number
  /** As `expectedScoreStdDev` says it. */
  scoreStdDev: number
  /** What meaning may add to a post at most, of these candidates; nothing limits it where it is left out. */
  semanticCap?: (candidates: Buffer[]) => (forward: Buffer) => number
  /** How near a post without any of the words must be; as `fuseScores` has it where it is left out. */
  similarityMin?: number
}

/**
 * Finds by keywords and by embedding at once: what the engine answers, and the posts that are nearest, as far as the
 * viewer may see them and the filters hold. Three queries beside the engine's, while it is looking, and three more where those
 * leave little.
 */
export async function retrieveHybrid(
  query: EngineQuery,
  find: () => Promise<Found>,
  embedding: Promise<QueryEmbedding | null> | QueryEmbedding | null,
): Promise<{ found: Found; near: Nearest; embedding: QueryEmbedding | null }> {
  // Keywords are enough where this can't be read.
  const looking = Promise.resolve(embedding)
    .then(async (known) => ({ known, near: known ? await readNearest(query, known) : noneNear }))
    .catch(() => ({ known: null, near: noneNear }))
  const [found, { known, near }] = await Promise.all([find(), looking])
  return { found, near, embedding: known }
}

async function readNearest(query: EngineQuery, embedding: QueryEmbedding): Promise<Nearest> {
  const ids = await nearestPosts(embedding.modelId, embedding.text, nearestMax)
  const [candidates, similarities] = await Promise.all([readCandidates(query, ids), roughSimilarities(embedding, ids)])
  if (ids.length < nearestMax || candidates.length >= nearestMax * leftMin) return { candidates, similarities }
  const farther = await nearestPosts(embedding.modelId, embedding.text, nearestMax * widerBy)
  const placeOf = new Map(farther.map((id, place) => [id, place]))
  const left = (await readCandidates(query, farther))
    .sort((a, b) => (placeOf.get(a.postId) ?? 0) - (placeOf.get(b.postId) ?? 0))
    .slice(0, nearestMax)
  const ofLeft = await roughSimilarities(
    embedding,
    left.map(({ postId }) => postId),
  )
  return { candidates: left, similarities: ofLeft }
}

/**
 * Puts what was found by keywords and by embedding together and says what each is worth by both, or by words alone where there is no
 * meaning. Signs decide who is looked at, whole vectors the order of the best. Two queries, however many candidates.
 */
export async function rerankHybrid(
  found: Candidate[],
  near: Nearest,
  embedding: QueryEmbedding | null,
  { score, scoreStdDev, semanticCap, similarityMin }: FusionOptions,
): Promise<Reranked> {
  if (!embedding) return { candidates: found, similarities: new Map(), worth: score }
  const scored = new Map<string, number>()
  const words = (candidate: Candidate) => {
    const known = scored.get(candidate.postId)
    if (known !== undefined) return known
    const worth = score(candidate)
    scored.set(candidate.postId, worth)
    return worth
  }
  const known = new Set(found.map(({ postId }) => postId))
  const candidates = [...found, ...near.candidates.filter(({ postId }) => !known.has(postId))]
  const most = semanticCap?.(candidates.map(({ forward }) => forward))
  const both = (candidate: Candidate, similarities: Map<string, Similarity>) =>
    fuseScores(
      words(candidate),
      ignoreWeakAlias(candidate, similarities.get(candidate.postId)),
      scoreStdDev,
      similarityMin,
      most?.(candidate.forward),
    )
  const bestByWords = best(found, words, askedMax).filter(({ postId }) => !near.similarities.has(postId))
  const others = await roughSimilarities(
    embedding,
    bestByWords.map(({ postId }) => postId),
  )
  const rough = new Map([...near.similarities, ...others])
  const bestByBoth = best(
    candidates.filter(({ postId }) => rough.has(postId)),
    (candidate) => both(candidate, rough),
    exactMax,
  )
  const exact = await exactSimilarities(
    embedding,
    bestByBoth.map(({ postId }) => postId),
  )
  const similarities = new Map([...rough, ...exact])
  return { candidates, similarities, worth: (candidate) => both(candidate, similarities) }
}

function best(candidates: Candidate[], worth: (candidate: Candidate) => number, countMax: number): Candidate[] {
  if (candidates.length <= countMax) return candidates
  return candidates
    .map((candidate) => ({ candidate, worth: worth(candidate) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, countMax)
    .map(({ candidate }) => candidate)
}

/** Openings of threads as candidates, as far as the viewer may see them: for a list that is given. */
export function readOpenings(query: EngineQuery, threadIds: number[]): Promise<Candidate[]> {
  return readWhere(query, threadIds, 'int', `s.group_kind = 'thread' and s.group_id = u.id and s.place = 0`)
}

function readCandidates(query: EngineQuery, postIds: string[]): Promise<Candidate[]> {
  return readWhere(query, postIds, 'bigint', 's.id = u.id')
}

async function readWhere(query: EngineQuery, ids: (string | number)[], type: 'int' | 'bigint', condition: string): Promise<Candidate[]> {
  if (ids.length === 0) return []
  const parameters = new Parameters()
  const given = parameters.add(ids)
  const conditions = [visible(query, parameters), ...filterConditions(query, parameters)]
  const posts = `unnest(${given}::${type}[]) u(id) cross join lateral (select * from search_post s where ${condition} offset 0) p`
  const { rows } = await pool().query<CandidateRow>(
    `select ${candidateColumns} from ${withGroups(posts)} where ${conditions.join(' and ')}`,
    parameters.values,
  )
  return rows.map(candidateOf)
}
