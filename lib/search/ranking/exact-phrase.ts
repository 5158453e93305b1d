import { analyse } from '../analysis/analyser'
import { isCommonWord } from '../analysis/common-words'
import type { ParsedQuery } from '../query/parsed-query'
import type { Corpus, QueryTerm } from '../query/query-term'
import { idfOf, phrasePlace } from './bm25'

/** Where a post has a whole query word for word: 2 in its title, 1 in its text where that counts too, 0 nowhere. */
export type PhraseLevel = 0 | 1 | 2

/** A query as one phrase: what it is worth to have it, and where a post has it. */
export type ExactPhrase = {
  /** Whether hardly anything else can be meant: a path, a command, a name made of common words. */
  isLiteral: boolean
  levelOf: (forward: Buffer) => PhraseLevel
  /** What a post gets for having it. */
  bonusOf: (forward: Buffer) => number
}

/** A longer query is a question in its writer's own words; another post rarely has just those. */
const wordsMax = 8
/** Share of all that the query's words are worth together. */
const titleShare = 0.3
/** What is pasted outweighs all that its words are worth where they stand apart, however often: BM25 gives a word 2.2 times its rarity at most. */
const literalShare = { title: 2.8, text: 2.4 }
/** Words that nearly every post has are worth nearly nothing, and yet they are all that was asked. */
const literalWorthMin = 4

/** The query as a phrase; null where it has one word or many, or more than words. */
export function exactPhraseOf(parsed: ParsedQuery, queryTerms: QueryTerm[], corpus: Corpus): ExactPhrase | null {
  const text = [parsed.words, ...parsed.phrases].filter(Boolean).join(' ')
  const tokens = analyse(text).filter(({ together }) => !together)
  if (tokens.length < 2 || tokens.length > wordsMax) return null
  const terms = tokens.map(({ term }) => term)
  const isLiteral = looksPasted(text) || tokens.every(({ start, end }) => isCommonWord(text.slice(start, end)))
  const worth = queryTerms.reduce((sum, { posts, weight }) => sum + idfOf(posts, corpus.posts) * weight, 0)
  const levelOf = (forward: Buffer): PhraseLevel => {
    const place = phrasePlace(forward, terms)
    return place === 'title' ? 2 : place === 'body' && isLiteral ? 1 : 0
  }
  const bonuses = isLiteral
    ? [0, literalShare.text * Math.max(worth, literalWorthMin), literalShare.title * Math.max(worth, literalWorthMin)]
    : [0, 0, titleShare * worth]
  return { isLiteral, levelOf, bonusOf: (forward) => bonuses[levelOf(forward)] as number }
}

/** Whether a query has what people copy rather than write: separators within words, signs of code, options, numbers with letters. */
function looksPasted(text: string): boolean {
  return /\S[\\/:_=@#.]\S|[{}<>$|~^;]|(?:^|\s)-{1,2}\p{L}|\p{L}\d|\d\p{L}/u.test(text)
}
