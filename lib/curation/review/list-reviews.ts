import { z } from 'zod'
import { answerIsLive, authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRow, queryRows, ReviewReason } from '../../platform/db'

const ReasonView = z.object({ reason: z.enum(ReviewReason), since: z.coerce.date(), latest: z.coerce.date(), count: z.int() })
export type ReasonView = z.infer<typeof ReasonView>
const Row = z.object({
  id: z.int(),
  value: z.string(),
  slug: z.string(),
  title: z.string(),
  body: z.string(),
  appliesTo: z.array(z.string()),
  revisionNumber: z.int(),
  reviewAt: z.date().nullable(),
  coverCount: z.int(),
  viewsLately: z.int(),
  since: z.date(),
  snoozedUntil: z.date().nullable(),
  reasons: z.array(ReasonView),
})

/** An answer that needs review: how it is used, and why. `viewsLately` are of ninety days. */
export type ReviewRow = Omit<z.infer<typeof Row>, 'value'>

export const reviewLists = ['open', 'snoozed'] as const
/** `snoozed`: an editor wants them out of the way for now. */
export type ReviewList = (typeof reviewLists)[number]

const conditions: Record<ReviewList, string> = {
  open: '(w.snoozed_until is null or w.snoozed_until <= now())',
  snoozed: 'w.snoozed_until > now()',
}

/** In SQL: live answers that need review; the parameter `$1` holds `visibilitiesFor(viewer)`. */
const needing = (show: ReviewList) => `from answer_review w join answer a on a.id = w.answer_id and ${answerIsLive('a')}
  join topic o on o.id = a.topic_id where w.since is not null and ${conditions[show]} and ${topicIsVisible('o', '$1')}`

const has = (parameter: string) =>
  `(${parameter}::text is null or exists (select 1 from answer_review_reason h where h.answer_id = w.answer_id and h.reason = ${parameter}::review_reason))`

const pageSize = 10

type Request = {
  show?: ReviewList
  reason?: ReviewReason | null
  /** One answer alone. */
  only?: number | null
  after?: string
  countMax?: number
}

/** Returns a page of the answers that need review, the most used first; `next` is where the next page begins. One query. @throws DomainError `forbidden`. */
export async function listReviews(
  viewer: Viewer,
  { show = 'open', reason = null, only = null, after, countMax = pageSize }: Request,
): Promise<{ rows: ReviewRow[]; next: string | null }> {
  authorize(viewer, 'desk.see')
  const { cursor, older } = keysetRead({ after }, 'number')
  const rows = await queryRows(
    pool(),
    Row,
    `select a.id, w.use::text as value, a.slug, a.title, a.body, a.applies_to as "appliesTo", a.revision_number as "revisionNumber",
       a.review_at::timestamp at time zone 'UTC' as "reviewAt", a.cover_count as "coverCount", w.use - a.cover_count as "viewsLately", w.since,
       w.snoozed_until as "snoozedUntil",
       (select json_agg(json_build_object('reason', r.reason, 'since', r.since, 'latest', r.latest, 'count', r.count) order by r.reason)
         from answer_review_reason r where r.answer_id = a.id) as reasons
     ${needing(show)} and ${has('$3')} and ($4::int is null or a.id = $4) ${cursor ? 'and (w.use, w.answer_id) < ($5::int, $6::int)' : ''}
     order by w.use desc, w.answer_id desc limit $2`,
    [visibilitiesFor(viewer), countMax + 1, reason, only, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, older: next } = keysetPage(rows, { count: countMax, older, newer: null })
  return { rows: page.map(({ value: _, ...row }) => row), next }
}

const Counts = z.object({ open: z.int(), snoozed: z.int(), reasons: z.partialRecord(z.enum(ReviewReason), z.int()) })
/** How many answers need review, how many others are snoozed, and how many of the first have each reason, if any has it. */
export type ReviewCounts = z.infer<typeof Counts>

/** Counts answers that need review. One query. @throws DomainError `forbidden`. */
export async function countReviews(viewer: Viewer): Promise<ReviewCounts> {
  authorize(viewer, 'desk.see')
  const count = (show: ReviewList) => `(select count(*)::int ${needing(show)})`
  return queryRow(
    pool(),
    Counts,
    `select ${count('open')} as open, ${count('snoozed')} as snoozed,
       coalesce((select json_object_agg(n.reason, n.count) from (select r.reason, count(*)::int as count from answer_review_reason r
         where r.answer_id in (select w.answer_id ${needing('open')}) group by r.reason) n), '{}') as reasons`,
    [visibilitiesFor(viewer)],
  )
}
