import { authorize, type Viewer } from '../../identity/viewer'
import { answerFits, sharedPassages } from '../../search'
import { readAnswerSource, rivalsOf } from './answer-source'
import { likelihoodOf, suggestedMin } from './coverage-likelihood'
import { type CoverageSuggestion, readSuggested, suggestionOf } from './coverage-suggestion'

/**
 * Returns threads of the gap that an answer was begun for, the likeliest first. They were put together before there was an answer, so they are
 * ticked unless it is so unlikely that the answer settles them that they would not be suggested. The queries are as many however many threads.
 * @throws DomainError `forbidden`.
 */
export async function rankGapThreads(viewer: Viewer, answerId: number, threadIds: number[]): Promise<CoverageSuggestion[]> {
  authorize(viewer, 'coverage.change')
  const source = threadIds.length > 0 ? await readAnswerSource(answerId) : null
  if (!source) return []
  const [threads, rivals] = await Promise.all([readSuggested(viewer, threadIds), rivalsOf(viewer, source)])
  const fits = await answerFits(answerId, rivals, threads)
  const passages = await sharedPassages(`${source.title}\n${source.words}`, threads)
  return threads
    .map((thread): CoverageSuggestion => {
      const fit = fits.get(thread.id)
      const likelihood = fit ? likelihoodOf(fit) : 0
      const known = { passage: passages.get(thread.id) ?? [], ticked: likelihood >= suggestedMin, likelihood }
      return { ...suggestionOf(thread, fit?.anchor ?? null), ...known }
    })
    .sort((a, b) => b.likelihood - a.likelihood || a.threadId - b.threadId)
}
