import { transaction } from '../db/transaction'
import { DomainError } from '../errors'
import { expirePages } from '../expiry/expire-pages'
import { lockThread, pagesOfThread, refreshStanding } from '../threads'
import { authorize } from '../viewer/policy'
import type { Viewer } from '../viewer/viewer'
import { pagesOfAnswer } from './touched-pages'

export type CoverThread = { threadId: number; answerId: number; section?: string | null; at?: Date }

/**
 * Says that an answer, or one section of it, settles a thread. Saying it again changes the section.
 * @throws DomainError `forbidden` unless an editor, `not_found` for a thread or answer that is not there.
 */
export async function coverThread(viewer: Viewer, { threadId, answerId, section = null, at = new Date() }: CoverThread): Promise<void> {
  authorize(viewer, 'coverage.change')
  await transaction(async (tx) => {
    await lockThread(tx, viewer, threadId)
    if (!(await tx.answer.findUnique({ where: { id: answerId }, select: { id: true } })))
      throw new DomainError('not_found', 'There is no such answer.')
    const known = await tx.coverage.findUnique({ where: { threadId_answerId: { threadId, answerId } } })
    await tx.coverage.upsert({
      where: { threadId_answerId: { threadId, answerId } },
      create: { threadId, answerId, section, editorId: viewer.personId, createdAt: at },
      update: { section },
    })
    if (!known) await tx.answer.update({ where: { id: answerId }, data: { coverCount: { increment: 1 } } })
    await refreshStanding(tx, [threadId])
    await expirePages(tx, [...(await pagesOfThread(tx, threadId)), ...(await pagesOfAnswer(tx, answerId))])
  })
}

/** Takes a coverage back; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export async function uncoverThread(viewer: Viewer, threadId: number, answerId: number): Promise<void> {
  authorize(viewer, 'coverage.change')
  await transaction(async (tx) => {
    await lockThread(tx, viewer, threadId)
    const pages = [...(await pagesOfThread(tx, threadId))]
    const { count } = await tx.coverage.deleteMany({ where: { threadId, answerId } })
    if (count === 0) return
    await tx.answer.update({ where: { id: answerId }, data: { coverCount: { decrement: 1 } } })
    await refreshStanding(tx, [threadId])
    await expirePages(tx, [...pages, ...(await pagesOfAnswer(tx, answerId))])
  })
}
