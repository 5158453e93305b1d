import { suspendIn } from '../../identity/accounts'
import { recordAudit } from '../../identity/audit'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { closeCases, decideCase, lockCase, notifyOfCase, openCase } from '../cases'

/** A proposal to suspend somebody that admins have not decided. */
export type SuspensionProposal = { caseId: number; by: string; at: Date; words: string }

/**
 * Proposes to admins that somebody's account is suspended. A second proposal about one person is refused while the first is open. Editors
 * only. @throws DomainError `forbidden`, `invalid` without a reason, `not_found` without an account, `conflict`.
 */
export async function proposeSuspension(viewer: Viewer, personId: number, words: string): Promise<void> {
  const openedBy = authorizePerson(viewer, 'suspension.propose')
  if (!words.trim()) throw new DomainError('invalid', 'Give a reason. Admins and the other editors read it.', 'words')
  if (personId === openedBy) throw new DomainError('conflict', 'You can’t propose your own suspension.')
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { personId }, select: { suspendedAt: true } })
    if (!user) throw new DomainError('not_found', 'This person has no account.')
    if (user.suspendedAt) throw new DomainError('conflict', 'This account is suspended already.')
    const subject = { kind: 'person', id: personId } as const
    const { isNew } = await openCase(tx, { kind: 'suspension', subject, authorId: personId, openedBy, words })
    if (!isNew) throw new DomainError('conflict', 'Somebody has proposed this already. Admins have not decided yet.')
    await notifyOfCase(tx, viewer, 'suspension', subject)
    await recordAudit(tx, viewer, { action: 'suspension.propose', subject, reason: words })
  })
}

/** Suspends an account, which decides a proposal about it. The person reads the reason. Admins only. @throws DomainError as `suspend()` does. */
export async function suspendPerson(viewer: Viewer, personId: number, reason: string): Promise<void> {
  await transaction(async (tx) => {
    await suspendIn(tx, viewer, personId, reason)
    await closeCases(tx, viewer, { kinds: ['suspension'], subject: { kind: 'person', ids: [personId] }, outcome: 'suspended' })
  })
}

/** Suspends whom an open proposal names. Admins only. @throws DomainError `not_found`, `conflict` if it is decided, or as `suspend()` does. */
export async function suspendProposed(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'admin.people')
  const found = await db().moderationCase.findFirst({ where: { id: caseId, kind: 'suspension' } })
  if (!found || found.subjectId === null) throw new DomainError('not_found', 'There is no such case.')
  if (found.decidedAt) throw new DomainError('conflict', 'Somebody has decided this already.')
  await suspendPerson(viewer, found.subjectId, reason)
}

/** Decides against a proposal. The editors who see it read the reason, if there is one. Admins only. @throws DomainError. */
export async function declineSuspension(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'admin.people')
  await transaction(async (tx) => {
    const { subjectId } = await lockCase(tx, caseId, ['suspension'])
    await decideCase(tx, viewer, caseId, { outcome: 'declined', reason })
    await recordAudit(tx, viewer, { action: 'suspension.decline', subject: { kind: 'person', id: subjectId ?? 0 }, reason })
  })
}

/** Returns the open proposal to suspend a person, or null. @throws DomainError `forbidden` unless an admin asks. */
export async function readProposal(viewer: Viewer, personId: number): Promise<SuspensionProposal | null> {
  authorize(viewer, 'admin.people')
  const found = await db().moderationCase.findFirst({
    where: { kind: 'suspension', subjectKind: 'person', subjectId: personId, decidedAt: null },
  })
  if (!found) return null
  const by = await db().person.findUnique({ where: { id: found.openedBy ?? 0 }, select: { displayName: true } })
  return { caseId: found.id, by: by?.displayName ?? 'Somebody', at: found.openedAt, words: found.words }
}
