import { z } from 'zod'
import type { Viewer } from '../../identity/viewer'
import { CaseKind, type CaseOutcome, type Db, queryRowsIn, SubjectKind } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { storable } from '../../shared'
import { notifyOfDecision } from './notify'

const Open = z.object({
  id: z.int(),
  kind: z.enum(CaseKind),
  subjectKind: z.enum(SubjectKind),
  subjectId: z.int().nullable(),
  authorId: z.int().nullable(),
})

/** An open case that nobody else decides before the transaction ends. */
export type LockedCase = z.infer<typeof Open>

/** Locks an open case of a kind. @throws DomainError `not_found`, or `conflict` if it was decided meanwhile. */
export async function lockCase(tx: Db, id: number, kinds: CaseKind[]): Promise<LockedCase> {
  const [found] = await queryRowsIn(tx, Open.extend({ decided: z.boolean() }))`
    select id, kind, subject_kind as "subjectKind", subject_id as "subjectId", author_id as "authorId", decided_at is not null as decided
    from moderation_case where id = ${id} for update`
  if (!found || !kinds.includes(found.kind)) throw new DomainError('not_found', 'There is no such case.')
  if (found.decided) throw new DomainError('conflict', 'Somebody has decided this already.')
  return found
}

/** Notes how a locked case was decided, and tells those who asked. `reason` is for them. */
export async function decideCase(
  tx: Db,
  viewer: Viewer,
  id: number,
  { outcome, reason = '' }: { outcome: CaseOutcome; reason?: string },
): Promise<void> {
  const data = { decidedAt: new Date(), decidedBy: viewer.personId, outcome, reason: storable(reason).trim().slice(0, 2_000) }
  const decided = await tx.moderationCase.update({ where: { id }, data })
  await notifyOfDecision(tx, viewer, decided, { outcome, reason: data.reason })
}

type Closing = { kinds: CaseKind[]; subject: { kind: 'thread' | 'reply' | 'person'; ids: number[] }; outcome: CaseOutcome }

/**
 * Closes the open cases of these kinds about posts or a person, because what they ask for was done elsewhere, or can't be done any more.
 * Those who asked for what was done are told.
 */
export async function closeCases(tx: Db, viewer: Viewer, { kinds, subject, outcome }: Closing): Promise<void> {
  const closed = await tx.moderationCase.updateManyAndReturn({
    where: { kind: { in: kinds }, subjectKind: subject.kind, subjectId: { in: subject.ids }, decidedAt: null },
    data: { decidedAt: new Date(), decidedBy: viewer.personId, outcome },
  })
  for (const each of closed) await notifyOfDecision(tx, viewer, each, { outcome })
}
