import { whyThreadStays } from '../../community/threads'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { hideReplyIn, hideThreadIn, restoreReplyIn, restoreThreadIn } from './hide'

// Deleting is hiding by the author: nothing is lost, and the author can undo it. Decision 0033.

/**
 * Deletes one's own thread: it is hidden with its author as the one who did it. A thread that others replied to, or that an answer covers, stays.
 * @throws DomainError `forbidden` for somebody else's, `not_found`, or `conflict` where it stays.
 */
export async function deleteThread(viewer: Viewer, threadId: number, at = new Date()): Promise<void> {
  const isMine = authorOnly(viewer)
  await transaction((tx) => {
    const byAuthor = async (thread: Post) => {
      isMine(thread)
      const reason = await whyThreadStays(tx, thread)
      if (reason) throw new DomainError('conflict', reason)
    }
    return hideThreadIn(tx, viewer, threadId, { reason: '', at, byAuthor })
  })
}

/** Deletes one's own reply. Its place stays visible where others reply to it. @throws DomainError `forbidden` or `not_found`. */
export async function deleteReply(viewer: Viewer, replyId: number, at = new Date()): Promise<void> {
  const byAuthor = authorOnly(viewer)
  await transaction((tx) => hideReplyIn(tx, viewer, replyId, { reason: '', at, byAuthor }))
}

/** Restores a thread that one has deleted oneself. @throws DomainError `forbidden`, or `not_found` for any that somebody else hid. */
export async function undeleteThread(viewer: Viewer, threadId: number): Promise<void> {
  await undelete(viewer, (tx, byAuthor) => restoreThreadIn(tx, viewer, threadId, { reason: '', byAuthor }))
}

/** The same for a reply, whose thread must be visible. @throws DomainError `forbidden` or `not_found`. */
export async function undeleteReply(viewer: Viewer, replyId: number): Promise<void> {
  await undelete(viewer, (tx, byAuthor) => restoreReplyIn(tx, viewer, replyId, { reason: '', byAuthor }))
}

type Post = { id: number; authorId: number | null; deletedAt: Date | null }

async function undelete(viewer: Viewer, restore: (tx: Db, byAuthor: (post: Post) => void) => Promise<void>): Promise<void> {
  const isMine = authorOnly(viewer)
  const byAuthor = (post: Post) => {
    isMine(post)
    if (post.deletedAt === null) throw new DomainError('not_found', 'You have not deleted this.')
  }
  await transaction((tx) => restore(tx, byAuthor))
}

/** Returns what checks that a post is the viewer's own. */
function authorOnly(viewer: Viewer): (post: Post) => void {
  const personId = authorizePerson(viewer, 'post.delete', true)
  return ({ authorId }) => authorize(viewer, 'post.delete', authorId === personId)
}
