import { type LockedThread, pagesOf, refreshResolution, type ThreadAtHand } from '../community/threads'
import { recordAudits } from '../identity/audit'
import { authorizePerson, type Viewer } from '../identity/viewer'
import { recordEvent } from '../notices/events'
import type { Db } from '../platform/db'
import { DomainError } from '../platform/errors'
import { expirePages } from '../platform/expiry'
import { enqueueRelated } from '../platform/jobs'
import { withdrawnTitle } from '../shared'
import { refreshCoverCounts } from './cover-counts'
import type { LockedAnswer } from './lock-answers'
import { pagesOfAnswer } from './touched-pages'
import { withReindex } from './with-reindex'

/** Threads to cover, by their ids, and the section for each. */
export type ToCover = { threads: Map<number, LockedThread>; sections: Map<number, string | null>; at: Date }

/** What `coverThreads()` does once answer and threads are locked. @throws DomainError `conflict` as that. */
export async function writeCoverage(tx: Db, viewer: Viewer, answer: LockedAnswer, { threads, sections, at }: ToCover): Promise<void> {
  const answerId = answer.id
  const ids = [...sections.keys()]
  const titles = titlesOf(threads)
  const known = await tx.coverage.findMany({ where: { answerId, threadId: { in: ids } } })
  const contested = known.filter(({ response }) => response === 'contested')
  await reopenForAsker(tx, viewer, contested, threads)
  await withReindex(tx, answerId, async () => {
    for (const [threadId, section] of sections) {
      const before = known.find((row) => row.threadId === threadId)
      const stands = before?.response === 'accepted' && before.section === section
      await tx.coverage.upsert({
        where: { threadId_answerId: { threadId, answerId } },
        create: { threadId, answerId, section, editorId: viewer.personId, createdAt: at },
        update: stands ? {} : { section, response: 'unjudged', reason: '', respondedAt: null },
      })
      const alias = titles.get(threadId)
      // A withdrawn question has no title to be found by.
      if (alias === undefined) continue
      await tx.coverageAlias.upsert({
        where: { answerId_threadId: { answerId, threadId } },
        create: { answerId, threadId, alias, section },
        update: { alias, section },
      })
    }
  })
  await recordAudits(
    tx,
    viewer,
    ids.map((id) => ({
      action: contested.some(({ threadId }) => threadId === id) ? 'coverage.revised' : 'coverage.cover',
      subject: { kind: 'thread', id },
      reason: `answer ${answerId}`,
    })),
  )
  await afterCoverageChange(tx, answerId, [...threads.values()])
  // Askers of an answer that is not published yet are told when it is.
  if (answer.status !== 'published') return
  for (const { id, authorId } of threads.values()) {
    const isNew = !known.some(({ threadId }) => threadId === id)
    const tell = [{ personId: authorId, kind: 'covered' as const }]
    if (isNew) await recordEvent(tx, viewer, { kind: 'covered', threadId: id, answerId, revision: answer.revisionNumber, tell })
  }
}

/** What `uncoverThreads()` does once answer and threads are locked. */
export async function removeCoverage(tx: Db, viewer: Viewer, answerId: number, threads: Map<number, LockedThread>): Promise<void> {
  const threadIds = [...threads.keys()]
  const covered = await tx.coverage.findMany({ where: { threadId: { in: threadIds }, answerId }, select: { threadId: true } })
  await withReindex(tx, answerId, async () => {
    for (const threadId of threadIds) await removeAliases(tx, threadId, answerId)
    await tx.coverage.deleteMany({ where: { threadId: { in: threadIds }, answerId } })
  })
  if (covered.length === 0) return
  await recordAudits(
    tx,
    viewer,
    covered.map(({ threadId }) => ({
      action: 'coverage.uncover',
      subject: { kind: 'thread', id: threadId },
      reason: `answer ${answerId}`,
    })),
  )
  await afterCoverageChange(tx, answerId, [...threads.values()])
  for (const { id, authorId } of threads.values())
    await recordEvent(tx, viewer, { kind: 'uncovered', threadId: id, answerId, tell: [{ personId: authorId, kind: 'uncovered' }] })
}

/** Notes for each of these askers, of one answer, which revision answers them. @throws DomainError `conflict` where none was published since. */
async function reopenForAsker(
  tx: Db,
  viewer: Viewer,
  contested: { threadId: number; answerId: number; respondedAt: Date | null }[],
  threads: Map<number, LockedThread>,
): Promise<void> {
  const answerId = contested[0]?.answerId
  if (answerId === undefined) return
  const editorId = authorizePerson(viewer, 'coverage.change')
  const latest = await readLatestRevision(tx, answerId)
  for (const { threadId, respondedAt } of contested) {
    if (!latest || !isRevisedSince(latest, respondedAt))
      throw new DomainError(
        'conflict',
        `The asker of “${titlesOf(threads).get(threadId) ?? withdrawnTitle}” said that it is not their case: decide that on the desk.`,
      )
    await tx.contestDecision.create({
      data: { threadId, answerId, editorId, revision: latest.number, reason: latest.note },
    })
    const tell = [{ personId: threads.get(threadId)?.authorId ?? null, kind: 'contest_decided' as const }]
    const revision = latest.number ?? undefined
    await recordEvent(tx, viewer, { kind: 'contest_decided', threadId, answerId, revision, reason: latest.note, tell })
  }
}

/** The published revision that readers see now; null before the first. */
export function readLatestRevision(tx: Db, answerId: number) {
  return tx.answerRevision.findFirst({ where: { answerId, number: { not: null } }, orderBy: { number: 'desc' } })
}

/** Whether the answer was revised after its asker responded. */
export function isRevisedSince(latest: { createdAt: Date } | null, respondedAt: Date | null): boolean {
  return latest !== null && !(respondedAt && latest.createdAt <= respondedAt)
}

/** Titles by which threads may be found, by their ids: a withdrawn question has none. */
function titlesOf(threads: Map<number, LockedThread>): Map<number, string> {
  return new Map([...threads.values()].filter(({ withdrawnAt }) => !withdrawnAt).map(({ id, title }) => [id, title]))
}

/** A thread leads to the answer no more by its title, nor do those that were merged into it. */
export async function removeAliases(tx: Db, threadId: number, answerId: number): Promise<void> {
  const merged = await tx.thread.findMany({ where: { mergedIntoId: threadId }, select: { id: true } })
  await tx.coverageAlias.deleteMany({ where: { answerId, threadId: { in: [threadId, ...merged.map(({ id }) => id)] } } })
}

/** Recomputes the resolution of the threads of a changed coverage, expires the pages that show it, and updates related lists. */
export async function afterCoverageChange(tx: Db, answerId: number, threads: ThreadAtHand[]): Promise<void> {
  const threadIds = threads.map(({ id }) => id)
  await refreshResolution(tx, threadIds)
  await refreshCoverCounts(tx, [answerId])
  const pages = new Set([...(await pagesOfAnswer(tx, answerId)), ...(await pagesOf(tx, threads))])
  await enqueueRelated(tx, { threads: threadIds, answers: [answerId] })
  await expirePages(tx, pages)
}
