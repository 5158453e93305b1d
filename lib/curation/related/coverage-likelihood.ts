import type { AnswerFit } from '../../search'

/** From here a thread is suggested, and from there it is ticked beforehand. Measured, see docs/search.md. */
export const suggestedMin = 0.3
export const tickedMin = 0.6

/** A lead of so many standard deviations, before or behind another answer, says it all. */
const marginMax = 2

// Logistic regressions on half of the answers of two sets, rounded, see docs/search.md.
const byWords = { base: -6.5, share: 4, titleShare: 4.7, margin: 0.5, similarity: 0 }
const withModel = { base: -9.2, share: 0, titleShare: 0, margin: 1.6, similarity: 15.5 }

/**
 * How likely an answer settles a thread, 0 to 1, by how well it fits what the thread asks. With a model both words and similarity must say so:
 * by similarity alone, all threads about one subject would ask the same.
 */
export function likelihoodOf(fit: AnswerFit): number {
  const words = by(byWords, fit)
  return fit.similarity === null ? words : Math.min(words, by(withModel, fit))
}

function by(weights: typeof byWords, { share, titleShare, margin, similarity }: AnswerFit): number {
  const sum =
    weights.base +
    weights.share * Math.min(1, share) +
    weights.titleShare * titleShare +
    weights.margin * Math.max(-marginMax, Math.min(marginMax, margin)) +
    weights.similarity * (similarity ?? 0)
  return 1 / (1 + Math.exp(-sum))
}
