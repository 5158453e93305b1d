import { may, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import type { ViewerOfThread } from '../../shared'

/**
 * Returns what a person may do on a thread's page. It is small, because a cached page fetches it. Null if they may not see the thread.
 * Three queries.
 */
export async function readViewerActions(viewer: Viewer & { personId: number }, threadId: number): Promise<ViewerOfThread | null> {
  const { personId } = viewer
  const own = { where: { personId }, select: { personId: true } }
  const thread = await db().thread.findFirst({
    where: { id: threadId, hiddenAt: null, topic: visibleTopic(viewer) },
    select: { authorId: true, boosts: own },
  })
  if (!thread) return null
  const replies = await db().reply.findMany({
    where: { threadId, hiddenAt: null, OR: [{ authorId: personId }, { boosts: { some: { personId } } }] },
    select: { number: true, authorId: true, boosts: own },
    orderBy: { number: 'asc' },
  })
  const isAsker = thread.authorId === personId
  const isOwn = (post: { authorId: number | null }) => post.authorId === personId
  const posts = [{ number: 0, ...thread }, ...replies]
  const mayEditAll = may(viewer, 'thread.edit') && may(viewer, 'reply.edit')
  const mayEdit = posts.filter((post) => may(viewer, post.number === 0 ? 'thread.edit' : 'reply.edit', isOwn(post)))
  return {
    isAsker,
    mayAccept: may(viewer, 'reply.accept', isAsker),
    mayEdit: mayEditAll ? 'all' : mayEdit.map(({ number }) => number),
    boosted: posts.filter((post) => post.boosts.length > 0).map(({ number }) => number),
  }
}
