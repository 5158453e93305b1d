import { z } from 'zod'
import { authorizePerson, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow, queryRows } from '../../platform/db'
import { unreadCountMax } from '../../shared'
import { noticeKindNames } from '../events'
import { noticeIsShown, noticeSources, seesAnswer, seesPost, seesThread } from './visible-notices'

/** Of what nobody may see any more, so many are passed over when counting, and no more. */
const lookedAtMax = 1_000
export const inboxPageSize = 50

const Count = z.object({ count: z.int() })

/** Returns how many notices the person has not read, at most one more than `unreadCountMax`. Costs the same however many there are. */
export async function countUnread(viewer: Viewer): Promise<number> {
  const personId = authorizePerson(viewer, 'notice.read', true)
  const { count } = await queryRow(pool(), Count, {
    name: `unread-${viewer.audience}-${viewer.admin ? 'admin' : ''}`,
    text: `select count(*)::int as count from (
      select 1 from (select * from notice where person_id = $1 and read_at is null order by event_id desc limit ${lookedAtMax}) unread
      join lateral (select 1 from ${noticeSources} where n.person_id = $1 and n.event_id = unread.event_id and ${noticeIsShown(viewer, '$2')}) shown on true
      limit ${unreadCountMax + 1}) counted`,
    values: [personId, visibilitiesFor(viewer)],
  })
  return count
}

const Row = z.object({
  eventId: z.string(),
  kind: z.enum(noticeKindNames),
  at: z.date(),
  readAt: z.date().nullable(),
  since: z.int().nullable(),
  revision: z.int().nullable(),
  reason: z.string(),
  actor: z.string().nullable(),
  threadId: z.int().nullable(),
  threadSlug: z.string().nullable(),
  threadTitle: z.string().nullable(),
  replyNumber: z.int().nullable(),
  /** It is about a reply, which the reader may not see any more; otherwise about the opening, or about no post. */
  isReply: z.boolean(),
  answerId: z.int().nullable(),
  answerSlug: z.string().nullable(),
  answerTitle: z.string().nullable(),
  /** The person's own search that found it. */
  searchId: z.int().nullable(),
  searchQuery: z.string().nullable(),
})

/** A notice as its reader may see it now: title, slug and number are null where they may not see the thread, reply or answer any more. */
export type NoticeRow = z.output<typeof Row>

/** `before` is the event of the last notice of the page before; `unread` leaves out what was read. */
export type InboxPage = { before?: string | null; unread?: boolean }

/** Returns the person's notices, the latest first, and whether older ones follow. One query. @throws DomainError `forbidden` for visitors. */
export async function readNotices(
  viewer: Viewer,
  { before = null, unread = false }: InboxPage,
): Promise<{ rows: NoticeRow[]; more: boolean }> {
  const older = `($3::bigint is null or n.event_id < $3::bigint) ${unread ? 'and n.read_at is null' : ''}`
  const rows = await selectNotices(viewer, older, before, inboxPageSize + 1)
  return { rows: rows.slice(0, inboxPageSize), more: rows.length > inboxPageSize }
}

/** Returns one notice of the person's; null if there is none, or if they may not see any more what it is about. One query. */
export async function readNotice(viewer: Viewer, eventId: string): Promise<NoticeRow | null> {
  const [row] = await selectNotices(viewer, 'n.event_id = $3::bigint', eventId, 1)
  return row ?? null
}

/** Returns those of these notices of the person's that they may see now, the latest first. One query. */
export function readNoticesOf(viewer: Viewer, eventIds: string[]): Promise<NoticeRow[]> {
  return selectNotices(viewer, 'n.event_id = any($3::bigint[])', eventIds, eventIds.length)
}

/** In SQL: why an answer was revised, as its editor says. */
const note = '(select v.note from answer_revision v where v.answer_id = e.answer_id and v.number = e.revision)'

/** `which` is a condition in SQL, of the event or events `$3`. */
function selectNotices(viewer: Viewer, which: string, event: string | string[] | null, countMax: number): Promise<NoticeRow[]> {
  const personId = authorizePerson(viewer, 'notice.read', true)
  const [thread, post, answer] = [seesThread('$2'), seesPost('$2'), seesAnswer('$2')]
  return queryRows(
    pool(),
    Row,
    `select n.event_id::text as "eventId", n.kind, n.created_at as at, n.read_at as "readAt", n.since, e.revision,
       case when n.kind = 'answer_revised' then coalesce(case when ${answer} then ${note} end, '') else e.reason end as reason,
       actor.display_name as actor, case when ${thread} then t.id end as "threadId", case when ${thread} then t.slug end as "threadSlug",
       case when ${thread} then t.title end as "threadTitle", case when ${post} then r.number end as "replyNumber",
       e.reply_id is not null as "isReply", case when ${answer} then a.id end as "answerId",
       case when ${answer} then a.slug end as "answerSlug", case when ${answer} then a.title end as "answerTitle",
       q.id as "searchId", q.query as "searchQuery"
     from ${noticeSources} left join person actor on actor.id = e.actor_id left join saved_search q on q.id = n.search_id
     where n.person_id = $1 and ${which} and ${noticeIsShown(viewer, '$2')}
     order by n.event_id desc limit ${countMax}`,
    [personId, visibilitiesFor(viewer), event],
  )
}
