import type { EngineQuery, SearchEngine } from '../engines/port'
import type { RankedGroup } from '../ranking/grouping'
import type { SearchSort } from '../request'

/** Groups that are looked through for a phrase in orders other than relevance. */
const listedForPhrase = 1_000

/** The groups of one page in the order asked for, and whether there are more. */
export async function pageOf(
  engine: SearchEngine,
  query: EngineQuery,
  sort: SearchSort,
  ranked: RankedGroup[],
  page: number,
  pageSize: number,
  hasPhrase: boolean,
): Promise<{ groups: RankedGroup[]; hasNext: boolean }> {
  const from = (page - 1) * pageSize
  if (sort === 'relevance') {
    return { groups: ranked.slice(from, from + pageSize), hasNext: ranked.length > from + pageSize }
  }
  const known = new Map(ranked.map((group) => [`${group.groupKind}/${group.groupId}`, group]))
  const listed = await engine.list(query, sort, hasPhrase ? listedForPhrase : from + pageSize + 1)
  // An engine lists by words; whether they stand side by side is known of what was ranked.
  const rows = hasPhrase ? listed.filter((row) => known.has(`${row.groupKind}/${row.groupId}`)) : listed
  const groups = rows
    .slice(from, from + pageSize)
    .map((row) => known.get(`${row.groupKind}/${row.groupId}`) ?? { groupKind: row.groupKind, groupId: row.groupId, score: 0, posts: [] })
  return { groups, hasNext: rows.length > from + pageSize }
}
