import { type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { renderPosts } from '../mentions'

/** A post that an answer may be written from. */
export type SourcePost = { number: number; author: string; accepted: boolean; boostCount: number; body: string; html: string }

const repliesMax = 12

/**
 * A thread as the source of an answer: its opening, then the accepted replies, the most boosted and the longest of the
 * rest, in the order of the thread. Null if it is not there for this viewer.
 */
export async function readSources(
  viewer: Viewer,
  threadId: number,
): Promise<{ id: number; slug: string; title: string; topicId: number; posts: SourcePost[] } | null> {
  const thread = await db().thread.findFirst({
    where: { id: threadId, hiddenAt: null, topic: visibleTopic(viewer) },
    include: { author: true },
  })
  if (!thread) return null
  const replies = await db().reply.findMany({
    where: { threadId, hiddenAt: null },
    include: { author: true },
    orderBy: [{ acceptedAt: { sort: 'asc', nulls: 'last' } }, { boostCount: 'desc' }, { number: 'asc' }],
    take: repliesMax,
  })
  const posts = [{ ...thread, number: 0, acceptedAt: null }, ...replies.sort((a, b) => a.number - b.number)]
  const html = await renderPosts(
    db(),
    posts.map(({ id, number, body }) => ({ kind: number === 0 ? 'thread' : 'reply', id, body })),
    [pageTags.thread(threadId)],
  )
  return {
    id: thread.id,
    slug: thread.slug,
    title: thread.title,
    topicId: thread.topicId,
    posts: posts.map(({ number, author, acceptedAt, boostCount, body }, i) => ({
      number,
      author: author?.displayName ?? 'Someone',
      accepted: acceptedAt !== null,
      boostCount,
      body,
      html: html[i] as string,
    })),
  }
}
