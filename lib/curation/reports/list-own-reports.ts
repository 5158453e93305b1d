import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRows } from '../../platform/db'
import { reportReasons } from '../../shared'

const Row = z.object({
  id: z.int(),
  value: z.string(),
  at: z.date(),
  reason: z.enum(reportReasons),
  words: z.string(),
  outcome: z.enum(['dismissed', 'hidden', 'gone']).nullable(),
  decidedAt: z.date().nullable(),
  /** What editors said to those who reported. */
  said: z.string(),
  /** Null, as the place is, where the reporter may not see the thread now. */
  title: z.string().nullable(),
  threadId: z.int().nullable(),
  slug: z.string().nullable(),
  /** 0 for the opening. */
  number: z.int(),
})

/** A report as the person reads it who made it. `outcome` is null while editors have not decided. */
export type OwnReport = Omit<z.infer<typeof Row>, 'value'>

const pageSize = 20

/** Returns a page of somebody's own reports, the latest first. Of posts that they may not see now there is no title. One query. */
export async function listOwnReports(
  viewer: Viewer & { personId: number },
  request: { after?: string; before?: string },
): Promise<{ rows: OwnReport[]; newer: string | null; older: string | null }> {
  const { cursor, direction, sign, ...read } = keysetRead(request, 'time')
  const rows = await queryRows(
    pool(),
    Row,
    `select w.id, w.created_at::text as value, w.created_at as at, w.reason, w.words, c.outcome, c.decided_at as "decidedAt",
       case when c.outcome = 'dismissed' then c.reason else '' end as said, t.title, t.id as "threadId", t.slug, coalesce(r.number, 0) as number
     from report w join moderation_case c on c.id = w.case_id
       left join reply r on c.subject_kind = 'reply' and r.id = c.subject_id and r.hidden_at is null
       left join (thread t join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$2')})
         on t.id = case c.subject_kind when 'thread' then c.subject_id else r.thread_id end and t.hidden_at is null
     where w.reporter_id = $1 ${cursor ? `and (w.created_at, w.id) ${sign} ($4::timestamptz, $5::int)` : ''}
     order by w.created_at ${direction}, w.id ${direction} limit $3`,
    [viewer.personId, visibilitiesFor(viewer), pageSize + 1, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, ...cursors } = keysetPage(rows, { count: pageSize, ...read })
  return { rows: page.map(({ value: _, ...row }) => row), ...cursors }
}
