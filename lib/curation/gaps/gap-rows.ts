import { z } from 'zod'
import { AnswerStatus, pool, queryRows } from '../../platform/db'
import { withdrawnTitle } from '../../shared'
import { isBegun, isWriting } from './held'
import { gapStates, threadIsSeen } from './lock-gaps'
import { type GapTrend, storedPeriod, trendOf } from './trend'

/** A gap with its figures, as an editor may see them. */
export type GapRow = {
  id: number
  state: (typeof gapStates)[number]
  title: string
  /** The topic that most of its threads are in. */
  topic: string
  threads: number
  unanswered: number
  /** Views of the period. */
  views: number
  trend: GapTrend
  searches: number
  /** What the map is ordered by; of ninety days. */
  demand: number
  openedAt: Date
  since: Date
  firstAsked: Date
  lastAsked: Date
  reason: string
  /** Who says that they are writing its answer. */
  writer: { id: number; name: string; until: Date } | null
  /** The answer that was begun from it, unless it was thrown away. */
  answer: { id: number; slug: string; title: string; published: boolean } | null
}

const Row = z.object({
  id: z.int(),
  state: z.enum(gapStates),
  title: z.string().nullable(),
  topic: z.string(),
  threads: z.int(),
  unanswered: z.int(),
  views: z.int(),
  viewsBefore: z.int(),
  searches: z.int(),
  demand: z.number(),
  openedAt: z.date(),
  since: z.date(),
  sinceMs: z.number(),
  firstAsked: z.date(),
  lastAsked: z.date(),
  reason: z.string(),
  writerId: z.int().nullable(),
  writer: z.string().nullable(),
  writingUntil: z.date().nullable(),
  answerId: z.int().nullable(),
  answerSlug: z.string().nullable(),
  answerTitle: z.string().nullable(),
  answerStatus: z.enum(AnswerStatus).nullable(),
})
export type StoredGapRow = z.infer<typeof Row>

/** In SQL: a thread counts for a gap `g`. What an answer covers is no part of an open one. */
export const threadCounts = `${threadIsSeen('t', 'o', '$1')} and (g.state <> 'open' or t.standing <> 'covered')`

/** In SQL, for topic `$2` or null: the thread is in that topic, or below it. */
export const threadIsIn = '($2::int is null or t.topic_id = $2 or t.area_id = $2)'

/**
 * Returns gaps under a condition of `g` and `m`, in which `$1` and `$2` are visibilities and topic. The threads of a gap are read with
 * it: one of which the viewer sees no thread that counts is left out. With `covered`, every thread counts. One query.
 */
export function readGapRows(condition: string, values: unknown[], { covered = false } = {}): Promise<StoredGapRow[]> {
  return queryRows(pool(), Row, gapRowsText(condition, { covered }), values)
}

/** Runs a statement that `gapRowsText()` made. */
export function queryGapRows({ text, values }: { text: string; values: unknown[] }): Promise<StoredGapRow[]> {
  return queryRows(pool(), Row, text, values)
}

/** The statement of `readGapRows()`; `from` has the rows of `g`. */
export function gapRowsText(condition: string, { covered = false, from = 'gap g' } = {}): string {
  return `select g.id, g.state::text, m.title, m.topic, m.threads, m.unanswered, g.views, g.views_before as "viewsBefore", g.searches, g.demand,
       g.opened_at as "openedAt", g.since, floor(extract(epoch from g.since) * 1000)::float8 as "sinceMs", m.first as "firstAsked",
       m.last as "lastAsked", g.reason, p.id as "writerId", p.display_name as writer, g.writing_until as "writingUntil",
       a.id as "answerId", a.slug as "answerSlug", a.title as "answerTitle", a.status::text as "answerStatus"
     from ${from}
     join lateral (
       select count(*)::int as threads, count(*) filter (where t.standing = 'unanswered')::int as unanswered, bool_or(${threadIsIn}) as here,
         min(t.created_at) as first, max(t.created_at) as last, mode() within group (order by o.name) as topic,
         (array_agg(t.title order by (t.id = g.title_id) desc nulls last, t.view_count desc, t.id) filter (where t.withdrawn_at is null))[1] as title
       from gap_thread member join thread t on t.id = member.thread_id join topic o on o.id = t.topic_id
       where member.gap_id = g.id and ${covered ? threadIsSeen('t', 'o', '$1') : threadCounts}) m on m.threads > 0 and m.here
     left join person p on p.id = g.writer_id and ${isWriting('g')} and g.state = 'open'
     left join answer a on a.id = g.answer_id and ${isBegun('a')}
     where ${condition}`
}

const Period = z.object({ id: z.int(), views: z.int(), before: z.int() })
const Counted = z.object({ days: z.int() })

/** Returns the rows with views and trend of a period. Two queries. */
export async function withPeriod(rows: StoredGapRow[], days: number): Promise<GapRow[]> {
  const [counted, periods] = await Promise.all([
    queryRows(pool(), Counted, `select coalesce((now() at time zone 'utc')::date - min(day), 0)::int as days from view_day`),
    days === storedPeriod ? [] : readPeriods(rows, days),
  ])
  const countedDays = counted[0]?.days ?? 0
  const byId = new Map(periods.map((period) => [period.id, period]))
  return rows.map((row) => {
    const period = days === storedPeriod ? { views: row.views, before: row.viewsBefore } : byId.get(row.id)
    const { views, before } = period ?? { views: 0, before: 0 }
    return { ...viewOf(row), views, trend: trendOf(views, before, { days, countedDays }) }
  })
}

function readPeriods(rows: StoredGapRow[], days: number): Promise<z.infer<typeof Period>[]> {
  return queryRows(
    pool(),
    Period,
    `with today as (select (now() at time zone 'utc')::date as day)
     select m.gap_id as id, coalesce(sum(v.views) filter (where v.day > today.day - $2::int), 0)::int as views,
       coalesce(sum(v.views) filter (where v.day <= today.day - $2::int), 0)::int as before
     from today, gap_thread m join gap g on g.id = m.gap_id join thread t on t.id = m.thread_id
     join view_day v on v.kind = 'thread' and v.subject_id = m.thread_id
     where m.gap_id = any($1::int[]) and v.day > today.day - 2 * $2::int and t.hidden_at is null and (g.state <> 'open' or t.standing <> 'covered')
     group by m.gap_id`,
    [rows.map(({ id }) => id), days],
  )
}

function viewOf(row: StoredGapRow): Omit<GapRow, 'views' | 'trend'> {
  const { viewsBefore, sinceMs, writerId, writer, writingUntil, answerId, answerSlug, answerTitle, answerStatus, title, ...rest } = row
  return {
    ...rest,
    title: title ?? withdrawnTitle,
    writer: writerId !== null && writer !== null && writingUntil ? { id: writerId, name: writer, until: writingUntil } : null,
    answer:
      answerId !== null && answerSlug !== null && answerTitle !== null
        ? { id: answerId, slug: answerSlug, title: answerTitle, published: answerStatus === 'published' }
        : null,
  }
}
