import { readHidingReasons } from '../../identity/audit'
import { may, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { renderPosts } from '../mentions'
import { whyThreadStays } from './why-thread-stays'

/** One post with what this viewer may do to it: a page for those without scripts, and the form of an edit. */
export type PostForViewer = {
  thread: {
    id: number
    slug: string
    title: string
    hidden: boolean
    topicId: number
    state: 'open' | 'closed'
    /** An answer covers it, or would, had its asker not contested it. */
    judged: boolean
    tags: string[]
    isMine: boolean
    /** Threads it was said to ask the same as, for editors. */
    sameAs: { id: number; title: string }[]
  }
  /** 0 for the opening. */
  number: number
  replyId: number | null
  body: string
  revisionNumber: number
  author: string
  isMine: boolean
  /** Others don't see it. */
  hidden: boolean
  /** Its author has hidden it. */
  deleted: boolean
  /** Why others have hidden it, as far as that was written for its author. */
  hiddenReason: string | null
  /** Its author took the text back. */
  withdrawn: boolean
  accepted: boolean
  boosted: boolean
  boostCount: number
  /** Why its author can't delete it, in a sentence. */
  stays: string | null
  may: {
    reply: boolean
    edit: boolean
    accept: boolean
    boost: boolean
    report: boolean
    delete: boolean
    undelete: boolean
    hide: boolean
    close: boolean
    move: boolean
    cover: boolean
  }
}

/**
 * The opening (number 0) or a reply of a thread, or null where the viewer may not see it. Editors see hidden ones too, which they can
 * restore, and authors see their own.
 */
export async function readPost(viewer: Viewer, threadId: number, number: number): Promise<PostForViewer | null> {
  const found = await findPost(viewer, threadId, number)
  if (!found) return null
  const { thread, reply } = found
  const post = reply ?? thread
  const isMine = isBy(viewer, post)
  const stays = isMine && !reply && !thread.hiddenAt ? await whyThreadStays(db(), thread) : null
  const reasons = post.hiddenAt ? await readHidingReasons(reply ? 'reply' : 'thread', [post.id]) : new Map<number, string>()
  const sameAs = may(viewer, 'thread.merge')
    ? await db().threadLink.findMany({
        where: { fromId: threadId, kind: 'duplicate' },
        select: { to: { select: { id: true, title: true } } },
      })
    : []
  return {
    thread: {
      sameAs: sameAs.map(({ to }) => to),
      id: threadId,
      slug: thread.slug,
      title: thread.title,
      hidden: thread.hiddenAt !== null,
      topicId: thread.topicId,
      state: thread.state,
      judged: thread.resolution === 'covered' || thread.coverages.length > 0,
      tags: thread.tags.map(({ tag }) => tag.name),
      isMine: isBy(viewer, thread),
    },
    number,
    replyId: reply?.id ?? null,
    body: post.body,
    revisionNumber: post.revisionNumber,
    author: post.author?.displayName ?? 'Someone',
    isMine,
    hidden: post.hiddenAt !== null,
    deleted: post.deletedAt !== null,
    hiddenReason: post.deletedAt ? null : (reasons.get(post.id) ?? null),
    stays,
    withdrawn: post.withdrawnAt !== null,
    accepted: reply?.acceptedAt != null,
    boosted: await isBoosted(viewer, threadId, reply?.id ?? null),
    boostCount: post.boostCount,
    may: permissions(viewer, thread, reply, stays),
  }
}

/** The thread, and the reply unless the opening is asked for. Null where the viewer may not see the post. Two queries. */
async function findPost(viewer: Viewer, threadId: number, number: number) {
  const seesHidden = may(viewer, 'thread.hide')
  // Nobody is the author of posts whose author is not known.
  const own = { authorId: viewer.personId ?? -1 }
  const thread = await db().thread.findFirst({
    where: {
      id: threadId,
      topic: visibleTopic(viewer),
      ...(seesHidden ? {} : { OR: [{ hiddenAt: null }, { ...own, mergedIntoId: null }] }),
    },
    include: {
      author: true,
      tags: { include: { tag: { select: { name: true } } } },
      coverages: { where: { response: 'contested' }, select: { answerId: true } },
    },
  })
  if (!thread) return null
  const reply =
    number === 0
      ? null
      : await db().reply.findFirst({
          where: { threadId, number, ...(seesHidden ? {} : { OR: [{ hiddenAt: null }, own] }) },
          include: { author: true },
        })
  if (number !== 0 && !reply) return null
  // Of a hidden thread its author sees the question, and what was hidden of their replies: nothing of others.
  const post = reply ?? thread
  return thread.hiddenAt && !seesHidden && !(isBy(viewer, post) && post.hiddenAt) ? null : { thread, reply }
}

type Post = { authorId: number | null; withdrawnAt: Date | null; hiddenAt: Date | null; deletedAt: Date | null }

/** What the viewer may do to the reply, or to the opening where it is null. */
function permissions(
  viewer: Viewer,
  thread: Post & { state: 'open' | 'closed' },
  reply: Post | null,
  stays: string | null,
): PostForViewer['may'] {
  const post = reply ?? thread
  const isWithdrawn = post.withdrawnAt !== null
  const isMine = isBy(viewer, post)
  return {
    reply: may(viewer, 'thread.reply') && thread.state === 'open',
    edit: !isWithdrawn && may(viewer, reply ? 'reply.edit' : 'thread.edit', isMine),
    accept: reply !== null && !isWithdrawn && may(viewer, 'reply.accept', isBy(viewer, thread)),
    boost: !isWithdrawn && may(viewer, 'post.boost', isMine),
    report: !isWithdrawn && post.hiddenAt === null && may(viewer, 'post.report', isMine),
    delete: post.hiddenAt === null && stays === null && may(viewer, 'post.delete', isMine),
    undelete: post.deletedAt !== null && (reply === null || thread.hiddenAt === null) && may(viewer, 'post.delete', isMine),
    // What was withdrawn can be hidden, and not brought back: there is nothing left of it.
    hide: !(isWithdrawn && post.hiddenAt !== null) && may(viewer, reply ? 'reply.hide' : 'thread.hide'),
    close: reply === null && may(viewer, 'thread.close', isMine),
    move: reply === null && may(viewer, 'thread.move'),
    cover: may(viewer, 'coverage.change'),
  }
}

function isBy({ personId }: Viewer, { authorId }: { authorId: number | null }): boolean {
  return personId !== null && authorId === personId
}

async function isBoosted({ personId }: Viewer, threadId: number, replyId: number | null): Promise<boolean> {
  if (personId === null) return false
  const boosts = replyId
    ? await db().replyBoost.count({ where: { replyId, personId } })
    : await db().threadBoost.count({ where: { threadId, personId } })
  return boosts > 0
}

/** The text of a post as HTML, from the store where it has been formatted before. */
export async function renderPost({ thread, replyId, body }: PostForViewer): Promise<string> {
  const post = replyId === null ? { kind: 'thread' as const, id: thread.id } : { kind: 'reply' as const, id: replyId }
  const [html] = await renderPosts(db(), [{ ...post, body }], [pageTags.thread(thread.id)])
  return html as string
}
