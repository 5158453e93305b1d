import type { AnswerFit } from '../../search'

/** From here a thread is suggested, and from there it is ticked beforehand. Measured, see docs/search.md. */
export const suggestedMin = 0.3
export const tickedMin = 0.7

/** How likely an answer settles a thread, 0 to 1, by how well it fits what the thread asks. Measured, see docs/search.md. */
export function likelihoodOf({ best, self, similarity }: AnswerFit): number {
  return 1 / (1 + Math.exp(-((6 * best) / Math.max(1, self) + 3 * (similarity ?? 0) - 5)))
}
