import { lockThread } from '../community/threads'
import { recordAudit } from '../identity/audit'
import { authorize, authorizePerson, liveAnswer, type Viewer, visibleTopic } from '../identity/viewer'
import { recordEvent } from '../notices/events'
import { type Db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { storable } from '../shared'
import { lockAnswer } from './lock-answers'
import { withReindex } from './with-reindex'
import { afterCoverageChange, removeAliases } from './write-coverage'

export type CoverageResponseInput = { threadId: number; answerId: number; response: 'accepted' | 'contested'; reason?: string }

const reasonLengthMax = 2_000

/**
 * The asker says "this settles it" or "not my case, because …". A contested coverage covers nothing until the desk has
 * decided. @throws DomainError `forbidden` for anybody but the asker, `not_found`, `invalid` without a reason.
 */
export async function respondToCoverage(
  viewer: Viewer,
  { threadId, answerId, response, reason = '' }: CoverageResponseInput,
): Promise<void> {
  const personId = authorizePerson(viewer, 'coverage.respond', true)
  const said = reasonOf(reason)
  if (response === 'contested' && !said) throw new DomainError('invalid', 'Say what is different in your case.', 'reason')
  await transaction(async (tx) => {
    await lockVisibleAnswer(tx, viewer, answerId)
    const thread = await lockThread(tx, viewer, threadId)
    authorize(viewer, 'coverage.respond', thread.authorId === personId)
    const coverage = await tx.coverage.findUnique({ where: { threadId_answerId: { threadId, answerId } } })
    if (!coverage) throw new DomainError('not_found', 'This thread is not covered by it any more.')
    await withReindex(tx, answerId, async () => {
      await tx.coverage.update({
        where: { threadId_answerId: { threadId, answerId } },
        data: { response, reason: response === 'contested' ? said : '', respondedAt: new Date() },
      })
      if (response === 'contested') await removeAliases(tx, threadId, answerId)
      else if (coverage.response === 'contested')
        await tx.coverageAlias.create({ data: { threadId, answerId, alias: thread.title, section: coverage.section } })
    })
    await afterCoverageChange(tx, answerId, [thread])
    if (response === 'contested') await recordEvent(tx, viewer, { kind: 'coverage_contested', threadId, answerId, reason: said })
  })
}

/**
 * An editor decides that a contested coverage stays, and tells the asker why. It covers again.
 * @throws DomainError `forbidden`, `not_found`, `conflict` if it is not contested any more, `invalid` without a reason.
 */
export async function resolveContest(
  viewer: Viewer,
  { threadId, answerId, reason }: { threadId: number; answerId: number; reason: string },
): Promise<void> {
  const editorId = authorizePerson(viewer, 'coverage.resolve')
  const said = reasonOf(reason)
  if (!said) throw new DomainError('invalid', 'Say why the answer stays: the asker reads it.', 'reason')
  await transaction(async (tx) => {
    await lockAnswer(tx, answerId)
    const thread = await lockThread(tx, viewer, threadId)
    const coverage = await tx.coverage.findUnique({ where: { threadId_answerId: { threadId, answerId } } })
    if (!coverage) throw new DomainError('not_found', 'This thread is not covered by it any more.')
    if (coverage.response !== 'contested') throw new DomainError('conflict', 'This coverage is not contested any more.')
    await withReindex(tx, answerId, async () => {
      await tx.coverage.update({
        where: { threadId_answerId: { threadId, answerId } },
        data: { response: 'unjudged', reason: '', respondedAt: null },
      })
      // A withdrawn question has no title to be found by.
      if (!thread.withdrawnAt)
        await tx.coverageAlias.create({ data: { threadId, answerId, alias: thread.title, section: coverage.section } })
    })
    await tx.contestDecision.create({ data: { threadId, answerId, editorId, reason: said } })
    await recordAudit(tx, viewer, { action: 'coverage.rule', subject: { kind: 'thread', id: threadId }, reason: said })
    await afterCoverageChange(tx, answerId, [thread])
    const tell = [{ personId: thread.authorId, kind: 'contest_decided' as const }]
    await recordEvent(tx, viewer, { kind: 'contest_decided', threadId, answerId, reason: said, tell })
  })
}

/** An answer that the asker can't see covers nothing for them: the same words as for one that does not. */
async function lockVisibleAnswer(tx: Db, viewer: Viewer, answerId: number): Promise<void> {
  const where = { ...liveAnswer, topic: visibleTopic(viewer) }
  await lockAnswer(tx, answerId, { where, otherwise: 'This thread is not covered by it any more.' })
}

function reasonOf(text: string): string {
  return storable(text).trim().slice(0, reasonLengthMax)
}
