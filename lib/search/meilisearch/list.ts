import type { MultiSearchQuery } from 'meilisearch'
import type { EngineQuery, EngineSort, GroupKind } from '../engine'
import { searching } from './client'
import { filterOf } from './filters'
import { wordOf } from './terms'

const wordsMax = 10
/** Combinations of synonyms and completions that are asked for. */
const variantsMax = 24

type Listed = { group: string } & Record<EngineSort, number>

/** See `SearchEngine.list`. The order is that of PostgreSQL: by value, threads before answers, then the higher id first. */
export async function list(
  query: EngineQuery,
  sort: EngineSort,
  count: number,
  indexUid: string,
): Promise<{ groupKind: GroupKind; groupId: number }[]> {
  const filter = await filterOf(query)
  const queries = combinationsOf(query).map((words) => ({
    indexUid,
    q: words.join(' '),
    matchingStrategy: 'all' as const,
    limit: count,
    filter,
    distinct: 'group',
    sort: [`${sort}:desc`, 'kind:desc', 'groupId:desc'],
    attributesToRetrieve: ['group', sort],
  })) satisfies MultiSearchQuery[]
  const { results } = await searching().multiSearch<{ queries: MultiSearchQuery[] }, Listed>({ queries })
  const found = new Map(results.flatMap(({ hits }) => hits).map((hit) => [hit.group, { ...read(hit.group), value: hit[sort] }]))
  return [...found.values()]
    .sort((x, y) => y.value - x.value || y.groupKind.localeCompare(x.groupKind) || y.groupId - x.groupId)
    .slice(0, count)
    .map(({ groupKind, groupId }) => ({ groupKind, groupId }))
}

function read(group: string): { groupKind: GroupKind; groupId: number } {
  return { groupKind: group.startsWith('t') ? 'thread' : 'answer', groupId: Number(group.slice(1)) }
}

/** Every way to say the rarest words of the query, one term for each. */
function combinationsOf({ concepts, excludedTerms }: EngineQuery): string[][] {
  const without = excludedTerms.slice(0, 4).map((term) => `-${wordOf(term)}`)
  let ways: string[][] = [[]]
  for (const { terms } of [...concepts].sort((x, y) => x.posts - y.posts).slice(0, wordsMax - without.length)) {
    ways = ways.flatMap((way) => terms.map((term) => [...way, wordOf(term)])).slice(0, variantsMax)
  }
  return ways.map((way) => [...way, ...without])
}
