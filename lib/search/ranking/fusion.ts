import { isIdentifier } from '../analysis/code-names'
import { isAlias, type PostKind } from '../posts/kinds'
import type { Corpus, QueryTerm } from '../query/query-term'
import type { Similarity } from '../semantic'
import { idfOf } from './bm25'
import { holderOf } from './term-coverage'

/** A standard deviation of similarity weighs this many of keyword scores. Chosen on all sets at once, see docs/search.md. */
const semanticWeight = 1.2
/**
 * How much farther scores lie apart than independent words would bring: words come together, the more so the more of them are
 * asked for. Measured: 1.6 to 1.7 for questions of ten words, 1.8 to 2.3 for whole posts.
 */
export const termCorrelation = { question: 1.6, post: 2.2 }
/** Words that hardly any post has spread nothing: similarity still counts for a question made of them. */
const scoreStdDevMin = 0.5
/** A post that has not one of the words must be this near to be shown at all: unrelated ones come to 0.4 at most. */
export const similarityAloneMin = 0.4

/**
 * How far the scores of posts by words lie apart, expected from the rarity of the query's words alone: they are taken to
 * stand in posts independently of each other, once in each.
 */
export function expectedScoreStdDev(queryTerms: QueryTerm[], corpus: Corpus, kind: keyof typeof termCorrelation): number {
  let variance = 0
  for (const { posts, weight } of queryTerms) {
    const share = Math.min(1, posts / corpus.posts)
    variance += (idfOf(posts, corpus.posts) * weight) ** 2 * share * (1 - share)
  }
  return termCorrelation[kind] * Math.max(scoreStdDevMin, Math.sqrt(variance))
}

/**
 * What the similarity of a post says: of an alias nothing before unrelated texts are out of reach, since in so few words it
 * lies somewhat near to much.
 */
export function ignoreWeakAlias(post: { kind: PostKind }, similarity: Similarity | undefined): Similarity | undefined {
  return isAlias(post) && similarity && similarity.value < similarityAloneMin ? undefined : similarity
}

/** Of what similarity would add beyond the worth of an exact term, this much is left, to keep the order among those without it. */
const beyondExact = 0.05

export type Fusion = {
  /** As `expectedScoreStdDev` says it. */
  scoreStdDev: number
  /** How similar a post without any of the words must be; 0.4 where it is left out. */
  similarityMin?: number
  /** What similarity may add to this post; nothing limits it where it is left out. */
  cap?: number
}

/**
 * The worth of a post by keywords and semantic similarity together. Similarity only adds, and where the post lacks an exact term
 * hardly more than that term is worth: `cap`.
 */
export function fuseScores(score: number, similarity: Similarity | undefined, fusion: Fusion): number {
  const { scoreStdDev, similarityMin = similarityAloneMin, cap = Number.POSITIVE_INFINITY } = fusion
  if (!similarity) return score
  if (score <= 0 && similarity.value < similarityMin) return 0
  const gain = semanticWeight * scoreStdDev * Math.max(0, similarity.zScore)
  return score + (gain > cap ? cap + beyondExact * (gain - cap) : gain)
}

/** Names and numbers of programs that stand in at most this share of the posts are meant as they are written. */
const exactShareMax = 0.01
/** What such a term is worth in a text somewhat longer than most. */
const exactWorth = 0.8

/**
 * How much similarity may add to a post at most: what the rarest exact term of the query is worth that the post lacks and another
 * candidate has.
 */
export function exactTermCap(queryTerms: QueryTerm[], corpus: Corpus, candidates: Buffer[]): (forward: Buffer) => number {
  const exact = queryTerms
    .filter(({ typed, posts, context }) => !context && isIdentifier(typed) && posts > 0 && posts <= corpus.posts * exactShareMax)
    .map((queryTerm) => ({ isIn: holderOf(queryTerm), worth: exactWorth * idfOf(queryTerm.posts, corpus.posts) * queryTerm.weight }))
    .filter(({ isIn }) => candidates.some(isIn))
    .sort((a, b) => b.worth - a.worth)
  return (forward) => exact.find(({ isIn }) => !isIn(forward))?.worth ?? Number.POSITIVE_INFINITY
}
