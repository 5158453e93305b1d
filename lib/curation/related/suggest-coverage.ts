import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { sharedPassages } from '../../search'
import { suggestedMin, tickedMin } from './coverage-likelihood'
import { type CoverageSuggestion, readBare, suggestionOf } from './coverage-suggestion'
import { rankCoverage } from './rank-coverage'

/**
 * Returns threads that a published answer likely settles, the likeliest first: none that it covers, or that another answer fits better.
 * The section is the one that fits the question best. @throws DomainError `forbidden`.
 */
export async function suggestCoverage(viewer: Viewer, answerId: number, countMax: number): Promise<CoverageSuggestion[]> {
  const { words, ranked } = await rankCoverage(viewer, answerId)
  const likely = ranked.filter(({ likelihood }) => likelihood >= suggestedMin).slice(0, countMax)
  const passages = await sharedPassages(
    words,
    likely.map(({ thread, match }) => ({ ...thread, chunk: match.chunk })),
  )
  return likely.map(({ thread, match, fit, likelihood }) => ({
    ...suggestionOf(thread, fit.anchor),
    passage: passages.get(thread.id) ?? [],
    terms: match.terms,
    ticked: likelihood >= tickedMin,
    likelihood,
  }))
}

/**
 * The same, but first come threads whose askers contested before the answer was revised, and the one that the editor came from, whether it
 * is similar to the answer or not.
 */
export async function readSuggestions(
  viewer: Viewer,
  answerId: number,
  countMax: number,
  first: number | null,
): Promise<CoverageSuggestion[]> {
  const suggestions = await suggestCoverage(viewer, answerId, countMax)
  const answer = await db().answer.findUnique({
    where: { id: answerId },
    select: {
      revisedAt: true,
      coverages: { select: { threadId: true, response: true, respondedAt: true, reason: true } },
    },
  })
  if (!answer) return []
  const contested = answer.coverages.filter(
    ({ response, respondedAt }) => response === 'contested' && (respondedAt ?? 0) < (answer.revisedAt ?? 0),
  )
  const reasons = new Map(contested.map(({ threadId, reason }) => [threadId, reason]))
  const covered = new Set(answer.coverages.map(({ threadId }) => threadId))
  const wanted = new Set(reasons.keys())
  if (first !== null && !covered.has(first)) wanted.add(first)
  const known = suggestions.filter(({ threadId }) => wanted.has(threadId))
  const others = await readBare(
    viewer,
    answerId,
    [...wanted].filter((id) => !known.some(({ threadId }) => threadId === id)),
  )
  const leading = [...others, ...known].map((each) => ({ ...each, contested: reasons.get(each.threadId) ?? null }))
  return [...leading, ...suggestions.filter(({ threadId }) => !wanted.has(threadId))]
}
