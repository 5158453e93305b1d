import type { Similarity } from '../../meaning'
import type { Concept, Corpus } from '../concept'
import { idfOf } from '../ranker'

/**
 * What meaning weighs beside words. Both are counted in standard deviations over all posts; of words, whose concepts rarely
 * come alone, the true deviation is about twice what `spreadOf` expects. Chosen on all sets at once, see docs/search.md.
 */
const meaningWeight = 1.9
/** Words that hardly any post has spread nothing: a question made of them is still worth its meaning. */
const spreadMin = 0.5
/** A post that has not one of the words must be this near to be shown at all: unrelated ones come to 0.4 at most. */
const nearnessAloneMin = 0.4

/**
 * How far the scores of posts by words lie apart, expected from the rarity of the query's words alone: they are taken to
 * stand in posts independently of each other, once in each.
 */
export function spreadOf(concepts: Concept[], corpus: Corpus): number {
  let variance = 0
  for (const { posts, weight } of concepts) {
    const share = Math.min(1, posts / corpus.posts)
    variance += (idfOf(posts, corpus.posts) * weight) ** 2 * share * (1 - share)
  }
  return Math.max(spreadMin, Math.sqrt(variance))
}

/**
 * The worth of a post by words and meaning together. Meaning only adds: a rare word weighs many deviations, so that an exact
 * term stays above a vague likeness.
 */
export function weighed(words: number, similarity: Similarity | undefined, spread: number): number {
  if (!similarity) return words
  if (words <= 0 && similarity.nearness < nearnessAloneMin) return 0
  return words + meaningWeight * spread * Math.max(0, similarity.deviation)
}
