import { lockThread } from '../community/threads'
import { recordAudit } from '../identity/audit'
import { authorize, authorizePerson, type Viewer, visibilitiesFor } from '../identity/viewer'
import { type Db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { storable } from '../shared'
import { lockAnswer, removeAliases, settle } from './cover-thread'
import { changeIndexed } from './index-answer'

export type JudgeCoverage = { threadId: number; answerId: number; verdict: 'accepted' | 'contested'; reason?: string }

const reasonLengthMax = 2_000

/**
 * The asker says "this settles it" or "not my case, because …". A contested coverage covers nothing until the desk has
 * decided. @throws DomainError `forbidden` for anybody but the asker, `not_found`, `invalid` without a reason.
 */
export async function judgeCoverage(viewer: Viewer, { threadId, answerId, verdict, reason = '' }: JudgeCoverage): Promise<void> {
  const personId = authorizePerson(viewer, 'coverage.judge', true)
  const said = reasonOf(reason)
  if (verdict === 'contested' && !said) throw new DomainError('invalid', 'Say what is different in your case.', 'reason')
  await transaction(async (tx) => {
    await lockVisibleAnswer(tx, viewer, answerId)
    const thread = await lockThread(tx, viewer, threadId)
    authorize(viewer, 'coverage.judge', thread.authorId === personId)
    const coverage = await tx.coverage.findUnique({ where: { threadId_answerId: { threadId, answerId } } })
    if (!coverage) throw new DomainError('not_found', 'This thread is not covered by it any more.')
    await changeIndexed(tx, answerId, async () => {
      await tx.coverage.update({
        where: { threadId_answerId: { threadId, answerId } },
        data: { verdict, reason: verdict === 'contested' ? said : '', judgedAt: new Date() },
      })
      if (verdict === 'contested') await removeAliases(tx, threadId, answerId)
      else if (coverage.verdict === 'contested')
        await tx.coverageAlias.create({ data: { threadId, answerId, alias: thread.title, section: coverage.section } })
    })
    await settle(tx, answerId, [threadId])
  })
}

/**
 * An editor decides that a contested coverage stands, and tells the asker why; it covers again.
 * @throws DomainError `forbidden`, `not_found`, `conflict` if it is not contested any more, `invalid` without a reason.
 */
export async function ruleCoverage(
  viewer: Viewer,
  { threadId, answerId, reason }: { threadId: number; answerId: number; reason: string },
): Promise<void> {
  const editorId = authorizePerson(viewer, 'coverage.rule')
  const said = reasonOf(reason)
  if (!said) throw new DomainError('invalid', 'Say why it stands: the asker reads it.', 'reason')
  await transaction(async (tx) => {
    await lockAnswer(tx, answerId)
    const thread = await lockThread(tx, viewer, threadId)
    const coverage = await tx.coverage.findUnique({ where: { threadId_answerId: { threadId, answerId } } })
    if (!coverage) throw new DomainError('not_found', 'This thread is not covered by it any more.')
    if (coverage.verdict !== 'contested') throw new DomainError('conflict', 'This coverage is not contested any more.')
    await changeIndexed(tx, answerId, async () => {
      await tx.coverage.update({
        where: { threadId_answerId: { threadId, answerId } },
        data: { verdict: 'unjudged', reason: '', judgedAt: null },
      })
      // A withdrawn question has no title to be found by.
      if (!thread.withdrawnAt)
        await tx.coverageAlias.create({ data: { threadId, answerId, alias: thread.title, section: coverage.section } })
    })
    await tx.coverageRuling.create({ data: { threadId, answerId, editorId, reason: said } })
    await recordAudit(tx, viewer, { action: 'coverage.rule', subject: { kind: 'thread', id: threadId }, reason: said })
    await settle(tx, answerId, [threadId])
  })
}

/** An answer that the asker can't see covers nothing for them: the same words as for one that does not. */
async function lockVisibleAnswer(tx: Db, viewer: Viewer, answerId: number): Promise<void> {
  await tx.$queryRaw`select 1 from answer where id = ${answerId} for update`
  const visible = { status: 'published' as const, hiddenAt: null, topic: { visibility: { in: visibilitiesFor(viewer) } } }
  if ((await tx.answer.count({ where: { id: answerId, ...visible } })) === 0)
    throw new DomainError('not_found', 'This thread is not covered by it any more.')
}

function reasonOf(text: string): string {
  return storable(text).trim().slice(0, reasonLengthMax)
}
