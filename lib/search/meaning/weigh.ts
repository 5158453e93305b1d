import type { Similarity } from '../../meaning'
import type { Concept, Corpus } from '../concept'
import { idfOf } from '../ranker'

/** A deviation of meaning weighs this many of words. Chosen on all sets at once, see docs/search.md. */
const meaningWeight = 1.2
/**
 * How much farther scores lie apart than independent words would bring: words come together, the more so the more of them are
 * asked for. Measured: 1.6 to 1.7 for questions of ten words, 1.8 to 2.3 for whole posts.
 */
export const togetherness = { question: 1.6, post: 2.2 }
/** Words that hardly any post has spread nothing: a question made of them is still worth its meaning. */
const spreadMin = 0.5
/** A post that has not one of the words must be this near to be shown at all: unrelated ones come to 0.4 at most. */
const nearnessAloneMin = 0.4

/**
 * How far the scores of posts by words lie apart, expected from the rarity of the query's words alone: they are taken to
 * stand in posts independently of each other, once in each.
 */
export function spreadOf(concepts: Concept[], corpus: Corpus, kind: keyof typeof togetherness): number {
  let variance = 0
  for (const { posts, weight } of concepts) {
    const share = Math.min(1, posts / corpus.posts)
    variance += (idfOf(posts, corpus.posts) * weight) ** 2 * share * (1 - share)
  }
  return togetherness[kind] * Math.max(spreadMin, Math.sqrt(variance))
}

/**
 * The worth of a post by words and meaning together. Meaning only adds: a rare word weighs many deviations, so that an exact
 * term stays above a vague likeness.
 */
export function weighed(words: number, similarity: Similarity | undefined, spread: number, nearnessMin = nearnessAloneMin): number {
  if (!similarity) return words
  if (words <= 0 && similarity.nearness < nearnessMin) return 0
  return words + meaningWeight * spread * Math.max(0, similarity.deviation)
}
