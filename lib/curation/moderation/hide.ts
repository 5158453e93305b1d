import { lockCovering } from '../../answers'
import {
  countInTopic,
  type LockedThread,
  lockReply,
  lockThread,
  openingDocument,
  pagesOf,
  refreshResolution,
  replyDocument,
} from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { withCoverageRefresh } from './with-coverage-refresh'

/** What a locked post is asked before it is hidden or restored. @throws DomainError where it must stay as it is. */
type Check = (post: { id: number; authorId: number | null; deletedAt: Date | null }) => Promise<void> | void

/** `authorReads`: the reason was written for the author, too. `byAuthor` checks that its author may delete it, who does. */
type Hiding = { reason: string; at?: Date; authorReads?: boolean; byAuthor?: Check; threadHidden?: boolean }

/**
 * Takes a thread with its replies from pages, listings, search, feeds and counts. Nothing is deleted. Its author reads the reason.
 * Editors only. @throws DomainError `forbidden` or `not_found`.
 */
export async function hideThread(viewer: Viewer, threadId: number, reason = '', at = new Date()): Promise<void> {
  authorize(viewer, 'thread.hide')
  await transaction((tx) => hideThreadIn(tx, viewer, threadId, { reason, at, authorReads: true }))
}

/** The same in the caller's transaction, which has checked who may. */
export async function hideThreadIn(
  tx: Db,
  viewer: Viewer,
  threadId: number,
  { reason, at = new Date(), authorReads, byAuthor }: Hiding,
): Promise<void> {
  await lockCovering(tx, threadId)
  const thread = await lockThread(tx, viewer, threadId)
  await byAuthor?.(thread)
  await withCoverageRefresh(tx, [threadId], () =>
    tx.thread.update({ where: { id: threadId }, data: { hiddenAt: at, deletedAt: byAuthor ? at : null, version: { increment: 1 } } }),
  )
  await countVisible(tx, thread, -1)
  const action = byAuthor ? 'thread.delete' : 'thread.hide'
  await recordAudit(tx, viewer, { action, subject: { kind: 'thread', id: threadId }, reason, authorReads })
}

/** Brings a hidden thread back as it was. Editors only. @throws DomainError `forbidden` or `not_found`. */
export async function restoreThread(viewer: Viewer, threadId: number, reason = ''): Promise<void> {
  authorize(viewer, 'thread.hide')
  await transaction((tx) => restoreThreadIn(tx, viewer, threadId, { reason }))
}

/** The same in the caller's transaction, which has checked who may. */
export async function restoreThreadIn(
  tx: Db,
  viewer: Viewer,
  threadId: number,
  { reason, byAuthor }: Pick<Hiding, 'reason' | 'byAuthor'>,
): Promise<void> {
  await lockCovering(tx, threadId)
  const thread = await lockThread(tx, viewer, threadId, { hidden: true })
  await byAuthor?.(thread)
  if (thread.withdrawnAt) throw new DomainError('conflict', 'Its author has withdrawn it; there is nothing to bring back.')
  if (thread.mergedIntoId !== null) throw new DomainError('conflict', 'Its posts went into another thread; there is nothing to bring back.')
  await withCoverageRefresh(tx, [threadId], () =>
    tx.thread.update({ where: { id: threadId }, data: { hiddenAt: null, deletedAt: null, version: { increment: 1 } } }),
  )
  await countVisible(tx, thread, 1)
  await recordAudit(tx, viewer, { action: 'thread.restore', subject: { kind: 'thread', id: threadId }, reason })
}

/** Hides one reply. Its number is not given again. Its author reads the reason. Editors only. @throws DomainError `forbidden` or `not_found`. */
export async function hideReply(viewer: Viewer, replyId: number, reason = '', at = new Date()): Promise<void> {
  authorize(viewer, 'reply.hide')
  await transaction((tx) => hideReplyIn(tx, viewer, replyId, { reason, at, authorReads: true }))
}

/** The same in the caller's transaction, which has checked who may. In a hidden thread (`threadHidden`) search knows nothing of it. */
export async function hideReplyIn(
  tx: Db,
  viewer: Viewer,
  replyId: number,
  { reason, at = new Date(), authorReads, byAuthor, threadHidden }: Hiding,
): Promise<void> {
  const { reply, thread } = await lockReply(tx, viewer, replyId, { threadHidden })
  await byAuthor?.(reply)
  await tx.reply.update({ where: { id: replyId }, data: { hiddenAt: at, deletedAt: byAuthor ? at : null, version: { increment: 1 } } })
  if (!threadHidden) await replaceDocuments(tx, [replyDocument(reply)], [])
  await countReply(tx, thread, reply, -1)
  const action = byAuthor ? 'reply.delete' : 'reply.hide'
  await recordAudit(tx, viewer, { action, subject: { kind: 'reply', id: replyId }, reason, authorReads })
}

/** Brings a hidden reply back. Editors only. @throws DomainError `forbidden` or `not_found`. */
export async function restoreReply(viewer: Viewer, replyId: number, reason = ''): Promise<void> {
  authorize(viewer, 'reply.hide')
  await transaction((tx) => restoreReplyIn(tx, viewer, replyId, { reason }))
}

/** The same in the caller's transaction, which has checked who may. */
export async function restoreReplyIn(
  tx: Db,
  viewer: Viewer,
  replyId: number,
  { reason, byAuthor, threadHidden }: Omit<Hiding, 'at' | 'authorReads'>,
): Promise<void> {
  const { reply, thread } = await lockReply(tx, viewer, replyId, { hidden: true, threadHidden })
  await byAuthor?.(reply)
  if (reply.withdrawnAt) throw new DomainError('conflict', 'Its author has withdrawn it; there is nothing to bring back.')
  await tx.reply.update({ where: { id: replyId }, data: { hiddenAt: null, deletedAt: null, version: { increment: 1 } } })
  if (!threadHidden) await replaceDocuments(tx, [], [replyDocument(reply)])
  await countReply(tx, thread, reply, 1)
  await recordAudit(tx, viewer, { action: 'reply.restore', subject: { kind: 'reply', id: replyId }, reason })
}

async function countVisible(tx: Db, thread: LockedThread, by: 1 | -1): Promise<void> {
  const replies = await tx.reply.findMany({ where: { threadId: thread.id, hiddenAt: null } })
  const documents = [openingDocument(thread), ...replies.map(replyDocument)]
  await (by > 0 ? replaceDocuments(tx, [], documents) : replaceDocuments(tx, documents, []))
  await countInTopic(tx, thread.topicId, thread.resolution, by)
  await tx.tag.updateMany({ where: { threads: { some: { threadId: thread.id } } }, data: { threadCount: { increment: by } } })
  await expirePages(tx, await pagesOf(tx, [thread]))
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: thread.id })
}

type CountedReply = { acceptedAt: Date | null; authorId: number | null }

async function countReply(tx: Db, thread: LockedThread, { acceptedAt, authorId }: CountedReply, by: 1 | -1): Promise<void> {
  await tx.thread.update({
    where: { id: thread.id },
    data: { replyCount: { increment: by }, acceptedCount: { increment: acceptedAt ? by : 0 }, version: { increment: 1 } },
  })
  await refreshResolution(tx, [thread.id])
  // The author's own page lists replies.
  await expirePages(tx, [...(await pagesOf(tx, [thread])), ...(authorId === null ? [] : [pageTags.person(authorId)])])
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: thread.id })
}
