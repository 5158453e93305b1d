import type pg from 'pg'
import { plainTextVersion } from '../../content'
import { lexeme } from '../engines/postgres/conditions'
import { type AnalysedDocument, analyseDocument, type SearchDocument } from './document'
import { changeOf, changeRow, insertChange } from './frequencies'
import { keyColumns, type PostKey, postKey } from './post-key'
import { readLosses, type Transaction } from './stored-post'

/**
 * Brings posts from one state to another in search, within the caller's transaction; either list may be empty. `before`
 * is what search knew of them, so that the frequencies lose what the posts lose. Five statements, however many posts.
 */
export async function replaceDocuments(tx: Transaction, before: SearchDocument[], after: SearchDocument[]): Promise<void> {
  const kept = new Set(after.map(postKey))
  const gone = before.filter((document) => !kept.has(postKey(document)))
  const come = after.map(analyseDocument)
  const lost = await readLosses(tx, before)
  if (gone.length > 0) await deletePosts(tx, gone)
  await writeDocuments(tx, come, lost)
}

/**
 * Writes documents, with the texts that pages show of them, and what they mean for the frequencies: they lose what `lost` has. Two
 * statements, however many documents.
 */
export async function writeDocuments(tx: Transaction | pg.Pool, come: AnalysedDocument[], lost: AnalysedDocument[] = []): Promise<void> {
  if (come.length > 0) await execute(tx, upsertDocuments, documentColumns(come))
  await execute(tx, insertChange, changeRow(changeOf(come, lost)))
}

/** Writes the texts of documents that search has already. One statement. */
export async function writeTexts(tx: Transaction, documents: AnalysedDocument[]): Promise<void> {
  await execute(tx, upsertTexts, textColumns(documents))
}

/** Removes posts, and with them their texts and vectors; the frequencies are the caller's business. One statement. */
export async function deletePosts(tx: Transaction, posts: PostKey[]): Promise<void> {
  await execute(
    tx,
    `delete from search_post where (group_kind, group_id, place) in (
       select k::subject_kind, i, p from unnest($1::text[], $2::int[], $3::int[]) as u(k, i, p))`,
    keyColumns(posts),
  )
}

async function execute(on: Transaction | pg.Pool, statement: string, values: unknown[]): Promise<void> {
  if ('$executeRawUnsafe' in on) await on.$executeRawUnsafe(statement, ...values)
  else await on.query(statement, values)
}

const upsertDocuments = `
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

const upsertTexts = insertTexts('unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[]) u(g, i, p, t, o)')

function insertTexts(rows: string): string {
  return `insert into post_text (group_kind, group_id, place, version, plain, own)
    select g::subject_kind, i, p, ${plainTextVersion}, t, o from ${rows} where t is not null
    on conflict (group_kind, group_id, place) do update set version = excluded.version, plain = excluded.plain, own = excluded.own`
}

/** Texts of documents as the columns of `upsertTexts`. */
function textColumns(documents: AnalysedDocument[]): unknown[][] {
  const of = <T>(pick: (d: AnalysedDocument) => T) => documents.map(pick)
  return [...keyColumns(of((d) => d.document)), of((d) => d.document.text?.plain ?? null), of((d) => d.document.text?.own ?? null)]
}

/** Documents as the columns of `upsertDocuments`. */
function documentColumns(documents: AnalysedDocument[]): unknown[][] {
  const of = <T>(pick: (d: AnalysedDocument) => T) => documents.map(pick)
  return [
    ...keyColumns(of((d) => d.document)),
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
