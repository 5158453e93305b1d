import { recordAudit } from '../../identity/audit'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { lockThread } from './lock-threads'
import { pagesOf } from './touched-pages'

/**
 * Closes a thread to further replies, or opens it again. Its author or an editor may. Doing it twice is doing it once.
 * @throws DomainError `not_found` or `forbidden`.
 */
export async function setThreadState(viewer: Viewer, threadId: number, state: 'open' | 'closed', reason = ''): Promise<void> {
  const personId = authorizePerson(viewer, 'thread.close', true)
  await transaction(async (tx) => {
    const thread = await lockThread(tx, viewer, threadId)
    authorize(viewer, 'thread.close', thread.authorId === personId)
    if (thread.state === state) return
    await tx.thread.update({ where: { id: threadId }, data: { state, version: { increment: 1 } } })
    await expirePages(tx, await pagesOf(tx, [thread]))
    const action = state === 'closed' ? 'thread.close' : 'thread.reopen'
    await recordAudit(tx, viewer, { action, subject: { kind: 'thread', id: threadId }, reason })
  })
}
