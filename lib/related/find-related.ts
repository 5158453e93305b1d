import { plainText } from '../content/plain-text'
import {
  analyse,
  type Candidate,
  type Concept,
  type Corpus,
  idfOf,
  readCorpus,
  readTermPosts,
  scorer,
  searchEngine,
  type Token,
} from '../search/ranking'
import type { Viewer } from '../viewer/viewer'

/** What related threads are looked for by. */
export type RelatedSource = { title: string; body: string; tags: string[] }

/** A thread or answer that is about the same, and the words that say so, rarest first. */
export type RelatedMatch = { groupKind: 'thread' | 'answer'; groupId: number; score: number; terms: string[] }

/** Words of the title count this often, as they do in the posts that are looked through; tags are nearly as telling. */
const titleRepeat = 3
const tagRepeat = 2
/** Words in more than this share of the posts say what a forum is about, not what a thread is about … */
const commonShare = 0.2
/** … unless hardly any others are left, as in a forum of a few threads. */
const tellingMin = 6
/** Terms that rank; the weightiest of a long post say what it is about. */
const termsMax = 160
/** Terms that find; more cost time and bring nothing that ranks high. */
const findTermsMax = 40
const sharedTermsShown = 3
/** Words that join sentences: they may rank a little in a small forum, and explain nothing. */
const joiningWords = new Set(
  'about after again all also and any are because been before but can could did does for from get had has have her his how into its just like more not now off one only our out own same she should some such than that the their them then there these they this those too use very was were what when where which while who why will with would you your'.split(
    ' ',
  ),
)
/** Matches that are given their reason; what stands further down is not shown. */
const explainedMax = 30

/**
 * Threads and answers that are about the same as a text, best first: rare words in common weigh most, those of titles
 * thrice. Openings and answers are looked through, not replies. `exclude` is the thread itself.
 */
export async function findRelated(
  viewer: Viewer,
  source: RelatedSource,
  exclude: { kind: 'thread' | 'answer'; id: number } | null,
  countMax: number,
  among?: Set<number>,
): Promise<RelatedMatch[]> {
  const text = [
    ...Array<string>(titleRepeat).fill(source.title),
    ...Array<string>(tagRepeat).fill(source.tags.join(' ')),
    plainText(source.body),
  ].join('\n')
  const tokens = analyse(text)
  const corpus = await readCorpus()
  const concepts = await conceptsOf(tokens, text, corpus)
  if (concepts.length === 0) return []
  const { candidates } = await searchEngine().find({
    viewer,
    corpus,
    concepts: concepts.slice(0, findTermsMax),
    excludedTerms: [],
    openingsOnly: true,
    filters: { topicIds: [], tagIds: [], authorIds: [], is: [], before: null, after: null },
  })
  const score = scorer({ concepts, corpus, adjacency: false })
  const best = new Map<string, RelatedMatch & { forward: Buffer }>()
  for (const candidate of candidates) {
    if (exclude && candidate.groupKind === exclude.kind && candidate.groupId === exclude.id) continue
    if (among && !(candidate.groupKind === 'thread' && among.has(candidate.groupId))) continue
    keepBest(best, candidate, score(candidate.forward))
  }
  const ranked = [...best.values()].sort((a, b) => b.score - a.score || a.groupId - b.groupId).slice(0, countMax)
  return ranked.map(({ forward, ...match }, i) => ({ ...match, terms: i < explainedMax ? sharedTerms(concepts, forward, corpus) : [] }))
}

function keepBest(best: Map<string, RelatedMatch & { forward: Buffer }>, candidate: Candidate, score: number): void {
  if (score <= 0) return
  const key = `${candidate.groupKind}/${candidate.groupId}`
  const known = best.get(key)
  if (known && known.score >= score) return
  best.set(key, { groupKind: candidate.groupKind, groupId: candidate.groupId, score, terms: [], forward: candidate.forward })
}

/** Terms of a text with how often they stand in it as their weight, the weightiest by frequency times rarity first. */
async function conceptsOf(tokens: Token[], text: string, corpus: Corpus): Promise<Concept[]> {
  const counts = new Map<string, { count: number; typed: string }>()
  for (const token of tokens) {
    const known = counts.get(token.term)
    if (known) known.count++
    else counts.set(token.term, { count: 1, typed: text.slice(token.start, token.end) })
  }
  const posts = await readTermPosts([...counts.keys()])
  const concepts = [...counts]
    .map(([term, { count, typed }]) => ({ typed, terms: [term], posts: posts.get(term) ?? 0, weight: saturated(count) }))
    .filter((concept) => concept.posts > 0)
  const telling = concepts.filter((concept) => concept.posts <= corpus.posts * commonShare)
  return (telling.length >= tellingMin ? telling : concepts)
    .sort((a, b) => idfOf(b.posts, corpus.posts) * b.weight - idfOf(a.posts, corpus.posts) * a.weight || a.typed.localeCompare(b.typed))
    .slice(0, termsMax)
}

// A word said fifty times in a log is not fifty times as important (BM25's own weighting of query terms).
function saturated(count: number): number {
  const k3 = 20
  return ((k3 + 1) * count) / (k3 + count)
}

function sharedTerms(concepts: Concept[], forward: Buffer, corpus: Corpus): string[] {
  const shown: string[] = []
  for (const concept of concepts) {
    if (shown.length >= sharedTermsShown) break
    if (concept.typed.length < 3 || joiningWords.has(concept.typed.toLowerCase())) continue
    if (scorer({ concepts: [concept], corpus, adjacency: false })(forward) <= 0) continue
    // An identifier says what its parts say.
    if (!shown.some((other) => other.toLowerCase().includes(concept.typed.toLowerCase()))) shown.push(concept.typed)
  }
  return shown
}
