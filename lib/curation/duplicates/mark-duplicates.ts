import { lockThreads, pagesOf } from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages } from '../../platform/expiry'
import { enqueueRelated } from '../../platform/jobs'

/**
 * Says that threads ask the same as another: each shows it, and related lists follow. Saying it again changes nothing.
 * Editors only. @throws DomainError `forbidden`, `not_found` or `invalid`.
 */
export async function markDuplicates(viewer: Viewer, threadIds: number[], leadId: number, at = new Date()): Promise<void> {
  authorize(viewer, 'thread.merge')
  if (threadIds.includes(leadId)) throw new DomainError('invalid', 'A thread can’t be its own duplicate.')
  const all = [...threadIds, leadId]
  await transaction(async (tx) => {
    const threads = await lockThreads(tx, viewer, all)
    await tx.threadLink.createMany({
      data: threadIds.map((fromId) => ({ fromId, toId: leadId, kind: 'duplicate' as const, createdAt: at })),
      skipDuplicates: true,
    })
    for (const id of threadIds)
      await recordAudit(tx, viewer, { action: 'thread.duplicate', subject: { kind: 'thread', id }, reason: `of thread ${leadId}` })
    await enqueueRelated(tx, { threads: all })
    await expirePages(tx, await pagesOf(tx, [...threads.values()]))
  })
}

/** Takes that back. Editors only. @throws DomainError `forbidden` or `not_found`. */
export async function unmarkDuplicate(viewer: Viewer, threadId: number, leadId: number): Promise<void> {
  authorize(viewer, 'thread.merge')
  await transaction(async (tx) => {
    const threads = await lockThreads(tx, viewer, [threadId, leadId])
    const { count } = await tx.threadLink.deleteMany({ where: { fromId: threadId, toId: leadId, kind: 'duplicate' } })
    if (count === 0) return
    await recordAudit(tx, viewer, {
      action: 'thread.not_duplicate',
      subject: { kind: 'thread', id: threadId },
      reason: `of thread ${leadId}`,
    })
    await enqueueRelated(tx, { threads: [threadId, leadId] })
    await expirePages(tx, await pagesOf(tx, [...threads.values()]))
  })
}

/** Says of each two of these threads that they don't ask the same: the map of duplicates leaves them apart. Editors only. */
export async function markDistinct(viewer: Viewer, threadIds: number[]): Promise<void> {
  authorize(viewer, 'thread.merge')
  const ids = [...new Set(threadIds)].sort((a, b) => a - b)
  if (ids.length < 2) throw new DomainError('invalid', 'Choose at least two threads.')
  await transaction(async (tx) => {
    await lockThreads(tx, viewer, ids)
    await tx.distinctThreads.createMany({
      data: ids.flatMap((lowId, i) => ids.slice(i + 1).map((highId) => ({ lowId, highId, editorId: viewer.personId }))),
      skipDuplicates: true,
    })
  })
}
