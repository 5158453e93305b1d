import { plainTextVersion } from '../../content'
import type { Db } from '../../platform/db'
import { lexeme } from '../engines/postgres/conditions'
import { type AnalysedDocument, analyseDocument, type SearchDocument } from './document'
import { changeOf, changeRow, insertChange } from './frequencies'
import { postKey, readLosses } from './stored-post'

/**
 * Brings posts from one state to another in search, within the caller's transaction; either list may be empty. `before`
 * is what search knew of them, so that the frequencies lose what the posts lose. Five statements, however many posts.
 */
export async function replaceDocuments(tx: Db, before: SearchDocument[], after: SearchDocument[]): Promise<void> {
  const kept = new Set(after.map(postKey))
  const gone = before.filter((document) => !kept.has(postKey(document)))
  const come = after.map(analyseDocument)
  const lost = await readLosses(tx, before)
  if (gone.length > 0) {
    await tx.$executeRawUnsafe(
      `delete from search_post where (group_kind, group_id, place) in (
         select k::subject_kind, i, p from unnest($1::text[], $2::int[], $3::int[]) as u(k, i, p))`,
      gone.map((document) => document.groupKind),
      gone.map((document) => document.groupId),
      gone.map((document) => document.place),
    )
  }
  if (come.length > 0) await tx.$executeRawUnsafe(upsertDocuments, ...documentColumns(come))
  await tx.$executeRawUnsafe(insertChange, ...changeRow(changeOf(come, lost)))
}

/**
 * Writes any number of documents in one statement, with the texts that pages show of them: the parameters are `documentColumns`.
 */
export const upsertDocuments = `
  with posts as (insert into search_post
    (group_kind, group_id, place, kind, reply_id, anchor, author_id, created_at, version, title_terms, terms, forward)
  select g::subject_kind, i, p, k::post_kind, r, a, w, c::timestamptz, v, tt::tsvector, t::tsvector, f
  from unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::text[], $6::int[], $7::text[], $8::int[],
    $9::text[], $10::text[], $11::bytea[], $14::text[]) as u(g, i, p, r, a, w, c, v, tt, t, f, k)
  on conflict (group_kind, group_id, place) do update set
    kind = excluded.kind, reply_id = excluded.reply_id, anchor = excluded.anchor, author_id = excluded.author_id,
    created_at = excluded.created_at, version = excluded.version, title_terms = excluded.title_terms,
    terms = excluded.terms, forward = excluded.forward)
  ${insertTexts('unnest($1::text[], $2::int[], $3::int[], $12::text[], $13::text[]) u(g, i, p, t, o)')}`

/** Writes the texts of documents that search has already: the parameters are `textColumns`. */
export const upsertTexts = insertTexts('unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[]) u(g, i, p, t, o)')

function insertTexts(rows: string): string {
  return `insert into post_text (group_kind, group_id, place, version, plain, own)
    select g::subject_kind, i, p, ${plainTextVersion}, t, o from ${rows} where t is not null
    on conflict (group_kind, group_id, place) do update set version = excluded.version, plain = excluded.plain, own = excluded.own`
}

/** Texts of documents as the columns of `upsertTexts`. */
export function textColumns(documents: AnalysedDocument[]): unknown[][] {
  const of = <T>(pick: (d: AnalysedDocument) => T) => documents.map(pick)
  return [
    of((d) => d.document.groupKind),
    of((d) => d.document.groupId),
    of((d) => d.document.place),
    of((d) => d.document.text?.plain ?? null),
    of((d) => d.document.text?.own ?? null),
  ]
}

/** Documents as the columns of `upsertDocuments`. */
export function documentColumns(documents: AnalysedDocument[]): unknown[][] {
  const of = <T>(pick: (d: AnalysedDocument) => T) => documents.map(pick)
  return [
    of((d) => d.document.groupKind),
    of((d) => d.document.groupId),
    of((d) => d.document.place),
    of((d) => d.document.replyId),
    of((d) => d.document.anchor),
    of((d) => d.document.authorId),
    of((d) => d.document.createdAt.toISOString()),
    of((d) => d.document.version),
    of((d) => d.titleTerms.map(lexeme).join(' ')),
    of((d) => d.terms.map(lexeme).join(' ')),
    of((d) => d.forward),
    of((d) => d.document.text?.plain ?? null),
    of((d) => d.document.text?.own ?? null),
    of((d) => d.document.kind),
  ]
}
