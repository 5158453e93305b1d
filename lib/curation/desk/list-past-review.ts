import { z } from 'zod'
import { answerIsLive, authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRows } from '../../platform/db'

const Row = z.object({
  id: z.int(),
  value: z.string(),
  slug: z.string(),
  title: z.string(),
  coverCount: z.int(),
  viewCount: z.int(),
  reviewAt: z.date(),
})

/** An answer whose review date passed. */
export type PastReviewRow = Omit<z.infer<typeof Row>, 'value'>

/** In SQL: answers whose review date passed. */
export const pastReviewFrom = `from answer a where ${answerIsLive('a')} and a.review_at < current_date`

const answersListed = 30

/**
 * Returns a page of the answers whose review date passed, the one that waits longest first; `next` is where the next page begins. One query.
 * @throws DomainError `forbidden` unless an editor.
 */
export async function listPastReview(
  viewer: Viewer,
  { after, countMax = answersListed }: { after?: string; countMax?: number },
): Promise<{ rows: PastReviewRow[]; next: string | null }> {
  authorize(viewer, 'desk.see')
  const { cursor, older } = keysetRead({ after }, 'time')
  const rows = await queryRows(
    pool(),
    Row,
    `select a.id, a.review_at::timestamp::text as value, a.slug, a.title, a.cover_count as "coverCount", a.view_count as "viewCount",
       a.review_at::timestamp at time zone 'UTC' as "reviewAt"
     ${pastReviewFrom} and exists (select 1 from topic o where o.id = a.topic_id and ${topicIsVisible('o', '$1')})
       ${cursor ? 'and (a.review_at, a.id) > ($3::timestamp::date, $4::int)' : ''}
     order by a.review_at, a.id limit $2`,
    [visibilitiesFor(viewer), countMax + 1, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, older: next } = keysetPage(rows, { count: countMax, older, newer: null })
  return { rows: page.map(({ value: _, ...row }) => row), next }
}
