import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { repliesPageSize } from '../../shared'
import { isTombstone } from './tombstones'

/** A thread's address and the page of it that shows a reply today. */
export type ReplyPlace = { id: number; slug: string; page: number }

const Found = z.object({ id: z.int(), slug: z.string(), before: z.int() })

/**
 * Where a reply is shown, or a deleted one that keeps its place. Hiding or restoring an earlier one moves it to another page. Null where there is none that the viewer may
 * see.
 */
export async function readReplyPlace(viewer: Viewer, threadId: number, number: number): Promise<ReplyPlace | null> {
  const [row] = await queryRows(
    pool(),
    Found,
    `select t.id, t.slug,
       (select count(*) from reply b where b.thread_id = t.id and b.hidden_at is null and b.number < r.number)::int as before
     from reply r join thread t on t.id = r.thread_id and t.hidden_at is null
     join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$3')}
     where r.thread_id = $1 and r.number = $2 and (r.hidden_at is null or ${isTombstone('r')})`,
    [threadId, number, visibilitiesFor(viewer)],
  )
  return row ? { id: row.id, slug: row.slug, page: Math.floor(row.before / repliesPageSize) + 1 } : null
}
