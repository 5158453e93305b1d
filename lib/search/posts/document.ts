import { analyse } from '../analysis/analyser'
import type { GroupKind } from '../engines/port'
import { packForwardIndex } from './forward-index'
import type { PostKind } from './kinds'
import { weightedLength } from './vocabulary'

/** A post as search sees it: what is written, and where. */
export type SearchDocument = {
  kind: PostKind
  groupKind: GroupKind
  groupId: number
  /** Tells it from the others of its group: 0 for the first, a reply or a section has its number. `kind` says what it is. */
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
  /** Of an opening or reply: what is stored for its passages. */
  text?: PostText
}

/** The words of a post as pages show them; `own` is how it begins without quotes, null where it has none. */
export type PostText = { plain: string; own: string | null }

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

/** PostgreSQL takes a little more than this for all terms of a post together. */
const termBytesMax = 1_000_000

/** As many of the terms as a post may have: the words at the end of the longest texts are left out, so that they can be saved. */
function withinBytes(terms: string[]): string[] {
  let bytes = 0
  const end = terms.findIndex((term) => {
    bytes += Buffer.byteLength(term)
    return bytes > termBytesMax
  })
  return end === -1 ? terms : terms.slice(0, end)
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
    terms: withinBytes([...terms]),
    forward: packForwardIndex(title, body),
    weightedTokens: weightedLength(title.length, body.length),
    words,
  }
}
