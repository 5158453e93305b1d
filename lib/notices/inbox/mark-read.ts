import { authorizePerson, type Viewer } from '../../identity/viewer'
import { pool } from '../../platform/db'

/** Marks notices of the person as read, or as unread again. @throws DomainError `forbidden` for visitors. */
export async function markRead(viewer: Viewer, eventIds: string[], read = true): Promise<void> {
  const personId = authorizePerson(viewer, 'notice.read', true)
  await pool().query(
    `update notice set read_at = ${read ? 'now(), mail_at = null' : 'null'} where person_id = $1 and event_id = any($2::bigint[]) and (read_at is null) = $3`,
    [personId, eventIds, read],
  )
}

/** Marks as read what the person was told up to this event: what came while they looked at the page stays unread. */
export async function markAllRead(viewer: Viewer, upTo: string): Promise<void> {
  const personId = authorizePerson(viewer, 'notice.read', true)
  await pool().query(
    'update notice set read_at = now(), mail_at = null where person_id = $1 and event_id <= $2::bigint and read_at is null',
    [personId, upTo],
  )
}

/** Marks as read what is about a thread, or about those merged into it: the person opens it. Nothing is written if there is nothing. */
export async function markThreadRead(personId: number, threadId: number): Promise<void> {
  await pool().query({
    name: 'notices-of-thread-read',
    text: `update notice set read_at = now(), mail_at = null where person_id = $1 and read_at is null
      and thread_id in (select $2::int union all select id from thread where merged_into_id = $2::int)`,
    values: [personId, threadId],
  })
}

/** Marks a notice as read, because the person opens what it is about; with it all others of the same thread. */
export async function markNoticeRead(viewer: Viewer, { eventId, threadId }: { eventId: string; threadId: number | null }): Promise<void> {
  const personId = authorizePerson(viewer, 'notice.read', true)
  await Promise.all([markRead(viewer, [eventId]), ...(threadId === null ? [] : [markThreadRead(personId, threadId)])])
}
