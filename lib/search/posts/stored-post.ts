import type pg from 'pg'
import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { type AnalysedDocument, analyseDocument, type SearchDocument } from './document'
import { postKinds } from './kinds'
import { keyColumns, PostKey, postKey } from './post-key'
import { weightedLength } from './vocabulary'

/** A post as search has it: with the terms that an earlier version may have made of it. */
export const StoredPost = PostKey.extend({
  kind: z.enum(postKinds),
  terms: z.array(z.string()),
  forward: z.instanceof(Uint8Array),
})
export type StoredPost = z.infer<typeof StoredPost>
const FormerTerm = z.object({ word: z.string(), term: z.string(), term_before: z.string().nullable() })

/** The caller's transaction, which may be Prisma's or node-postgres's. */
export type Transaction = Db | pg.ClientBase

/**
 * What the frequencies lose with these documents. Read from where it is stored and not worked out: after an update of the program or
 * of ICU a row holds what the earlier version made, until the worker or a save has written it again. The rows are locked, so that
 * what is read holds until the caller has written them. Two queries, however many documents; mostly one.
 */
export async function readLosses(tx: Transaction, before: SearchDocument[]): Promise<AnalysedDocument[]> {
  if (before.length === 0) return []
  const rows = await queryRows(
    tx,
    StoredPost,
    `select p.kind::text as kind, p.group_kind::text as "groupKind", p.group_id as "groupId", p.place, tsvector_to_array(p.terms) as terms, p.forward
     from unnest($1::text[], $2::int[], $3::int[]) u(k, g, n)
       join search_post p on p.group_kind = k::subject_kind and p.group_id = g and p.place = n
     order by p.id for update of p`,
    keyColumns(before),
  )
  const stored = new Map(rows.map((row) => [postKey(row), row]))
  return lossesOf(
    tx,
    before.map((document) => ({ stored: stored.get(postKey(document)), analysed: analyseDocument(document) })),
  )
}

/** The same where the rows are known: each with its text as this version takes it apart. */
export async function lossesOf(
  tx: Transaction,
  posts: { stored: StoredPost | undefined; analysed: AnalysedDocument }[],
): Promise<AnalysedDocument[]> {
  const others = posts.map(({ stored, analysed }) => (stored ? wordsOfOtherTerms(stored, analysed) : []))
  const former = await readFormerTerms(tx, [...new Set(others.flat())])
  return posts.map(({ stored, analysed }) => (stored ? lossOf(stored, analysed, former) : analysed))
}

/** Terms and length are stored. A word was counted if the post has the term that it has now, or had before. */
function lossOf(stored: StoredPost, analysed: AnalysedDocument, former: Map<string, string[]>): AnalysedDocument {
  if (holdsTermsOf(stored, analysed)) return analysed
  const had = new Set(stored.terms)
  const head = Buffer.from(stored.forward.buffer, stored.forward.byteOffset, stored.forward.byteLength)
  const termsOf = (word: string, term: string) => [term, ...(former.get(word) ?? [])]
  return {
    ...analysed,
    terms: stored.terms,
    weightedTokens: weightedLength(head.readUInt16LE(2), head.readUInt16LE(4)),
    words: new Map(
      [...analysed.words].flatMap(([word, term]): [string, string][] => {
        const countedAs = termsOf(word, term).find((each) => had.has(each))
        return countedAs === undefined ? [] : [[word, countedAs]]
      }),
    ),
  }
}

/** Whether a stored post has exactly the terms that this version gives it. */
export function holdsTermsOf(stored: StoredPost, { terms }: AnalysedDocument): boolean {
  const had = new Set(stored.terms)
  return had.size === terms.length && terms.every((term) => had.has(term))
}

function wordsOfOtherTerms(stored: StoredPost, analysed: AnalysedDocument): string[] {
  if (holdsTermsOf(stored, analysed)) return []
  const had = new Set(stored.terms)
  return [...analysed.words].filter(([, term]) => !had.has(term)).map(([word]) => word)
}

async function readFormerTerms(tx: Transaction, words: string[]): Promise<Map<string, string[]>> {
  if (words.length === 0) return new Map()
  const rows = await queryRows(tx, FormerTerm, 'select word, term, term_before from search_word where word = any($1::text[])', [words])
  return new Map(rows.map(({ word, term, term_before }) => [word, term_before === null ? [term] : [term, term_before]]))
}
