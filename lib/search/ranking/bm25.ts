import { type ForwardIndex, hashOf, openForwardIndex, togetherBit } from '../posts/forward-index'
import type { Corpus, QueryTerm } from '../query/query-term'

// Okapi BM25 (Robertson and Zaragoza, 2009) over title and body as one field in which the title counts three times.
const k1 = 1.2
const b = 0.75
export const titleWeight = 3
/** Share of the rarer word's weight that two neighbours of the query get for standing side by side in the post. */
const adjacencyWeight = 0.15

/** A query as the ranker sees it. */
export type RankedQuery = {
  queryTerms: QueryTerm[]
  corpus: Corpus
  /** False where the query terms are in no order of words. */
  adjacency?: boolean
}

type Prepared = { hashes: number[]; phrases: number[][]; idf: number }

/**
 * Makes the score function of a query: how well a post, given by its forward index, answers it. Higher is better,
 * 0 is no word in common. The same function for every engine.
 */
export function scorer({ queryTerms, corpus, adjacency = true }: RankedQuery): (forward: Buffer) => number {
  const prepared = queryTerms.map((queryTerm) => ({
    hashes: queryTerm.terms.map(hashOf),
    phrases: (queryTerm.phrases ?? []).map((words) => words.map(hashOf)),
    idf: idfOf(queryTerm.posts, corpus.posts) * queryTerm.weight,
  }))
  return (forward) => scoreOf(openForwardIndex(forward), prepared, corpus, adjacency)
}

/** Rarity of a term, as BM25 counts it; never negative. */
export function idfOf(postsWith: number, posts: number): number {
  const n = Math.min(postsWith, posts)
  return Math.log(1 + (posts - n + 0.5) / (n + 0.5))
}

function scoreOf(post: ForwardIndex, queryTerms: Prepared[], corpus: Corpus, adjacency: boolean): number {
  const places = placesOf(post, queryTerms)
  const length = titleWeight * post.titleLength + post.bodyLength
  const norm = k1 * (1 - b + (b * length) / Math.max(1, corpus.meanLength))
  let score = 0
  queryTerms.forEach(({ idf }, i) => {
    const frequency = places.frequency[i] as number
    score += (idf * frequency * (k1 + 1)) / (frequency + norm)
  })
  for (let i = 0; adjacency && i + 1 < queryTerms.length; i++) {
    const count = places.adjacent[i] as number
    if (count === 0) continue
    const rarer = Math.min((queryTerms[i] as Prepared).idf, (queryTerms[i + 1] as Prepared).idf)
    score += (adjacencyWeight * rarer * count * (k1 + 1)) / (count + norm)
  }
  return score
}

/** How often the post has each query term, the title counted thrice, and each pair of neighbours side by side. */
function placesOf(post: ForwardIndex, queryTerms: Prepared[]): { frequency: number[]; adjacent: number[] } {
  const frequency = new Array<number>(queryTerms.length).fill(0)
  const adjacent = new Array<number>(queryTerms.length).fill(0)
  queryTerms.forEach(({ phrases }, i) => {
    if (phrases.length > 0) frequency[i] = phrases.reduce((count, words) => count + countPhrase(post, words), 0)
  })
  // By index of the term, one more than its query term: this loop runs over every word of a thousand posts.
  let queryTermOf: Uint8Array | undefined
  queryTerms.forEach(({ hashes }, i) => {
    for (const hash of hashes) {
      const index = post.indexOf(hash)
      if (index < 0) continue
      queryTermOf ??= new Uint8Array(post.distinct)
      queryTermOf[index] = i + 1
    }
  })
  if (!queryTermOf) return { frequency, adjacent }
  const { entries, titleLength } = post
  let before = -1
  let here = -1
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] as number
    if (!(entry & togetherBit)) {
      before = here
      here = -1
    }
    const queryTerm = (queryTermOf[entry & 0x7fff] as number) - 1
    if (queryTerm < 0) continue
    const weight = at < titleLength ? titleWeight : 1
    frequency[queryTerm] = (frequency[queryTerm] as number) + weight
    if (before >= 0 && before === queryTerm - 1) adjacent[before] = (adjacent[before] as number) + weight
    here = queryTerm
  }
  return { frequency, adjacent }
}

/** How often the post has these words behind each other, the title counted thrice. */
function countPhrase(post: ForwardIndex, hashes: number[]): number {
  const wanted = hashes.map((hash) => post.indexOf(hash))
  if (wanted.includes(-1)) return 0
  const { titleLength, entries } = post
  return titleWeight * phrasesWithin(post, wanted, 0, titleLength) + phrasesWithin(post, wanted, titleLength, entries.length)
}

/** Whether the terms are adjacent in this order somewhere in the title or in the body. */
export function hasPhrase(forward: Buffer, terms: string[]): boolean {
  return phrasePlace(forward, terms) !== null
}

/** Where the terms are adjacent in this order: in the title, else in the body, else nowhere. */
export function phrasePlace(forward: Buffer, terms: string[]): 'title' | 'body' | null {
  const post = openForwardIndex(forward)
  const wanted: number[] = []
  for (const term of terms) {
    const index = post.indexOf(hashOf(term))
    if (index === -1) return null
    wanted.push(index)
  }
  if (phrasesWithin(post, wanted, 0, post.titleLength) > 0) return 'title'
  return phrasesWithin(post, wanted, post.titleLength, post.entries.length) > 0 ? 'body' : null
}

function phrasesWithin(post: ForwardIndex, wanted: number[], from: number, to: number): number {
  // A place holds one entry or several; a phrase steps from place to place.
  const places: number[][] = []
  for (let at = from; at < to; at++) {
    const entry = post.entries[at] as number
    if (entry & togetherBit && places.length > 0) places.at(-1)?.push(entry & ~togetherBit)
    else places.push([entry & ~togetherBit])
  }
  let count = 0
  for (let start = 0; start + wanted.length <= places.length; start++) {
    if (wanted.every((index, i) => places[start + i]?.includes(index))) count++
  }
  return count
}
