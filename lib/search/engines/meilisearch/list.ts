import type { Meilisearch, MultiSearchQuery } from 'meilisearch'
import { waysOf } from '../../query/query-term'
import type { EngineQuery, EngineSort, Listed } from '../port'
import { list as listByWords } from '../postgres/list'
import { filterOf } from './filters'
import { byRarity, excludedMax, excluding, wordOf } from './terms'

/** Combinations of synonyms and completions that are asked for. */
const variantsMax = 24

type GroupHit = { group: string } & Record<EngineSort, number>

/** An index of a server. */
type Index = { indexUid: string; server: Meilisearch }

/** See `SearchEngine.list`. The order is that of PostgreSQL: by value, threads before answers, then the higher id first; it lists too where many words are left out. */
export async function list(query: EngineQuery, sort: EngineSort, count: number, { indexUid, server }: Index): Promise<Listed[]> {
  // The engine can't be told all of them, and a list has no later look at its posts.
  if (query.excludedTerms.length > excludedMax) return listByWords(query, sort, count)
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
  const { results } = await server.multiSearch<{ queries: MultiSearchQuery[] }, GroupHit>({ queries })
  const found = new Map(results.flatMap(({ hits }) => hits).map((hit) => [hit.group, { ...read(hit.group), value: hit[sort] }]))
  return [...found.values()]
    .sort((x, y) => y.value - x.value || y.groupKind.localeCompare(x.groupKind) || y.groupId - x.groupId)
    .slice(0, count)
    .map(({ groupKind, groupId }) => ({ groupKind, groupId }))
}

function read(group: string): Listed {
  return { groupKind: group.startsWith('t') ? 'thread' : 'answer', groupId: Number(group.slice(1)) }
}

/** Every way to say the rarest words of the query, one term for each. */
function combinationsOf({ queryTerms, excludedTerms }: EngineQuery): string[][] {
  const { without, room } = excluding(excludedTerms)
  let ways: string[][] = [[]]
  const needed = queryTerms.filter(({ optional }) => !optional)
  for (const queryTerm of byRarity(needed.length > 0 ? needed : queryTerms).slice(0, room)) {
    const said = [...waysOf(queryTerm), ...(queryTerm.alternatives ?? []).map((term) => [term])].map((words) => words.map(wordOf))
    // Said in one way already, as two words in the one that joins them.
    ways = ways
      .flatMap((way) => (said.some((words) => words.every((word) => way.includes(word))) ? [way] : said.map((words) => [...way, ...words])))
      .slice(0, variantsMax)
  }
  return ways.map((way) => [...way, ...without])
}
