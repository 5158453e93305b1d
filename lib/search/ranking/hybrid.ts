import type { Candidate, EngineQuery, Found } from '../engines/port'
import { readPosts } from '../engines/postgres/read-posts'
import { exactSimilarities, nearestPosts, type QueryEmbedding, roughSimilarities, type Similarity } from '../semantic'
import { fuseScores, ignoreWeakAlias } from './fusion'

/** Posts that are looked for by their embeddings alone. */
const nearestMax = 120
/** Where filters, or what the viewer may see, leave less than this share of them, so many times as many are looked through once. */
const leftMin = 0.25
const widerBy = 10
/** So many of the posts that keywords found are compared by their vectors; the others keep their keyword score. */
const askedMax = 200
/** Posts whose order is decided by whole vectors; binary vectors decide it for those behind them. */
const exactMax = 60

/** What lies near a query: found beside what the words find, and compared roughly already. */
export type NearestPosts = { candidates: Candidate[]; similarities: Map<string, Similarity> }
export const noneNear: NearestPosts = { candidates: [], similarities: new Map() }

/** What keywords and the query's embedding found, before it is ranked. `embedding` is null where keywords alone were used. */
export type HybridResult = { found: Found; near: NearestPosts; embedding: QueryEmbedding | null }

/** All candidates, how similar each is, and what it is worth by both. A post without vectors is in no similarity. */
export type Reranked = { candidates: Candidate[]; similarities: Map<string, Similarity>; worth: (candidate: Candidate) => number }

/** How keywords and similarity are weighed against each other. */
export type FusionOptions = {
  /** What a post is worth by words. */
  score: (candidate: Candidate) => number
  /** As `expectedScoreStdDev` says it. */
  scoreStdDev: number
  /** What similarity may add to a post at most, of these candidates; nothing limits it where it is left out. */
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
): Promise<HybridResult> {
  // Keywords are enough where this can't be read.
  const looking = Promise.resolve(embedding)
    .then(async (known) => ({ known, near: known ? await readNearest(query, known) : noneNear }))
    .catch(() => ({ known: null, near: noneNear }))
  const [found, { known, near }] = await Promise.all([find(), looking])
  return { found, near, embedding: known }
}

async function readNearest(query: EngineQuery, embedding: QueryEmbedding): Promise<NearestPosts> {
  const ids = await nearestPosts(embedding.modelId, embedding.text, nearestMax)
  const [candidates, similarities] = await Promise.all([readPosts(query, ids), roughSimilarities(embedding, ids)])
  if (ids.length < nearestMax || candidates.length >= nearestMax * leftMin) return { candidates, similarities }
  const farther = await nearestPosts(embedding.modelId, embedding.text, nearestMax * widerBy)
  const placeOf = new Map(farther.map((id, place) => [id, place]))
  const left = (await readPosts(query, farther))
    .sort((a, b) => (placeOf.get(a.postId) ?? 0) - (placeOf.get(b.postId) ?? 0))
    .slice(0, nearestMax)
  const ofLeft = await roughSimilarities(
    embedding,
    left.map(({ postId }) => postId),
  )
  return { candidates: left, similarities: ofLeft }
}

/**
 * Joins what was found by keywords and by embedding, and says what each is worth by both, or by keywords alone where there is no
 * embedding. Binary vectors decide which posts are looked at, whole ones the order of the best. Two queries, however many candidates.
 */
export async function rerankHybrid({ found, near, embedding }: HybridResult, options: FusionOptions): Promise<Reranked> {
  if (!embedding) return { candidates: found.candidates, similarities: new Map(), worth: options.score }
  const score = onceEach(options.score)
  const known = new Set(found.candidates.map(({ postId }) => postId))
  const candidates = [...found.candidates, ...near.candidates.filter(({ postId }) => !known.has(postId))]
  const capOf = options.semanticCap?.(candidates.map(({ forward }) => forward))
  const { scoreStdDev, similarityMin } = options
  const worthBy = (similarities: Map<string, Similarity>) => (candidate: Candidate) => {
    const similarity = ignoreWeakAlias(candidate, similarities.get(candidate.postId))
    return fuseScores(score(candidate), similarity, { scoreStdDev, similarityMin, cap: capOf?.(candidate.forward) })
  }
  const bestByScore = best(found.candidates, score, askedMax).filter(({ postId }) => !near.similarities.has(postId))
  const rough = new Map([...near.similarities, ...(await roughSimilarities(embedding, idsOf(bestByScore)))])
  const withVectors = candidates.filter(({ postId }) => rough.has(postId))
  const exact = await exactSimilarities(embedding, idsOf(best(withVectors, worthBy(rough), exactMax)))
  const similarities = new Map([...rough, ...exact])
  return { candidates, similarities, worth: worthBy(similarities) }
}

function idsOf(candidates: Candidate[]): string[] {
  return candidates.map(({ postId }) => postId)
}

/** The same function, which scores each post once. */
function onceEach(score: (candidate: Candidate) => number): (candidate: Candidate) => number {
  const scored = new Map<string, number>()
  return (candidate) => {
    const known = scored.get(candidate.postId)
    if (known !== undefined) return known
    const worth = score(candidate)
    scored.set(candidate.postId, worth)
    return worth
  }
}

function best(candidates: Candidate[], worth: (candidate: Candidate) => number, countMax: number): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, worth: worth(candidate) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, countMax)
    .map(({ candidate }) => candidate)
}
