import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { visibleThread } from './visible'

const countMax = 20

/** Who has replied last, for someone who is writing: numbers increase. `author` is null where the source of an import names none. */
export type NewestReply = { number: number; author: string | null }

/** Returns the last replies of a thread, the newest last, or null if the viewer may not see the thread. */
export async function readNewestReplies(viewer: Viewer, threadId: number): Promise<NewestReply[] | null> {
  const thread = await db().thread.findFirst({
    where: { id: threadId, ...visibleThread(viewer) },
    select: {
      replies: {
        where: { hiddenAt: null },
        orderBy: { number: 'desc' },
        take: countMax,
        select: { number: true, author: { select: { displayName: true } } },
      },
    },
  })
  return thread ? thread.replies.map(({ number, author }) => ({ number, author: author?.displayName ?? null })).reverse() : null
}
