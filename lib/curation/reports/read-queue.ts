import { z } from 'zod'
import { excerpt, plainTexts, renderText } from '../../content'
import { authorize, type Viewer } from '../../identity/viewer'
import { CaseKind, pool, queryRow, queryRows } from '../../platform/db'
import { type AuthorRecord, readRecords } from './read-records'
import { type CaseReport, type EarlierDecision, readEarlier, readReports } from './read-reports'

/** What a case is about, as an editor sees it. */
export type CasePost = {
  kind: 'thread' | 'reply'
  /** Null for a held question, which is no thread yet. */
  threadId: number | null
  /** 0 for an opening, null for a held reply. */
  number: number | null
  title: string
  /** Of a held question. */
  topic: string | null
  tags: string[]
  /** The whole text as HTML if it is short, otherwise null. */
  html: string | null
  passage: string
  createdAt: Date
  hidden: boolean
  /** Why a held post is held. */
  why: string | null
}

/** An open case. `author` is null where it is not known who wrote a post. */
export type QueueRow = {
  id: number
  kind: CaseKind
  openedAt: Date
  openedBy: string | null
  words: string
  author: AuthorRecord | null
  /** Null for a proposed suspension. */
  post: CasePost | null
  reports: CaseReport[]
  reportCount: number
  earlier: EarlierDecision[]
}

const pageSize = 10
/** Longer texts are shown by how they begin. */
const wholeMax = 1_500
const passageLength = 600

const Row = z.object({
  id: z.int(),
  kind: z.enum(CaseKind),
  openedAt: z.date(),
  openedBy: z.string().nullable(),
  words: z.string(),
  authorId: z.int().nullable(),
  subjectKind: z.enum(['thread', 'reply', 'person']),
  subjectId: z.int().nullable(),
  threadId: z.int().nullable(),
  number: z.int().nullable(),
  title: z.string().nullable(),
  topic: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  body: z.string().nullable(),
  bodyLength: z.int().nullable(),
  createdAt: z.date().nullable(),
  hidden: z.boolean(),
  why: z.string().nullable(),
})

type Request = { kind: CaseKind | null; after: number | null; countMax?: number }

/**
 * Returns a page of the open cases of a kind, or of all kinds, those that wait longest first; `next` is the case after which the next page
 * begins. Six queries, however many cases there are. @throws DomainError `forbidden` unless an editor.
 */
export async function readQueue(
  viewer: Viewer,
  { kind, after, countMax = pageSize }: Request,
): Promise<{ rows: QueueRow[]; next: number | null }> {
  authorize(viewer, 'report.decide')
  const found = await queryRows(
    pool(),
    Row,
    `select c.id, c.kind, c.opened_at as "openedAt", o.display_name as "openedBy", c.words, c.author_id as "authorId",
       c.subject_kind as "subjectKind", c.subject_id as "subjectId",
       t.id as "threadId", case when c.subject_kind = 'thread' then 0 else r.number end as number,
       coalesce(nullif(h.title, ''), t.title) as title, tp.name as topic, h.tags, left(coalesce(h.body, r.body, t.body), ${2 * wholeMax}) as body,
       length(coalesce(h.body, r.body, t.body)) as "bodyLength", coalesce(h.created_at, r.created_at, t.created_at) as "createdAt",
       coalesce(r.hidden_at, t.hidden_at) is not null as hidden, h.why
     from moderation_case c
       left join person o on o.id = c.opened_by
       left join held_post h on h.case_id = c.id
       left join topic tp on tp.id = h.topic_id
       left join reply r on c.subject_kind = 'reply' and r.id = c.subject_id
       left join thread t on t.id = coalesce(h.thread_id, r.thread_id, case when c.subject_kind = 'thread' then c.subject_id end)
     where c.decided_at is null and ($1::case_kind is null or c.kind = $1) and ($2::int is null or c.id > $2)
     order by c.id limit $3`,
    [kind, after, countMax + 1],
  )
  const page = found.slice(0, countMax)
  const ids = page.map(({ id }) => id)
  const [records, reports, earlier, posts] = await Promise.all([
    readRecords(page.flatMap(({ authorId }) => authorId ?? [])),
    readReports(ids),
    readEarlier(ids),
    postsOf(page),
  ])
  const rows = page.map((row, i) => ({
    id: row.id,
    kind: row.kind,
    openedAt: row.openedAt,
    openedBy: row.openedBy,
    words: row.words,
    author: records.get(row.authorId ?? 0) ?? null,
    post: posts[i] ?? null,
    reports: reports.filter(({ caseId }) => caseId === row.id),
    reportCount: reports.find(({ caseId }) => caseId === row.id)?.count ?? 0,
    earlier: earlier.filter(({ caseId }) => caseId === row.id),
  }))
  return { rows, next: found.length > countMax ? (ids.at(-1) ?? null) : null }
}

async function postsOf(rows: z.infer<typeof Row>[]): Promise<(CasePost | null)[]> {
  const words = await plainTexts(rows.map(({ body }) => ({ plain: null, body })))
  return Promise.all(
    rows.map(async (row, i): Promise<CasePost | null> => {
      if (row.subjectKind === 'person' || row.body === null || row.createdAt === null) return null
      const isShort = (row.bodyLength ?? 0) <= wholeMax
      return {
        kind: row.subjectKind,
        threadId: row.threadId,
        number: row.number,
        title: row.title ?? '',
        topic: row.topic,
        tags: row.tags ?? [],
        // Held and hidden texts are on no page, so that nothing is stored of them.
        html: isShort ? (await renderText(row.body)).html : null,
        passage: excerpt(words[i] ?? '', passageLength),
        createdAt: row.createdAt,
        hidden: row.hidden,
        why: row.why,
      }
    }),
  )
}

const Counts = z.object({ report: z.int(), appeal: z.int(), held: z.int(), suspension: z.int() })

/** How many cases of each kind are open, each up to `countedMax`. */
export type QueueCounts = z.infer<typeof Counts>

/** Cases of a kind are counted up to here: a wave of spam may hold more. */
export const countedMax = 999

/** Returns how many cases are open. One query that reads open cases alone. @throws DomainError `forbidden` unless an editor. */
export async function countQueue(viewer: Viewer): Promise<QueueCounts> {
  authorize(viewer, 'report.decide')
  const count = (kind: CaseKind) =>
    `(select count(*)::int from (select 1 from moderation_case where decided_at is null and kind = '${kind}' limit ${countedMax + 1}) few) as ${kind}`
  return queryRow(pool(), Counts, `select ${Object.values(CaseKind).map(count).join(', ')}`, [])
}
