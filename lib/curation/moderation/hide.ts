import { lockCovering } from '../../answers'
import { lockReply, lockThread, replyDocument } from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { recordEvent } from '../../notices/events'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { replaceDocuments } from '../../search'
import { closeCases } from '../cases'
import { countReply, countVisible } from './count-visible'
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
  const tell = [{ personId: thread.authorId, kind: 'post_hidden' as const }]
  if (!byAuthor) await recordEvent(tx, viewer, { kind: 'post_hidden', threadId, reason: authorReads ? reason : '', tell })
  await endReports(tx, viewer, { kind: 'thread', ids: [threadId] }, byAuthor)
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
  const tell = [{ personId: thread.authorId, kind: 'post_restored' as const }]
  if (!byAuthor) await recordEvent(tx, viewer, { kind: 'post_restored', threadId, tell })
  await closeCases(tx, viewer, { kinds: ['appeal'], subject: { kind: 'thread', ids: [threadId] }, outcome: 'restored' })
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
  const tell = [{ personId: reply.authorId, kind: 'post_hidden' as const }]
  const why = authorReads ? reason : ''
  if (!byAuthor) await recordEvent(tx, viewer, { kind: 'post_hidden', threadId: thread.id, replyId, reason: why, tell })
  await endReports(tx, viewer, { kind: 'reply', ids: [replyId] }, byAuthor)
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
  const tell = [{ personId: reply.authorId, kind: 'post_restored' as const }]
  if (!byAuthor) await recordEvent(tx, viewer, { kind: 'post_restored', threadId: thread.id, replyId, tell })
  await closeCases(tx, viewer, { kinds: ['appeal'], subject: { kind: 'reply', ids: [replyId] }, outcome: 'restored' })
}

type Hidden = { kind: 'thread' | 'reply'; ids: number[] }

/** Those who reported the post learn that it is hidden, or that its author deleted it. */
async function endReports(tx: Db, viewer: Viewer, subject: Hidden, byAuthor: Check | undefined): Promise<void> {
  await closeCases(tx, viewer, { kinds: ['report'], subject, outcome: byAuthor ? 'gone' : 'hidden' })
}
