import type { Viewer } from '../../identity/viewer'
import { followThread, recordEvent } from '../../notices/events'
import type { Db } from '../../platform/db'

type Post = { threadId: number; replyId?: number; authorId: number | null }

/** A new thread: who asks follows it, and those who follow its topic or tags are told, and those whom it mentions. */
export async function notifyOfThread(tx: Db, viewer: Viewer, threadId: number, mentioned: number[]): Promise<void> {
  await followThread(tx, [viewer], threadId, 'asked')
  await followAsMentioned(tx, threadId, mentioned)
  await recordEvent(tx, viewer, { kind: 'thread', threadId, tell: mentioned.map(asMentioned) })
}

/**
 * A new reply: who writes it follows the thread, and whose post it answers is told as that; `answeredId` is that author.
 * Those whom it mentions are told as that, of the same event: nobody is told twice of one reply.
 */
export async function notifyOfReply(
  tx: Db,
  viewer: Viewer,
  { threadId, replyId, answeredId, mentioned }: { threadId: number; replyId: number; answeredId: number | null; mentioned: number[] },
): Promise<void> {
  await followThread(tx, [viewer], threadId, 'replied')
  await followAsMentioned(tx, threadId, mentioned)
  const tell = [{ personId: answeredId, kind: 'reply_to_me' as const }, ...mentioned.map(asMentioned)]
  await recordEvent(tx, viewer, { kind: 'reply', threadId, replyId, tell })
}

/** Those whom a post mentions since it was edited, or shown. */
export async function notifyMentioned(
  tx: Db,
  viewer: Viewer,
  { threadId, replyId }: { threadId: number; replyId?: number },
  mentioned: number[],
): Promise<void> {
  if (mentioned.length === 0) return
  await followAsMentioned(tx, threadId, mentioned)
  await recordEvent(tx, viewer, { kind: 'mention', threadId, replyId, tell: mentioned.map(asMentioned) })
}

const asMentioned = (personId: number) => ({ personId, kind: 'mention' as const })

async function followAsMentioned(tx: Db, threadId: number, mentioned: number[]): Promise<void> {
  if (mentioned.length === 0) return
  await followThread(
    tx,
    mentioned.map((personId) => ({ personId })),
    threadId,
    'mentioned',
  )
}

/** An author is told that someone else has edited their post, or has accepted it. */
export function notifyAuthor(tx: Db, viewer: Viewer, kind: 'post_edited' | 'accepted', { authorId, ...post }: Post): Promise<void> {
  return recordEvent(tx, viewer, { kind, ...post, tell: [{ personId: authorId, kind }] })
}
