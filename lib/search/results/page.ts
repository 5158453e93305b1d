import type { RankedGroup } from '../ranking/grouping'
import { asksForPhrases } from '../ranking/rank'
import { pageSizeDefault, type SearchSort } from '../request'
import type { GroupedSearch, PagedSearch, RetrievedSearch } from '../stages'

/** Groups that are looked through for a phrase in orders other than relevance. */
const listedForPhrase = 1_000

/** The order of a search. Operators alone have no relevance: the latest activity comes first. */
export function sortOf({ request, query }: RetrievedSearch): SearchSort {
  const { sort = 'relevance' } = request
  return sort === 'relevance' && query.queryTerms.length === 0 ? 'activity' : sort
}

/** Takes the groups of one page in the order asked for, and says whether there are more. One query where the engine orders. */
export async function page(search: GroupedSearch): Promise<PagedSearch> {
  const { request, rest } = search
  const sort = sortOf(search)
  const number = Math.max(1, request.page ?? 1)
  const size = request.pageSize ?? pageSizeDefault
  const [from, to] = [(number - 1) * size, number * size]
  const ordered = sort === 'relevance' ? rest : await listed(search, sort, to + 1)
  return { ...search, page: { number, groups: ordered.slice(from, to), hasNext: ordered.length > to } }
}

async function listed({ engine, query, parsed, rest }: GroupedSearch, sort: Exclude<SearchSort, 'relevance'>, count: number) {
  const keyOf = ({ groupKind, groupId }: Pick<RankedGroup, 'groupKind' | 'groupId'>) => `${groupKind}/${groupId}`
  const known = new Map(rest.map((group) => [keyOf(group), group]))
  const hasPhrase = asksForPhrases(parsed)
  const rows = await engine.list(query, sort, hasPhrase ? listedForPhrase : count)
  // An engine lists by words; whether they are adjacent is known of the posts that were ranked.
  return rows.flatMap((row): RankedGroup[] => {
    const group = known.get(keyOf(row))
    if (group) return [group]
    return hasPhrase ? [] : [{ ...row, score: 0, posts: [] }]
  })
}
