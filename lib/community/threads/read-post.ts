import { renderBodies } from '../../content'
import { may, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'

/** One post with what this viewer may do to it: a page for those without scripts, and the form of an edit. */
export type PostForViewer = {
  thread: {
    id: number
    slug: string
    title: string
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
  hidden: boolean
  /** Its author took the text back. */
  withdrawn: boolean
  accepted: boolean
  boosted: boolean
  mine: boolean
  may: { reply: boolean; edit: boolean; accept: boolean; hide: boolean; close: boolean; move: boolean; cover: boolean }
}

/**
 * The opening (number 0) or a reply of a thread, or null where the viewer may not see it. Editors see hidden ones too:
 * they bring them back.
 */
export async function readPost(viewer: Viewer, threadId: number, number: number): Promise<PostForViewer | null> {
  const seesHidden = may(viewer, 'thread.hide')
  const thread = await db().thread.findFirst({
    where: { id: threadId, topic: { visibility: { in: visibilitiesFor(viewer) } }, ...(seesHidden ? {} : { hiddenAt: null }) },
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
      : await db().reply.findFirst({ where: { threadId, number, ...(seesHidden ? {} : { hiddenAt: null }) }, include: { author: true } })
  if (number !== 0 && !reply) return null
  const post = reply ?? thread
  const gone = post.withdrawnAt !== null
  const { personId } = viewer
  const isMine = personId !== null && thread.authorId === personId
  const mine = personId !== null && post.authorId === personId
  const boosted =
    personId === null
      ? 0
      : reply
        ? await db().replyBoost.count({ where: { replyId: reply.id, personId } })
        : await db().threadBoost.count({ where: { threadId, personId } })
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
      topicId: thread.topicId,
      state: thread.state,
      judged: thread.resolution === 'covered' || thread.coverages.length > 0,
      tags: thread.tags.map(({ tag }) => tag.name),
      isMine,
    },
    number,
    replyId: reply?.id ?? null,
    body: post.body,
    revisionNumber: post.revisionNumber,
    author: post.author?.displayName ?? 'Someone',
    hidden: post.hiddenAt !== null,
    withdrawn: gone,
    accepted: reply?.acceptedAt != null,
    boosted: boosted > 0,
    mine,
    may: {
      reply: may(viewer, 'thread.reply') && thread.state === 'open',
      edit: !gone && may(viewer, reply ? 'reply.edit' : 'thread.edit', mine),
      accept: reply !== null && !gone && may(viewer, 'reply.accept', isMine),
      // What was withdrawn can be hidden, and not brought back: there is nothing left of it.
      hide: !(gone && post.hiddenAt !== null) && may(viewer, reply ? 'reply.hide' : 'thread.hide'),
      close: reply === null && may(viewer, 'thread.close', mine),
      move: reply === null && may(viewer, 'thread.move'),
      cover: may(viewer, 'coverage.change'),
    },
  }
}

/** What is a person's own on a thread's page: small, because it is fetched beside a page that is kept for all. */
export type MineOfThread = {
  closed: boolean
  isMine: boolean
  editor: boolean
  /** Numbers of posts, 0 for the opening. */
  boosted: number[]
  written: number[]
}

/** See `MineOfThread`; null where the viewer may not see the thread. Three queries. */
export async function readMine(viewer: Viewer & { personId: number }, threadId: number): Promise<MineOfThread | null> {
  const thread = await db().thread.findFirst({
    where: { id: threadId, hiddenAt: null, topic: { visibility: { in: visibilitiesFor(viewer) } } },
    select: { authorId: true, state: true, boosts: { where: { personId: viewer.personId }, select: { personId: true } } },
  })
  if (!thread) return null
  const replies = await db().reply.findMany({
    where: {
      threadId,
      hiddenAt: null,
      OR: [{ authorId: viewer.personId }, { boosts: { some: { personId: viewer.personId } } }],
    },
    select: { number: true, authorId: true, boosts: { where: { personId: viewer.personId }, select: { personId: true } } },
  })
  const isMine = thread.authorId === viewer.personId
  return {
    closed: thread.state === 'closed',
    isMine,
    editor: viewer.audience === 'editor',
    boosted: [...(thread.boosts.length > 0 ? [0] : []), ...replies.filter((reply) => reply.boosts.length > 0).map((reply) => reply.number)],
    written: [...(isMine ? [0] : []), ...replies.filter((reply) => reply.authorId === viewer.personId).map((reply) => reply.number)],
  }
}

/** The text of a post as HTML, from the store where it has been formatted before. */
export async function renderPost({ thread, body }: PostForViewer): Promise<string> {
  const [html] = await renderBodies(db(), [body], [pageTags.thread(thread.id)])
  return html as string
}
