import { z } from 'zod'
import { answerIsLive, authorize, liveAnswer, type Viewer } from '../../identity/viewer'
import { db, pool, queryRow, queryRows, Resolution } from '../../platform/db'
import { Draft, type DraftRow, draftColumns, draftRowOf, liveDrafts } from './draft-rows'

/** What waits for editors. */
export type Desk = {
  drafts: DraftRow[]
  inReview: DraftRow[]
  reviewPassed: { slug: string; title: string; coverCount: number; viewCount: number; reviewAt: Date }[]
  contested: ContestedRow[]
  open: OpenRow[]
  counts: { uncovered: number; covered: number; answers: number; settledByAnswer: number; posted: number }
}

/** A coverage that, the asker said, is not their case. */
export type ContestedRow = {
  threadId: number
  threadSlug: string
  threadTitle: string
  answerId: number
  answerSlug: string
  answerTitle: string
  section: string | null
  reason: string
  asker: string
  respondedAt: Date
  /** The latest revision, if it is newer than the response; null if the text is the one that the asker responded to. */
  revision: number | null
}

/** A thread that many people read and nothing settles. */
export type OpenRow = {
  id: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered'
  viewCount: number
  replyCount: number
  createdAt: Date
  /** How many related threads ask much the same. */
  alike: number
}

const openShown = 10
const listedMax = 50
const daysCounted = 30

const Contested = z.object({
  threadId: z.int(),
  threadSlug: z.string(),
  threadTitle: z.string(),
  answerId: z.int(),
  answerSlug: z.string(),
  answerTitle: z.string(),
  section: z.string().nullable(),
  reason: z.string(),
  asker: z.string(),
  respondedAt: z.date(),
  revision: z.int().nullable(),
})
const Open = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  resolution: z.enum(Resolution).exclude(['covered']),
  view_count: z.int(),
  reply_count: z.int(),
  created_at: z.date(),
  alike: z.int(),
})
const Counts = z.object({ uncovered: z.int(), covered: z.int(), answers: z.int(), settled: z.int(), posted: z.int() })

/** Returns the desk as this editor sees it. Seven queries. @throws DomainError `forbidden` unless an editor. */
export async function readDesk(viewer: Viewer): Promise<Desk> {
  authorize(viewer, 'desk.see')
  const [drafts, reviewPassed, contested, open, counts] = await Promise.all([
    readDrafts(viewer),
    db().answer.findMany({
      where: { ...liveAnswer, reviewAt: { lt: new Date() } },
      select: { slug: true, title: true, coverCount: true, viewCount: true, reviewAt: true },
      orderBy: [{ reviewAt: 'asc' }, { id: 'asc' }],
      take: listedMax,
    }),
    readContested(),
    readOpen(),
    readCounts(),
  ])
  return {
    drafts: drafts.filter(({ inReview }) => !inReview),
    inReview: drafts.filter(({ inReview }) => inReview),
    reviewPassed: reviewPassed.map((row) => ({ ...row, reviewAt: row.reviewAt as Date })),
    contested,
    open,
    counts,
  }
}

async function readDrafts(viewer: Viewer): Promise<DraftRow[]> {
  const rows = await queryRows(pool(), Draft, `select ${draftColumns} ${liveDrafts} order by d.edited_at desc limit $1`, [listedMax])
  return rows.map((row) => draftRowOf(row, viewer))
}

/** Returns coverages that, their askers said, miss their case, the oldest first. */
export async function readContested(): Promise<ContestedRow[]> {
  return queryRows(
    pool(),
    Contested,
    `select t.id as "threadId", t.slug as "threadSlug", t.title as "threadTitle", a.id as "answerId", a.slug as "answerSlug",
       a.title as "answerTitle", v.section, v.reason, coalesce(p.display_name, 'Someone') as asker, v.judged_at as "respondedAt",
       case when a.revised_at > v.judged_at then a.revision_number end as revision
     from coverage v join thread t on t.id = v.thread_id join answer a on a.id = v.answer_id left join person p on p.id = t.author_id
     where v.verdict = 'contested' and t.hidden_at is null and ${answerIsLive('a')}
     order by v.judged_at limit $1`,
    [listedMax],
  )
}

// Returns the most viewed threads that nothing covers. Threads that ask the same count as if one thread had all their views.
async function readOpen(): Promise<OpenRow[]> {
  const rows = await queryRows(
    pool(),
    Open,
    `with most as (
       select id, slug, title, standing as resolution, view_count, reply_count, created_at from thread
       where hidden_at is null and standing <> 'covered' order by view_count desc, id desc limit 200)
     select m.*, (select count(*)::int from related_link l join thread t on t.id = l.to_id
         where l.from_kind = 'thread' and l.from_id = m.id and l.to_kind = 'thread' and t.standing <> 'covered' and t.hidden_at is null) as alike
     from most m order by m.view_count * (1 + 0.2 * (select count(*) from related_link l where l.from_kind = 'thread' and l.from_id = m.id and l.to_kind = 'thread')) desc, m.id desc
     limit $1`,
    [openShown],
  )
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    resolution: row.resolution,
    viewCount: row.view_count,
    replyCount: row.reply_count,
    createdAt: row.created_at,
    alike: row.alike,
  }))
}

async function readCounts(): Promise<Desk['counts']> {
  const row = await queryRow(
    pool(),
    Counts,
    `select coalesce(sum(thread_count - covered_count), 0)::int as uncovered, coalesce(sum(covered_count), 0)::int as covered,
       (select count(*)::int from answer a where ${answerIsLive('a')}) as answers,
       (select count(*)::int from ask_session where outcome = 'settled' and created_at > now() - make_interval(days => $1)) as settled,
       (select count(*)::int from ask_session where outcome = 'posted' and created_at > now() - make_interval(days => $1)) as posted
     from topic`,
    [daysCounted],
  )
  return { uncovered: row.uncovered, covered: row.covered, answers: row.answers, settledByAnswer: row.settled, posted: row.posted }
}
