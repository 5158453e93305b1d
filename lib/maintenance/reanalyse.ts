import { z } from 'zod'
import { plainTextVersion } from '../content'
import { wantRelated } from '../curation/related'
import { type Db, db, errorText, pool, queryRowsIn, transaction, withLock } from '../platform/db'
import { log } from '../platform/log'
import {
  type AnalysedDocument,
  analyseDocument,
  analysisVersion,
  beginAnalysis,
  changeOf,
  changeRow,
  documentColumns,
  foldFrequencies,
  holdsTermsOf,
  insertChange,
  lossesOf,
  postKey,
  postKinds,
  readAnalysis,
  type StoredPost,
  textColumns,
  upsertDocuments,
  upsertTexts,
} from '../search'
import { readDocuments } from './read-documents'
import { Turns } from './turns'

const batchPosts = 200
/** Someone who saves waits for nobody here: a batch that meets a save lets go and is tried again. Below what PostgreSQL calls a deadlock. */
const lockTimeoutMs = 300

const turns = new Turns()

/**
 * Takes the next posts apart again, where the index was made by another version of the program or of ICU. Search goes on meanwhile,
 * by old terms and new ones, and so does saving. A kill costs one batch. Returns whether there is more to do.
 */
export async function continueReanalysis(version = analysisVersion(), batchMax = batchPosts, process = turns): Promise<boolean> {
  const more = await withLock('reanalysing', false, async () => {
    const state = await readAnalysis()
    const next = process.next(version, state)
    if (next === 'rest') return false
    if (next === 'begin') {
      await beginAnalysis(version)
      log('info', 'search index is made from the posts again', { because: state.version || 'its version is not known', now: version })
    }
    if (await transaction((tx) => takeBatch(tx, batchMax)).catch(whereBusy)) return true
    await finish()
    return false
  })
  return more ?? false
}

/** Whether someone who saves was in the way: a lock that was not had in time, or a deadlock that was ended in their favour. */
export function whereBusy(error: unknown): boolean {
  if (/\b(55P03|40P01|P2034)\b|lock timeout|deadlock detected|TransactionWriteConflict/.test(errorText(error))) return true
  throw error
}

const Place = z.object({ groupKind: z.enum(['thread', 'answer']), groupId: z.int(), place: z.int() })
const Row = Place.extend({
  id: z.bigint(),
  kind: z.enum(postKinds),
  terms: z.array(z.string()),
  forward: z.instanceof(Uint8Array),
  textVersion: z.int().nullable(),
})
type Row = z.infer<typeof Row>

/** Returns whether there were posts left. */
async function takeBatch(tx: Db, batchMax: number): Promise<boolean> {
  await tx.$executeRawUnsafe(`set local lock_timeout = '${lockTimeoutMs}ms'`)
  const rows = await queryRowsIn(tx, Row)`
    select p.id, p.kind::text as kind, p.group_kind::text as "groupKind", p.group_id as "groupId", p.place, tsvector_to_array(p.terms) as terms, p.forward,
      x.version as "textVersion"
    from search_post p left join post_text x using (group_kind, group_id, place) where p.id > (select reached from search_analysis) and p.id <= (select last from search_analysis)
    order by p.id limit ${batchMax} for update of p`
  const last = rows.at(-1)
  if (!last) return false
  const { come, lost, gone, texts } = await compare(tx, rows)
  if (texts.length > 0) await tx.$executeRawUnsafe(upsertTexts, ...textColumns(texts))
  if (come.length > 0) await tx.$executeRawUnsafe(upsertDocuments, ...documentColumns(come))
  if (gone.length > 0) await tx.$executeRaw`delete from search_post where id = any(${gone})`
  if (come.length + gone.length > 0) await tx.$executeRawUnsafe(insertChange, ...changeRow(changeOf(come, lost)))
  await tx.$executeRaw`
    update search_analysis set reached = ${last.id}, done = done + ${rows.length}, changed = changed + ${come.length + gone.length}`
  return true
}

/** What changes with these rows: most stay as they are, and are not written. Of `texts` only what pages show is not stored yet. */
async function compare(
  tx: Db,
  rows: Row[],
): Promise<{ come: AnalysedDocument[]; lost: AnalysedDocument[]; gone: bigint[]; texts: AnalysedDocument[] }> {
  const documents = await readDocuments(tx, rows)
  const come: AnalysedDocument[] = []
  const leaving: { stored: Row; analysed: AnalysedDocument }[] = []
  const gone: bigint[] = []
  const texts: AnalysedDocument[] = []
  for (const row of rows) {
    const document = documents.get(postKey(row))
    documents.delete(postKey(row))
    if (!document) {
      gone.push(row.id)
      leaving.push({ stored: row, analysed: analyseDocument(emptyOf(row)) })
      continue
    }
    const now = analyseDocument(document)
    if (isSame(row, now)) {
      if (document.text && row.textVersion !== plainTextVersion) texts.push(now)
      continue
    }
    come.push(now)
    leaving.push({ stored: row, analysed: now })
  }
  // Parts of an answer that search does not know yet. Those that have a row elsewhere are left to their own batch.
  const others = await newAmong(tx, [...documents.values()].map(analyseDocument))
  const lost = await lossesOf(tx, leaving)
  return { come: [...come, ...others], lost, gone, texts }
}

async function newAmong(tx: Db, analysed: AnalysedDocument[]): Promise<AnalysedDocument[]> {
  if (analysed.length === 0) return []
  const of = <T>(pick: (document: AnalysedDocument['document']) => T) => analysed.map(({ document }) => pick(document))
  const known = await queryRowsIn(tx, Place)`
    select group_kind::text as "groupKind", group_id as "groupId", place from search_post
    where (group_kind, group_id, place) in (select k::subject_kind, g, n from unnest(${of((d) => d.groupKind)}::text[],
      ${of((d) => d.groupId)}::int[], ${of((d) => d.place)}::int[]) u(k, g, n))`
  const keys = new Set(known.map(postKey))
  return analysed.filter(({ document }) => !keys.has(postKey(document)))
}

function emptyOf({ kind, groupKind, groupId, place }: StoredPost): AnalysedDocument['document'] {
  return {
    kind,
    groupKind,
    groupId,
    place,
    replyId: null,
    anchor: '',
    authorId: null,
    createdAt: new Date(0),
    version: 0,
    title: '',
    body: '',
  }
}

/** The forward index holds every word of a post in order, but for what is beyond its length; the terms hold the rest. */
function isSame(row: Row, now: AnalysedDocument): boolean {
  return now.forward.equals(row.forward) && holdsTermsOf(row, now)
}

async function finish(): Promise<void> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  // Words whose terms are no more: spelling must not suggest them.
  await db().$executeRaw`delete from search_word w where not exists (select 1 from search_term t where t.term = w.term and t.posts > 0)`
  await db().$executeRaw`update search_analysis set running = false, finished_at = now()`
  const { changed, total } = await readAnalysis()
  log('info', 'search index is made from the posts again: done', { posts: total, changed })
  // What posts have in common is told by their words.
  if (changed > 0) await wantRelated(true)
}
