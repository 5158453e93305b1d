import type { Db } from '../db/client'
import { transaction } from '../db/transaction'
import { DomainError } from '../errors'
import { expirePages } from '../expiry/expire-pages'
import { enqueueAll } from '../jobs/enqueue'
import { pagesOfThread, pagesOfThreads, refreshStanding, visibleThread } from '../threads'
import { authorize } from '../viewer/policy'
import type { Viewer } from '../viewer/viewer'
import { changeIndexed } from './index-answer'
import { pagesOfAnswer } from './touched-pages'

export type CoverThread = { threadId: number; answerId: number; section?: string | null; at?: Date }

/** Covers one thread, see `coverThreads`. */
export function coverThread(viewer: Viewer, { threadId, answerId, section = null, at }: CoverThread): Promise<void> {
  return coverThreads(viewer, answerId, [{ threadId, section }], at)
}

/**
 * Says that an answer, or one section of it, settles these threads; their titles become ways of finding it. Saying it
 * again changes the section, and asks an asker who contested anew. All of them or none.
 * @throws DomainError `forbidden` unless an editor, `not_found` for a thread or answer that is not there.
 */
export async function coverThreads(
  viewer: Viewer,
  answerId: number,
  threads: { threadId: number; section: string | null }[],
  at = new Date(),
): Promise<void> {
  authorize(viewer, 'coverage.change')
  if (threads.length === 0) return
  const ids = threads.map(({ threadId }) => threadId)
  await transaction(async (tx) => {
    await lockAnswer(tx, answerId)
    const found = await lockThreads(tx, viewer, ids)
    const known = new Set((await tx.coverage.findMany({ where: { answerId, threadId: { in: ids } } })).map((row) => row.threadId))
    await changeIndexed(tx, answerId, async () => {
      for (const { threadId, section } of threads) {
        await tx.coverage.upsert({
          where: { threadId_answerId: { threadId, answerId } },
          create: { threadId, answerId, section, editorId: viewer.personId, createdAt: at },
          update: { section, verdict: 'unjudged', reason: '', judgedAt: null },
        })
        const alias = found.get(threadId) as string
        await tx.coverageAlias.upsert({
          where: { answerId_threadId: { answerId, threadId } },
          create: { answerId, threadId, alias, section },
          update: { alias, section },
        })
      }
    })
    const fresh = ids.filter((id) => !known.has(id)).length
    await tx.answer.update({ where: { id: answerId }, data: { coverCount: { increment: fresh } } })
    await settle(tx, answerId, ids)
  })
}

/** Takes a coverage back; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export async function uncoverThread(viewer: Viewer, threadId: number, answerId: number): Promise<void> {
  authorize(viewer, 'coverage.change')
  await transaction(async (tx) => {
    await lockAnswer(tx, answerId)
    await lockThreads(tx, viewer, [threadId])
    const pages = await pagesOfThread(tx, threadId)
    const count = await changeIndexed(tx, answerId, async () => {
      await removeAliases(tx, threadId, answerId)
      return (await tx.coverage.deleteMany({ where: { threadId, answerId } })).count
    })
    if (count === 0) return
    await tx.answer.update({ where: { id: answerId }, data: { coverCount: { decrement: 1 } } })
    await settle(tx, answerId, [threadId])
    await expirePages(tx, pages)
  })
}

/** A thread leads to the answer no more by its title, nor do those that were merged into it. */
export async function removeAliases(tx: Db, threadId: number, answerId: number): Promise<void> {
  const merged = await tx.thread.findMany({ where: { mergedIntoId: threadId }, select: { id: true } })
  await tx.coverageAlias.deleteMany({ where: { answerId, threadId: { in: [threadId, ...merged.map(({ id }) => id)] } } })
}

/** Locks an answer before its threads, as every change of a coverage does. @throws DomainError `not_found`. */
export async function lockAnswer(tx: Db, answerId: number): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`select 1 from answer where id = ${answerId} and hidden_at is null for update`
  if (found.length === 0) throw new DomainError('not_found', 'There is no such answer.')
}

/** Titles of these threads, which are locked. @throws DomainError `not_found` if one is not the viewer's to see. */
async function lockThreads(tx: Db, viewer: Viewer, ids: number[]): Promise<Map<number, string>> {
  await tx.$queryRaw`select 1 from thread where id = any(${ids}) order by id for update`
  const threads = await tx.thread.findMany({ where: { ...visibleThread(viewer), id: { in: ids } }, select: { id: true, title: true } })
  if (threads.length < new Set(ids).size) throw new DomainError('not_found', 'There is no such thread.')
  return new Map(threads.map(({ id, title }) => [id, title]))
}

/** Judges the threads of a changed coverage anew, expires whatever shows it, and has related lists follow. */
export async function settle(tx: Db, answerId: number, threadIds: number[]): Promise<void> {
  await refreshStanding(tx, threadIds)
  const pages = new Set([...(await pagesOfAnswer(tx, answerId)), ...(await pagesOfThreads(tx, threadIds))])
  const threads = threadIds.map((id) => ({ kind: 'thread' as const, id }))
  await enqueueAll(tx, 'related.refresh', [...threads, { kind: 'answer', id: answerId }])
  await expirePages(tx, pages)
}
