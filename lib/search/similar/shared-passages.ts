import { readCorpus, readTermPosts } from '../posts/vocabulary'
import { markedTerms, type Segment } from '../results/highlight'
import { passageOf } from '../results/hydrate'
import { queryTermsOf, tokensOf } from './text-terms'

/** Of the many words of an answer those are marked that say most what it is about. */
const markedMax = 30

/** A text with the piece of it that is most similar, from 1. */
type Text = { id: number; words: string; chunk?: number }

/**
 * Of each text the stretch that has most of the weightiest words of `source`, with these marked; where it has none, the piece that is most similar,
 * or else its beginning. One query.
 */
export async function sharedPassages(source: string, texts: Text[]): Promise<Map<number, Segment[]>> {
  const tokens = tokensOf(source)
  const [corpus, posts] = await Promise.all([readCorpus(), readTermPosts([...new Set(tokens.map(({ term }) => term))])])
  const terms = queryTermsOf(tokens, source, corpus, posts).slice(0, markedMax)
  const marked = markedTerms(terms, corpus)
  return new Map(texts.map(({ id, words, chunk = 1 }) => [id, passageOf(words, marked, chunk)]))
}
