import { z } from 'zod'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow, queryRows } from '../../platform/db'

export const feedbackStates = ['open', 'handled'] as const
export type FeedbackState = (typeof feedbackStates)[number]

const Row = z.object({
  id: z.int(),
  day: z.date(),
  text: z.string(),
  handledAt: z.date().nullable(),
  revision: z.int(),
  presentRevision: z.int(),
  answerId: z.int(),
  slug: z.string(),
  title: z.string(),
})

/** What a reader missed in a revision of an answer. Who that was is not known. */
export type FeedbackRow = z.infer<typeof Row>

const Counts = z.object({ open: z.int(), handled: z.int() })

const pageSize = 30

type Request = {
  state: FeedbackState
  /** Of one answer. */
  answerId?: number | null
  /** The number where the page before ended. */
  before?: number | null
  countMax?: number
}

/** What is said of an answer goes with it, and comes back with it. */
const ofSeenAnswers = `from answer_feedback f join answer a on a.id = f.answer_id join topic o on o.id = a.topic_id
   where a.hidden_at is null and ${topicIsVisible('o', '$1')}`

/**
 * Returns what readers missed, the latest first; `older` is where the next page begins. One query.
 * @throws DomainError `forbidden` unless an editor.
 */
export async function readFeedback(
  viewer: Viewer,
  { state, answerId = null, before = null, countMax = pageSize }: Request,
): Promise<{ rows: FeedbackRow[]; older: number | null }> {
  authorize(viewer, 'feedback.handle')
  const rows = await queryRows(
    pool(),
    Row,
    `select f.id, f.day, f.text, f.handled_at as "handledAt", f.revision, a.revision_number as "presentRevision", a.id as "answerId",
       a.slug, a.title ${ofSeenAnswers} and f.handled_at is ${state === 'open' ? 'null' : 'not null'}
       and ($2::int is null or f.answer_id = $2) and ($3::int is null or f.id < $3) order by f.id desc limit $4`,
    [visibilitiesFor(viewer), answerId, before, countMax + 1],
  )
  const page = rows.slice(0, countMax)
  return { rows: page, older: rows.length > countMax ? (page.at(-1)?.id ?? null) : null }
}

/** Returns how much waits and how much was dealt with, of one answer or of all. One query. @throws DomainError `forbidden`. */
export async function countFeedback(viewer: Viewer, answerId: number | null = null): Promise<Record<FeedbackState, number>> {
  authorize(viewer, 'feedback.handle')
  return queryRow(
    pool(),
    Counts,
    `select count(*) filter (where f.handled_at is null)::int as open, count(f.handled_at)::int as handled ${ofSeenAnswers}
       and ($2::int is null or f.answer_id = $2)`,
    [visibilitiesFor(viewer), answerId],
  )
}

const keptMonths = 13

/** Removes what was said longer ago, and who of past days has voted. */
export async function removeOldFeedback(): Promise<void> {
  await pool().query(`delete from answer_feedback where day < (now() at time zone 'utc')::date - make_interval(months => $1)`, [keptMonths])
  await pool().query(`delete from helpful_vote where day < (now() at time zone 'utc')::date`)
}
