import type { Db } from '../db/client'
import type { AnalysedDocument, SearchDocument } from './document'
import { weightedLength } from './vocabulary'

/** A post as it stands in search: with the terms that an earlier version may have made of it. */
export type StoredPost = Pick<SearchDocument, 'groupKind' | 'groupId' | 'place'> & { terms: string[]; forward: Uint8Array }

/**
 * What the frequencies lose with a post whose stored terms were made by an earlier version. Its terms are known; of its words those
 * are taken whose terms it had, by the document that stands for it now. What is left over goes when all posts are done.
 */
export function lossOf(stored: StoredPost, now: AnalysedDocument): AnalysedDocument {
  const had = new Set(stored.terms)
  const head = Buffer.from(stored.forward.buffer, stored.forward.byteOffset, stored.forward.byteLength)
  return {
    ...now,
    terms: stored.terms,
    weightedTokens: weightedLength(head.readUInt16LE(2), head.readUInt16LE(4)),
    words: new Map([...now.words].filter(([, term]) => had.has(term))),
  }
}

/**
 * Those of these posts that wait to be taken apart again, by their keys; none nearly always. Their rows are locked, so that what is
 * read holds until the caller has written them.
 */
export async function readWaiting(tx: Db, documents: SearchDocument[]): Promise<Map<string, StoredPost>> {
  if (documents.length === 0) return new Map()
  const rows = await tx.$queryRaw<StoredPost[]>`
    select p.group_kind::text as "groupKind", p.group_id as "groupId", p.place, tsvector_to_array(p.terms) as terms, p.forward
    from search_analysis s
      cross join unnest(${documents.map((d) => d.groupKind)}::text[], ${documents.map((d) => d.groupId)}::int[],
        ${documents.map((d) => d.place)}::int[]) u(k, g, n)
      join search_post p on p.group_kind = k::subject_kind and p.group_id = g and p.place = n
    where s.running and p.id > s.reached and p.id <= s.last
    order by p.id for update of p`
  return new Map(rows.map((row) => [postKey(row), row]))
}

/** Names a post. */
export function postKey({ groupKind, groupId, place }: Pick<SearchDocument, 'groupKind' | 'groupId' | 'place'>): string {
  return `${groupKind}/${groupId}/${place}`
}
