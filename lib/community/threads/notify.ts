import type { Viewer } from '../../identity/viewer'
import { followThread, recordEvent } from '../../notices/events'
import type { Db } from '../../platform/db'

type Post = { threadId: number; replyId?: number; authorId: number | null }

/** A new thread: who asks follows it, and those who follow its topic or tags are told. */
export async function notifyOfThread(tx: Db, viewer: Viewer, threadId: number): Promise<void> {
  await followThread(tx, [viewer], threadId, 'asked')
  await recordEvent(tx, viewer, { kind: 'thread', threadId })
}

/** A new reply: who writes it follows the thread, and whose post it answers is told as that; `answeredId` is that author. */
export async function notifyOfReply(
  tx: Db,
  viewer: Viewer,
  { threadId, replyId, answeredId }: { threadId: number; replyId: number; answeredId: number | null },
): Promise<void> {
  await followThread(tx, [viewer], threadId, 'replied')
  await recordEvent(tx, viewer, { kind: 'reply', threadId, replyId, tell: [{ personId: answeredId, kind: 'reply_to_me' }] })
}

/** An author is told that someone else has edited their post, or has accepted it. */
export function notifyAuthor(tx: Db, viewer: Viewer, kind: 'post_edited' | 'accepted', { authorId, ...post }: Post): Promise<void> {
  return recordEvent(tx, viewer, { kind, ...post, tell: [{ personId: authorId, kind }] })
}
