import { z } from 'zod'
import { plainTextVersion } from '../../content'
import { type Db, queryRows, queryRowsIn } from '../../platform/db'
import { type AnalysedDocument, analyseDocument, type SearchDocument } from './document'
import { keyColumns, PostKey, postKey } from './post-key'
import { holdsTermsOf, lossesOf, StoredPost } from './stored-post'
import { deletePosts, writeDocuments, writeTexts } from './write-posts'

/** What names a post, and what it is. */
export type IndexedPost = PostKey & Pick<SearchDocument, 'kind'>

/** Reads the present documents of posts by their keys; of an answer whose head is among them all documents. What is gone is missing. */
export type ReadDocuments = (tx: Db, posts: IndexedPost[]) => Promise<Map<string, SearchDocument>>

const Row = StoredPost.extend({ id: z.bigint(), textVersion: z.int().nullable() })
type Row = z.infer<typeof Row>

/**
 * Takes the next posts of a run apart again and writes those that change, within the caller's transaction. Returns whether there were
 * posts left.
 */
export async function reanalyseBatch(tx: Db, batchMax: number, readDocuments: ReadDocuments): Promise<boolean> {
  const rows = await queryRowsIn(tx, Row)`
    select p.id, p.kind::text as kind, p.group_kind::text as "groupKind", p.group_id as "groupId", p.place,
      tsvector_to_array(p.terms) as terms, p.forward, x.version as "textVersion"
    from search_post p left join post_text x using (group_kind, group_id, place)
    where p.id > (select reached from search_analysis) and p.id <= (select last from search_analysis)
    order by p.id limit ${batchMax} for update of p`
  const last = rows.at(-1)
  if (!last) return false
  const { come, lost, gone, texts } = await compare(tx, rows, readDocuments)
  if (texts.length > 0) await writeTexts(tx, texts)
  if (gone.length > 0) await deletePosts(tx, gone)
  if (come.length + gone.length > 0) await writeDocuments(tx, come, lost)
  await tx.$executeRaw`
    update search_analysis set reached = ${last.id}, done = done + ${rows.length}, changed = changed + ${come.length + gone.length}`
  return true
}

type Comparison = { come: AnalysedDocument[]; lost: AnalysedDocument[]; gone: PostKey[]; texts: AnalysedDocument[] }

/** What changes with these rows: most stay as they are, and are not written. Of `texts` only what pages show is not stored yet. */
async function compare(tx: Db, rows: Row[], readDocuments: ReadDocuments): Promise<Comparison> {
  const documents = await readDocuments(tx, rows)
  const come: AnalysedDocument[] = []
  const leaving: { stored: Row; analysed: AnalysedDocument }[] = []
  const gone: PostKey[] = []
  const texts: AnalysedDocument[] = []
  for (const row of rows) {
    const document = documents.get(postKey(row))
    documents.delete(postKey(row))
    if (!document) {
      gone.push(row)
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
  const known = await queryRows(
    tx,
    PostKey,
    `select group_kind::text as "groupKind", group_id as "groupId", place from search_post
     where (group_kind, group_id, place) in (select k::subject_kind, g, n from unnest($1::text[], $2::int[], $3::int[]) u(k, g, n))`,
    keyColumns(analysed.map(({ document }) => document)),
  )
  const keys = new Set(known.map(postKey))
  return analysed.filter(({ document }) => !keys.has(postKey(document)))
}

function emptyOf({ kind, groupKind, groupId, place }: StoredPost): SearchDocument {
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
