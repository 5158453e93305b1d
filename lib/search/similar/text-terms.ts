import { analyse } from '../analysis/analyser'
import { isCommonWord } from '../analysis/common-words'
import type { Token } from '../analysis/token'
import type { Corpus, QueryTerm } from '../query/query-term'
import { idfOf, scorer } from '../ranking/bm25'

/** Words of the title count this often, and so do tags; in the posts that are looked through titles count thrice. */
const titleRepeat = 2
const tagRepeat = 2
/** Words in more than this share of the posts say what a forum is about, not what a thread is about … */
const commonShare = 0.2
/** … unless hardly any others are left, as in a forum of a few threads. */
const distinctiveMin = 6
/** Terms that rank; the weightiest of a long post say what it is about. */
const termsMax = 160
const sharedTermsShown = 3
/** A word in more than this share of the posts, and in more than so many of them, explains nothing … */
const rareShareMax = 0.03
const rarePostsMin = 4
/** Words that every post has weigh this much, and names and numbers of code this much more. */
const commonWeight = 0.2
const codeWeight = 1.2
/** A post as one text, in which its title and tags count as often as they do when it is compared. */
export function weightedText({ title, tags, words }: { title: string; tags: string[]; words: string }): string {
  return [...Array<string>(titleRepeat).fill(title), ...Array<string>(tagRepeat).fill(tags.join(' ')), words].join('\n')
}

/** The tokens of a text that count. Written otherwise it is the same word, and counts once. */
export function tokensOf(text: string): Token[] {
  return analyse(text).filter(({ role }) => role === undefined)
}

/**
 * Terms of a text with how often it has them as their weight, the weightiest by frequency times rarity first. `posts` says how many posts
 * have each.
 */
export function queryTermsOf(tokens: Token[], text: string, corpus: Corpus, posts: Map<string, number>): QueryTerm[] {
  const counts = new Map<string, { count: number; typed: string }>()
  for (const token of tokens) {
    const known = counts.get(token.term)
    if (known) known.count++
    else counts.set(token.term, { count: 1, typed: text.slice(token.start, token.end) })
  }
  const queryTerms = [...counts].flatMap(([term, { count, typed }]) => {
    const having = posts.get(term)
    return having ? [{ typed, terms: [term], posts: having, weight: saturated(count) * kindOf(typed) }] : []
  })
  const distinctive = queryTerms.filter((queryTerm) => queryTerm.posts <= corpus.posts * commonShare)
  return (distinctive.length >= distinctiveMin ? distinctive : queryTerms)
    .sort((a, b) => idfOf(b.posts, corpus.posts) * b.weight - idfOf(a.posts, corpus.posts) * a.weight || a.typed.localeCompare(b.typed))
    .slice(0, termsMax)
}

function kindOf(typed: string): number {
  if (isCommonWord(typed)) return commonWeight
  return isCode(typed) ? codeWeight : 1
}

/** Whether it looks like an error number or a name of a program: digits, underscores, capitals within. */
function isCode(typed: string): boolean {
  return /\d|_|[a-z][A-Z]|[A-Z]{2}[a-z]|::|\w\.\w/.test(typed)
}

// A word said fifty times in a log is not fifty times as important (BM25's own weighting of query terms).
function saturated(count: number): number {
  const k3 = 20
  return ((k3 + 1) * count) / (k3 + count)
}

function isRare({ typed, posts }: QueryTerm, corpus: Corpus): boolean {
  // … unless it is a name or number of code, which says what a thread is about.
  return posts <= Math.max(rarePostsMin, corpus.posts * (isCode(typed) ? commonShare : rareShareMax))
}

/** Words of a text that a post has too, the most distinctive first, as the text writes them. */
export function sharedTerms(queryTerms: QueryTerm[], forward: Buffer, corpus: Corpus): string[] {
  const shown: string[] = []
  for (const queryTerm of queryTerms) {
    if (shown.length >= sharedTermsShown) break
    if (queryTerm.typed.length < 3 || isCommonWord(queryTerm.typed) || !isRare(queryTerm, corpus)) continue
    if (scorer({ queryTerms: [queryTerm], corpus, adjacency: false })(forward) <= 0) continue
    // An identifier says what its parts say.
    if (!shown.some((other) => other.toLowerCase().includes(queryTerm.typed.toLowerCase()))) shown.push(queryTerm.typed)
  }
  return shown
}
