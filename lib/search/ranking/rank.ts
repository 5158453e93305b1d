import { analyse } from '../analysis/analyser'
import type { Candidate } from '../engines/port'
import { isAlias } from '../posts/kinds'
import { excludedOf } from '../query/excluded'
import type { ParsedQuery } from '../query/parsed-query'
import type { Corpus, QueryTerm } from '../query/query-term'
import type { RankedSearch, RetrievedSearch } from '../stages'
import { hasPhrase, scorer } from './bm25'
import type { ExactPhrase } from './exact-phrase'
import { exactTermCap, expectedScoreStdDev } from './fusion'
import { rerankHybrid } from './hybrid'
import { termCoverage } from './term-coverage'

/** Says what each post is worth, by keywords and, where it is known, by similarity; having the whole query word for word counts too. */
export async function rank(search: RetrievedSearch): Promise<RankedSearch> {
  const { parsed, phrase, found } = search
  const { queryTerms, corpus } = search.query
  const passes = phraseFilter(parsed)
  if (queryTerms.length === 0) {
    const posts = found.candidates.filter(passes).map((candidate) => ({ candidate, score: 1 }))
    return { ...search, posts, similarities: new Map() }
  }
  const { candidates, similarities, worth } = await rerankHybrid(search, {
    score: scoreOf(queryTerms, corpus, phrase),
    scoreStdDev: expectedScoreStdDev(queryTerms, corpus, 'question'),
    semanticCap: (candidates) => semanticCap(queryTerms, corpus, candidates, phrase),
  })
  const posts = candidates
    .filter(passes)
    .map((candidate) => ({ candidate, score: worth(candidate), chunk: similarities.get(candidate.postId)?.chunk }))
  return { ...search, posts, similarities }
}

/**
 * What a post is worth by keywords. An alias is so short that one stray word of a long question would put it above posts that
 * say it all: it is worth as much of its score as it holds of the question.
 */
function scoreOf(queryTerms: QueryTerm[], corpus: Corpus, phrase: ExactPhrase | null): (candidate: Candidate) => number {
  const score = scorer({ queryTerms, corpus })
  const coverageOf = termCoverage(queryTerms, corpus)
  return (candidate) => {
    const words = score(candidate.forward) * (isAlias(candidate) ? coverageOf([candidate.forward]) : 1)
    return words + (phrase && words > 0 ? phrase.bonusOf(candidate.forward) : 0)
  }
}

/** Where some post has a pasted query word for word, similarity adds little to those that don't. */
export function semanticCap(
  queryTerms: QueryTerm[],
  corpus: Corpus,
  candidates: Buffer[],
  phrase: ExactPhrase | null,
): (forward: Buffer) => number {
  const ofTerms = exactTermCap(queryTerms, corpus, candidates)
  const most = phrase?.isLiteral ? Math.max(0, ...candidates.map(phrase.bonusOf)) : 0
  if (!phrase || most === 0) return ofTerms
  return (forward) => (phrase.levelOf(forward) > 0 ? ofTerms(forward) : Math.min(ofTerms(forward), most))
}

/** Whether a post has every phrase of a query, and none that it leaves out. */
export function phraseFilter(parsed: ParsedQuery): (candidate: Candidate) => boolean {
  const phrases = parsed.phrases
    .map((phrase) =>
      analyse(phrase)
        .filter((token) => !token.together)
        .map((token) => token.term),
    )
    .filter((terms) => terms.length > 0)
  const { phrases: without } = excludedOf(parsed.excluded)
  return ({ forward }) => phrases.every((terms) => hasPhrase(forward, terms)) && !without.some((terms) => hasPhrase(forward, terms))
}

/** Whether the engine's posts must be looked through for words that follow each other. */
export function asksForPhrases(parsed: ParsedQuery): boolean {
  return parsed.phrases.length > 0 || excludedOf(parsed.excluded).phrases.length > 0
}
