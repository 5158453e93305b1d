import { authorize, type Viewer } from '../../identity/viewer'
import { type AnswerFit, answerFits, type SimilarMatch, similar } from '../../search'
import { idsOf, readAnswerSource, rivalsOf } from './answer-source'
import { likelihoodOf } from './coverage-likelihood'
import { readSuggested, type Suggested } from './coverage-suggestion'

/** So many of the threads that are similar to the answer are looked at. */
const lookedThrough = 60

/** A thread that an answer may settle, and how likely it does. */
export type RankedCoverage = { thread: Suggested; match: SimilarMatch; fit: AnswerFit; likelihood: number }

/** The threads similar to an answer that it does not cover, the likeliest first, and the answer's own words. Nothing is left out for being unlikely. */
export async function rankCoverage(viewer: Viewer, answerId: number): Promise<{ words: string; ranked: RankedCoverage[] }> {
  authorize(viewer, 'coverage.change')
  const source = await readAnswerSource(answerId)
  if (!source) return { words: '', ranked: [] }
  const { known, embedding } = source
  const [found, rivals] = await Promise.all([
    similar(viewer, source, { only: 'thread', countMax: lookedThrough + known.size, embedding }),
    rivalsOf(viewer, source),
  ])
  const near = found.filter((match) => !known.has(match.groupId)).slice(0, lookedThrough)
  const threads = new Map((await readSuggested(viewer, idsOf(near))).map((thread) => [thread.id, thread]))
  const fits = await answerFits(answerId, rivals, [...threads.values()])
  const ranked = near.flatMap((match): RankedCoverage[] => {
    const [thread, fit] = [threads.get(match.groupId), fits.get(match.groupId)]
    return thread && fit ? [{ thread, match, fit, likelihood: likelihoodOf(fit) }] : []
  })
  return {
    words: `${source.title}\n${source.words}`,
    ranked: ranked.sort((a, b) => b.likelihood - a.likelihood || a.thread.id - b.thread.id),
  }
}
