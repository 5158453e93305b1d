import { pool } from '../../db/client'
import { exactSimilarities, nearestPosts, type QueryMeaning, roughSimilarities, type Similarity } from '../../meaning'
import type { Candidate, EngineQuery } from '../engine'
import { type CandidateRow, candidateColumns, candidateOf } from '../postgres/candidates'
import { filterConditions, Parameters, visible, withGroups } from '../postgres/conditions'

/** Posts that are looked for by meaning alone. */
const nearestMax = 200
/** Posts whose place is decided by whole vectors; those behind them by signs. */
const exactMax = 200

/** Candidates of words and of meaning together, and how near each is; replies without vectors are in no similarity. */
export type WithMeaning = { candidates: Candidate[]; similarities: Map<string, Similarity> }

/**
 * Adds the posts that are nearest in meaning to what an engine found by words, as far as the viewer may see them and the
 * filters hold, and says of all how near they are. `score` is what a candidate is worth given that, for choosing whose
 * place is decided by whole vectors. Four queries, however many candidates.
 */
export async function addMeaning(
  query: EngineQuery,
  found: Candidate[],
  meaning: QueryMeaning,
  score: (candidate: Candidate, similarity: Similarity | undefined) => number,
): Promise<WithMeaning> {
  const known = new Set(found.map(({ postId }) => postId))
  const near = (await nearestPosts(meaning.modelId, meaning.text, nearestMax)).filter((id) => !known.has(id))
  const candidates = [...found, ...(await readCandidates(query, near))]
  const rough = await roughSimilarities(
    meaning,
    candidates.map(({ postId }) => postId),
  )
  const best = candidates
    .map(({ postId }, i) => ({ postId, score: score(candidates[i] as Candidate, rough.get(postId)) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, exactMax)
  const exact = await exactSimilarities(
    meaning,
    best.map(({ postId }) => postId),
  )
  return { candidates, similarities: new Map([...rough, ...exact]) }
}

/** Openings of threads as candidates, as far as the viewer may see them: for a list that is given. */
export function readPostsOf(query: EngineQuery, threadIds: number[]): Promise<Candidate[]> {
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
