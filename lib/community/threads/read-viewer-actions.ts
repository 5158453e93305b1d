import { readHidingReasons } from '../../identity/audit'
import { may, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { type HiddenPost, urls, type ViewerOfThread } from '../../shared'
import { noteVisit } from './note-visit'
import { whyThreadStays } from './why-thread-stays'

type Post = { number: number; authorId: number | null; hiddenAt: Date | null; deletedAt: Date | null; boosts: unknown[] }

/**
 * Returns what a person may do on a thread's page, what is new there for them, and what became of their posts that it does not show. It is
 * small, because a cached page fetches it. Null if they may not see the thread; of a thread of theirs that is hidden they are told that. Five
 * queries, one more when a visit begins (the visit is noted), and up to three more for someone who asked or has a hidden post.
 */
export async function readViewerActions(viewer: Viewer & { personId: number }, threadId: number): Promise<ViewerOfThread | null> {
  const { personId } = viewer
  const own = { where: { personId }, select: { personId: true } }
  const states = { authorId: true, hiddenAt: true, deletedAt: true, boosts: own } as const
  const thread = await db().thread.findFirst({
    where: { id: threadId, topic: visibleTopic(viewer), OR: [{ hiddenAt: null }, { authorId: personId, mergedIntoId: null }] },
    select: { id: true, slug: true, ...states },
  })
  if (!thread) return null
  const opening = { number: 0, ...thread }
  if (thread.hiddenAt) return { ...nothing, isAsker: true, hidden: await hiddenOf(threadId, [opening]) }
  const replies = await db().reply.findMany({
    where: { threadId, OR: [{ authorId: personId }, { hiddenAt: null, boosts: { some: { personId } } }] },
    select: { id: true, number: true, ...states },
    orderBy: { number: 'asc' },
  })
  const waiting = { personId, threadId, case: { decidedAt: null } }
  const held = await db().heldPost.findMany({ where: waiting, select: { caseId: true }, orderBy: { caseId: 'asc' } })
  const unseen = await noteVisit(personId, threadId)
  const isAsker = thread.authorId === personId
  const isOwn = (post: { authorId: number | null }) => post.authorId === personId
  const posts = [opening, ...replies.filter(({ hiddenAt }) => hiddenAt === null)]
  const numbersOf = (which: (post: Post) => boolean) => posts.filter(which).map(({ number }) => number)
  const stays = isAsker && (await whyThreadStays(db(), thread)) !== null
  const mayEditAll = may(viewer, 'thread.edit') && may(viewer, 'reply.edit')
  return {
    isAsker,
    mayAccept: may(viewer, 'reply.accept', isAsker),
    mayEdit: mayEditAll ? 'all' : numbersOf((post) => may(viewer, post.number === 0 ? 'thread.edit' : 'reply.edit', isOwn(post))),
    mayNotBoost: numbersOf((post) => !may(viewer, 'post.boost', isOwn(post))),
    mayDelete: numbersOf((post) => may(viewer, 'post.delete', isOwn(post)) && !(post.number === 0 && stays)),
    boosted: numbersOf((post) => post.boosts.length > 0),
    hidden: await hiddenOf(threadId, replies),
    held: held.map(({ caseId }) => caseId),
    unseen: unseen && { ...unseen, address: urls.reply(thread, unseen.first) },
  }
}

const nothing: ViewerOfThread = {
  isAsker: false,
  mayAccept: false,
  mayEdit: [],
  mayNotBoost: [],
  mayDelete: [],
  boosted: [],
  hidden: [],
  held: [],
  unseen: null,
}

/** Those of a person's posts that others have hidden, with the reasons. What one deleted oneself needs no word. */
async function hiddenOf(threadId: number, posts: (Post & { id: number })[]): Promise<HiddenPost[]> {
  const hidden = posts.filter(({ hiddenAt, deletedAt }) => hiddenAt !== null && deletedAt === null)
  const isOpening = hidden.some(({ number }) => number === 0)
  const reasons = await readHidingReasons(isOpening ? 'thread' : 'reply', isOpening ? [threadId] : hidden.map(({ id }) => id))
  return hidden.map(({ id, number }) => ({ number, reason: reasons.get(id) ?? null }))
}
