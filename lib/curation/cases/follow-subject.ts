import type { Db } from '../../platform/db'

type Merge = { threadId: number; intoId: number; openingReplyId: number }

/** The cases of a thread whose opening became a reply are about that reply from now on, and replies that wait for it wait for the other. */
export async function moveCases(tx: Db, { threadId, intoId, openingReplyId }: Merge): Promise<void> {
  await tx.moderationCase.updateMany({
    where: { subjectKind: 'thread', subjectId: threadId },
    data: { subjectKind: 'reply', subjectId: openingReplyId },
  })
  await tx.heldPost.updateMany({ where: { threadId }, data: { threadId: intoId } })
}

/** Takes words about a withdrawn post away, which may repeat it, and closes what is open: there is nothing left to decide. */
export async function forgetCases(tx: Db, kind: 'thread' | 'reply', id: number): Promise<void> {
  const of = { subjectKind: kind, subjectId: id }
  await tx.report.updateMany({ where: { case: of }, data: { words: '' } })
  await tx.moderationCase.updateMany({ where: of, data: { words: '', reason: '' } })
  await tx.moderationCase.updateMany({ where: { ...of, decidedAt: null }, data: { decidedAt: new Date(), outcome: 'gone' } })
}
