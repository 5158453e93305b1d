import { pool, queryRows } from '../../../platform/db'
import type { Candidate, EngineQuery, GroupKind } from '../port'
import { CandidateRow, candidateColumns, candidateOf } from './candidates'
import { filterConditions, Parameters, visible, withGroups } from './conditions'

// Posts that are known already, as candidates: as far as the viewer may see them and the filters hold. One query each.

/** Posts by their ids. */
export function readPosts(query: EngineQuery, postIds: string[]): Promise<Candidate[]> {
  return readWhere(query, 's.id = u.id', [[postIds, 'bigint', 'id']])
}

/** Openings of threads, by the ids of the threads. By place and not by kind: that is the whole key, so that no other post of a thread is read. */
export function readOpenings(query: EngineQuery, threadIds: number[]): Promise<Candidate[]> {
  return readWhere(query, `s.group_kind = 'thread' and s.group_id = u.id and s.place = 0`, [[threadIds, 'int', 'id']])
}

/** All posts of answers, by the ids of the answers. */
export function readPostsOfAnswers(query: EngineQuery, answerIds: number[]): Promise<Candidate[]> {
  return readWhere(query, `s.group_kind = 'answer' and s.group_id = u.id`, [[answerIds, 'int', 'id']])
}

/** Posts by their keys, given as columns. */
export function readPostsByKey(query: EngineQuery, [kinds, ids, places]: [GroupKind[], number[], number[]]): Promise<Candidate[]> {
  return readWhere(query, 's.group_kind = k::subject_kind and s.group_id = g and s.place = n', [
    [kinds, 'text', 'k'],
    [ids, 'int', 'g'],
    [places, 'int', 'n'],
  ])
}

/** Values of a column, their type, and its name. */
type Column = [values: unknown[], type: string, name: string]

async function readWhere(query: EngineQuery, condition: string, columns: Column[]): Promise<Candidate[]> {
  if (columns[0]?.[0].length === 0) return []
  const parameters = new Parameters()
  const given = columns.map(([values, type]) => `${parameters.add(values)}::${type}[]`)
  const conditions = [visible(query, parameters), ...filterConditions(query, parameters)]
  // One look-up a post, as in find.ts.
  const posts = `unnest(${given.join(', ')}) u(${columns.map(([, , name]) => name).join(', ')})
    cross join lateral (select * from search_post s where ${condition} offset 0) p`
  const rows = await queryRows(
    pool(),
    CandidateRow,
    `select ${candidateColumns} from ${withGroups(posts)} where ${conditions.join(' and ')}`,
    parameters.values,
  )
  return rows.map(candidateOf)
}
