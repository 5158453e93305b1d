import { analyse } from './analyser'
import type { GroupKind } from './engine'
import { packForwardIndex } from './forward-index'
import { weightedLength } from './vocabulary'

/** A post as search sees it: what is written, and where it stands. */
export type SearchDocument = {
  groupKind: GroupKind
  groupId: number
  place: number
  replyId: number | null
  anchor: string
  authorId: number | null
  createdAt: Date
  version: number
  /** Title of a thread, heading of a section; empty for a reply. Counts three times. */
  title: string
  /** Plain text: Markdown goes through `plainText` first. */
  body: string
}

/** Places of an answer's posts from here on are ways of asking: aliases, then titles of covered threads. */
export const aliasPlace = 500_000
export const coveredPlace = 1_000_000

/** Whether a post is only another way of asking for its answer. */
export function isWayOfAsking({ groupKind, place }: Pick<SearchDocument, 'groupKind' | 'place'>): boolean {
  return groupKind === 'answer' && place >= aliasPlace
}

/** A document after analysis: what is stored, and what the frequencies count. */
export type AnalysedDocument = {
  document: SearchDocument
  titleTerms: string[]
  terms: string[]
  forward: Buffer
  weightedTokens: number
  /** Surface word → term. */
  words: Map<string, string>
}

/** Analyses a document. Pure; about 50 µs for a post of a hundred words. */
export function analyseDocument(document: SearchDocument): AnalysedDocument {
  const title = analyse(document.title)
  const body = analyse(document.body)
  const words = new Map<string, string>()
  const titleTerms = new Set<string>()
  const terms = new Set<string>()
  for (const token of title) {
    titleTerms.add(token.term)
    terms.add(token.term)
    if (token.word) words.set(token.word, token.term)
  }
  for (const token of body) {
    terms.add(token.term)
    if (token.word) words.set(token.word, token.term)
  }
  return {
    document,
    titleTerms: [...titleTerms],
    terms: [...terms],
    forward: packForwardIndex(title, body),
    weightedTokens: weightedLength(title.length, body.length),
    words,
  }
}
