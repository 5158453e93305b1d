import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { isTombstone } from './tombstones'

/** The thread that shows a reply, as its address needs it. */
export type ReplyPlace = { id: number; slug: string }

const Found = z.object({ id: z.int(), slug: z.string() })
const FoundNumber = z.object({ number: z.int() })

/**
 * Returns where a reply is shown, or a deleted one that keeps its place; null if there is none that the viewer may see. Its number says on
 * which page.
 */
export async function readReplyPlace(viewer: Viewer, threadId: number, number: number): Promise<ReplyPlace | null> {
  const [row] = await queryRows(
    pool(),
    Found,
    `select t.id, t.slug from reply r join thread t on t.id = r.thread_id and t.hidden_at is null
       join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$3')}
     where r.thread_id = $1 and r.number = $2 and (r.hidden_at is null or ${isTombstone('r')})`,
    [threadId, number, visibilitiesFor(viewer)],
  )
  return row ?? null
}

/** So many visible replies were on a page when addresses counted pages, as in ?page=2. */
const formerPageSize = 100
/** No thread has more numbers: the database would refuse them. */
const numberMax = 2_147_483_647

/**
 * Returns the number of the reply with which a page began when addresses counted pages of visible replies; null if there was no such page.
 * The caller has checked that the viewer may see the thread.
 */
export async function readFormerPage(threadId: number, page: number): Promise<number | null> {
  const before = (page - 1) * formerPageSize
  if (before > numberMax) return null
  const [row] = await queryRows(
    pool(),
    FoundNumber,
    'select number from reply where thread_id = $1 and hidden_at is null order by number offset $2 limit 1',
    [threadId, before],
  )
  return row?.number ?? null
}
