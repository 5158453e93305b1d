import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { noFacets, search, searchEngine } from '../../search'
import { threadIdIn } from './choose-related'
import { type CoverageSuggestion, readBare } from './suggest-coverage'

/**
 * Returns threads that an editor looks for to cover them with an answer, without those that it covers: what a search finds, the best first,
 * or the one whose address is given. @throws DomainError `forbidden`.
 */
export async function findToCover(
  viewer: Viewer,
  { answerId, words, countMax }: { answerId: number; words: string; countMax: number },
): Promise<CoverageSuggestion[]> {
  authorize(viewer, 'coverage.change')
  const text = words.trim()
  if (!text) return []
  const sought = await threadsFor(viewer, text, countMax)
  const covered = await db().coverage.findMany({ where: { answerId, threadId: { in: sought } }, select: { threadId: true } })
  const ids = sought.filter((id) => !covered.some(({ threadId }) => threadId === id))
  const found = new Map((await readBare(viewer, answerId, ids)).map((each) => [each.threadId, each]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

async function threadsFor(viewer: Viewer, text: string, countMax: number): Promise<number[]> {
  const given = threadIdIn(text)
  if (given !== null) return [given]
  const request = { text, facets: { ...noFacets, kinds: ['thread' as const] }, pageSize: countMax, withFacets: false }
  return (await search(searchEngine(), viewer, request)).hits.map(({ id }) => id)
}
