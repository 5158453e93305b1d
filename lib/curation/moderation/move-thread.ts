import { lockCovering } from '../../answers'
import { countInTopic, type LockedThread, lockThread, pagesOf } from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer, visibleTopic } from '../../identity/viewer'
import { recordEvent } from '../../notices/events'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages } from '../../platform/expiry'
import { withCoverageRefresh } from './with-coverage-refresh'

/** Puts a thread into another topic, and so under its visibility. @throws DomainError `forbidden` or `not_found`. */
export async function moveThread(viewer: Viewer, threadId: number, topicId: number): Promise<void> {
  authorize(viewer, 'thread.move')
  await transaction(async (tx) => {
    await lockCovering(tx, threadId)
    const thread = await lockThread(tx, viewer, threadId)
    if (thread.topicId === topicId) return
    const topic = await tx.topic.findFirst({ where: { id: topicId, ...visibleTopic(viewer) }, select: { name: true } })
    if (!topic) throw new DomainError('not_found', 'There is no such topic.', 'topic')
    await placeThread(tx, thread, topicId)
    await recordAudit(tx, viewer, { action: 'thread.move', subject: { kind: 'thread', id: threadId }, reason: `to ${topic.name}` })
    await recordEvent(tx, viewer, { kind: 'thread_moved', threadId, tell: [{ personId: thread.authorId, kind: 'thread_moved' }] })
  })
}

/** Puts a thread, locked and hidden or not, into another topic in the caller's transaction: what it counts and covers follows. */
export async function placeThread(tx: Db, thread: LockedThread, topicId: number): Promise<void> {
  const { areaId } = await withCoverageRefresh(tx, [thread.id], async () => {
    const moved = await tx.thread.update({ where: { id: thread.id }, data: { topicId, version: { increment: 1 } } })
    if (thread.hiddenAt === null) {
      await countInTopic(tx, thread.topicId, thread.resolution, -1)
      await countInTopic(tx, topicId, thread.resolution, 1)
    }
    return moved
  })
  await expirePages(tx, await pagesOf(tx, [thread, { ...thread, topicId, areaId }]))
}
