import { analyse } from '../analysis/analyser'
import type { Candidate, EngineQuery } from '../engines/port'
import { isAlias } from '../posts/document'
import { excludedOf } from '../query/excluded'
import type { ParsedQuery } from '../query/parsed-query'
import type { Corpus, QueryTerm } from '../query/query-term'
import type { QueryEmbedding, Similarity } from '../semantic'
import { hasPhrase, scorer } from './bm25'
import type { ExactPhrase } from './exact-phrase'
import { exactTermCap, expectedScoreStdDev } from './fusion'
import { type RankedGroup, rankGroups } from './grouping'
import { type Nearest, rerankHybrid } from './hybrid'
import { termCoverage } from './term-coverage'

/** Groups best first, by words and, where it is known, by meaning; having the whole query word for word counts too. */
export async function order(
  query: EngineQuery,
  found: Candidate[],
  { embedding, near }: { embedding: QueryEmbedding | null; near: Nearest },
  passes: (candidate: Candidate) => boolean,
  phrase: ExactPhrase | null,
): Promise<{ groups: RankedGroup[]; similarities: Map<string, Similarity> }> {
  const { queryTerms, corpus } = query
  if (queryTerms.length === 0) return { groups: rankGroups(found.filter(passes), () => 1), similarities: new Map() }
  const { candidates, similarities, worth } = await rerankHybrid(found, near, embedding, {
    score: wordsOf(queryTerms, corpus, phrase),
    scoreStdDev: expectedScoreStdDev(queryTerms, corpus, 'question'),
    semanticCap: (candidates) => semanticCap(queryTerms, corpus, candidates, phrase),
  })
  const groups = rankGroups(candidates.filter(passes), worth)
  for (const { posts } of groups) for (const post of posts) post.chunk = similarities.get(post.candidate.postId)?.chunk
  return { groups, similarities }
}

/**
 * What a post is worth by words. An alias is so short that one stray word of a long question would put it above posts that
 * say it all: it is worth as much of its score as it holds of the question.
 */
function wordsOf(queryTerms: QueryTerm[], corpus: Corpus, phrase: ExactPhrase | null): (candidate: Candidate) => number {
  const score = scorer({ queryTerms, corpus })
  const coverageOf = termCoverage(queryTerms, corpus)
  return (candidate) => {
    const words = score(candidate.forward) * (isAlias(candidate) ? coverageOf([candidate.forward]) : 1)
    return words + (phrase && words > 0 ? phrase.bonusOf(candidate.forward) : 0)
  }
}

/** Where some post has a pasted query word for word, meaning adds little to those that don't. */
function semanticCap(
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
