import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { lockThread } from './lock-threads'

/**
 * A reply the viewer may see and its thread, which is locked for the rest of the transaction, and with it all its replies.
 * @throws DomainError `not_found` if it, or its thread, is missing or hidden.
 */
export async function lockReply(tx: Db, viewer: Viewer, replyId: number, options: { hidden?: boolean; threadHidden?: boolean } = {}) {
  const where = { id: replyId, hiddenAt: options.hidden ? { not: null } : null }
  const found = await tx.reply.findFirst({ where, select: { threadId: true } })
  if (!found) throw new DomainError('not_found', 'There is no such reply.')
  const thread = await lockThread(tx, viewer, found.threadId, { hidden: options.threadHidden })
  const reply = await tx.reply.findFirst({ where })
  if (!reply) throw new DomainError('not_found', 'There is no such reply.')
  return { reply, thread }
}
