import { authorize, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { noFacets, search, searchEngine } from '../../search'
import { threadIdIn } from './choose-related'
import { type CoverageSuggestion, readBare } from './coverage-suggestion'

/** Threads to cover; `hasNext` where there is another page of them. */
export type ToCover = { threads: CoverageSuggestion[]; hasNext: boolean }

/** `answerId` is null while no answer is chosen yet; `page` is from 1. */
type Find = { answerId: number | null; words: string; countMax: number; page?: number }

/**
 * Returns threads that an editor looks for to cover them with an answer, without those that it covers: what a search finds, the best first,
 * or the one whose address is given. @throws DomainError `forbidden`.
 */
export async function findToCover(viewer: Viewer, { answerId, words, countMax, page = 1 }: Find): Promise<ToCover> {
  authorize(viewer, 'coverage.change')
  const text = words.trim()
  if (!text) return { threads: [], hasNext: false }
  const { ids, hasNext } = await threadsFor(viewer, text, { page, countMax })
  return { threads: await uncoveredOf(viewer, answerId, ids), hasNext }
}

/**
 * Returns the threads of a gap that the viewer may see and the answer does not cover, the most viewed first; null where there is no such
 * gap. @throws DomainError `forbidden`.
 */
export async function gapToCover(viewer: Viewer, gapId: number, answerId: number | null, countMax: number): Promise<ToCover | null> {
  authorize(viewer, 'coverage.change')
  const gap = await db().gap.findUnique({ where: { id: gapId }, select: { id: true } })
  if (!gap) return null
  const isLeft = answerId === null ? {} : { coverages: { none: { answerId } } }
  const rows = await db().gapThread.findMany({
    where: { gapId, thread: { hiddenAt: null, topic: visibleTopic(viewer), ...isLeft } },
    orderBy: [{ thread: { viewCount: 'desc' } }, { threadId: 'asc' }],
    take: countMax + 1,
    select: { threadId: true },
  })
  const ids = rows.slice(0, countMax).map(({ threadId }) => threadId)
  return { threads: await uncoveredOf(viewer, answerId, ids), hasNext: rows.length > countMax }
}

async function uncoveredOf(viewer: Viewer, answerId: number | null, ids: number[]): Promise<CoverageSuggestion[]> {
  const covered = answerId === null ? [] : await db().coverage.findMany({ where: { answerId, threadId: { in: ids } } })
  const left = ids.filter((id) => !covered.some(({ threadId }) => threadId === id))
  const found = new Map((await readBare(viewer, answerId, left)).map((each) => [each.threadId, each]))
  return left.flatMap((id) => found.get(id) ?? [])
}

async function threadsFor(viewer: Viewer, text: string, { page, countMax }: { page: number; countMax: number }) {
  const given = threadIdIn(text)
  if (given !== null) return { ids: [given], hasNext: false }
  const request = { text, facets: { ...noFacets, kinds: ['thread' as const] }, page, pageSize: countMax, withFacets: false }
  const { hits, hasNext } = await search(searchEngine(), viewer, request)
  return { ids: hits.map(({ id }) => id), hasNext }
}
