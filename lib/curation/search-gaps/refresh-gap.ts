import type { Db } from '../../platform/db'
import { readQueries, type SearchedQuery } from '../../search'

/** How many sessions got nothing useful for a query. */
export function failedOf({ notFound, notOpened, refined }: Pick<SearchedQuery, 'notFound' | 'notOpened' | 'refined'>): number {
  return notFound + notOpened + refined
}

/** Whether a query is a gap: at least half of those who asked got nothing useful. */
export function isFailing(query: SearchedQuery): boolean {
  return failedOf(query) > 0 && failedOf(query) * 2 >= query.sessions
}

/** Queries of one gap that are added up. */
const queriesMax = 1_000

/** Adds up the figures of a gap's queries. */
export async function refreshGap(tx: Db, gapId: number): Promise<void> {
  const members = await tx.searchGapQuery.findMany({
    where: { gapId },
    select: { queryId: true },
    orderBy: { queryId: 'desc' },
    take: queriesMax,
  })
  const queries = await readQueries(
    tx,
    members.map(({ queryId }) => queryId),
  )
  const sum = (of: (query: SearchedQuery) => number) => queries.reduce((total, query) => total + of(query), 0)
  await tx.searchGap.update({
    where: { id: gapId },
    data: {
      searches: sum(({ searches }) => searches),
      sessions: sum(({ sessions }) => sessions),
      notFound: sum(({ notFound }) => notFound),
      notOpened: sum(({ notOpened }) => notOpened),
      refined: sum(({ refined }) => refined),
      failed: sum(failedOf),
      shown: queries.some((query) => query.shown && isFailing(query)),
    },
  })
}
