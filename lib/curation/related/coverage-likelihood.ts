import type { AnswerFit } from '../../search'

/** From here a thread is suggested, and from there it is ticked beforehand. Measured, see docs/search.md. */
export const suggestedMin = 0.3
export const tickedMin = 0.6

/** A lead of so many standard deviations, before or behind another answer, says it all. */
const marginMax = 2

// Logistic regressions on half of the answers of two sets, rounded, see docs/search.md.
const byWords = { base: -6.5, share: 4, titleShare: 4.7, margin: 0.5, similarity: 0 }
const withModel = { base: -8.5, share: 3.3, titleShare: 3.4, margin: 0.5, similarity: 3.7 }

/**
 * How likely an answer settles a thread, 0 to 1, by how well it fits what the thread asks. Similarity is one sign of several: by it alone, all
 * threads about one subject would ask the same.
 */
export function likelihoodOf({ share, titleShare, margin, similarity }: AnswerFit): number {
  const weights = similarity === null ? byWords : withModel
  const sum =
    weights.base +
    weights.share * Math.min(1, share) +
    weights.titleShare * titleShare +
    weights.margin * Math.max(-marginMax, Math.min(marginMax, margin)) +
    weights.similarity * (similarity ?? 0)
  return 1 / (1 + Math.exp(-sum))
}
