import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { recordAudit } from '../audit'
import { personNamed } from '../people'
import { authorize, type Viewer } from '../viewer'
import { lockPerson, refuseLastAdmin } from './lock-person'
import { mergePersonInto } from './merge-person-into'

type Role = 'member' | 'editor' | 'admin'

/** A person as the administration sees them; `user` is null for imported authors without an account. */
export type ManagedPerson = {
  id: number
  name: string
  displayName: string
  role: Role
  createdAt: Date
  /** The account was deleted: the row is empty, and only posts are left. */
  erasedAt: Date | null
  user: { email: string; suspendedAt: Date | null; suspendedReason: string } | null
  threads: number
  replies: number
}

/** Returns one person, or null. */
export async function readManagedPerson(viewer: Viewer, name: string): Promise<ManagedPerson | null> {
  authorize(viewer, 'admin.people')
  const id = await personNamed(db(), name)
  if (id === null) return null
  const person = await db().person.findUnique({
    where: { id },
    include: {
      user: { select: { email: true, suspendedAt: true, suspendedReason: true } },
      _count: { select: { threads: true, replies: true } },
    },
  })
  return person && { ...person, threads: person._count.threads, replies: person._count.replies }
}

/** Gives a person another role. The last admin can't lose theirs. @throws DomainError `forbidden`, `not_found` or `conflict`. */
export async function setRole(viewer: Viewer, personId: number, role: Role): Promise<void> {
  authorize(viewer, 'admin.people')
  await transaction(async (tx) => {
    const person = await lockPerson(tx, personId)
    if (person.role === role) return
    if (person.role === 'admin') await refuseLastAdmin(tx, personId)
    await tx.person.update({ where: { id: personId }, data: { role } })
    await recordAudit(tx, viewer, { action: 'person.role', subject: { kind: 'person', id: personId }, reason: `${person.role} → ${role}` })
    // Posts of editors carry the word Editor, so all pages expire.
    await expirePages(tx, [pageTags.everything])
  })
}

/** Suspends an account; its posts stay. Its sessions open nothing from now on but the reason, see `readSignedIn()`. @throws DomainError `forbidden`, `not_found`, `conflict`, `invalid`. */
export async function suspend(viewer: Viewer, personId: number, reason: string): Promise<void> {
  await transaction((tx) => suspendIn(tx, viewer, personId, reason))
}

/** The same in the caller's transaction. */
export async function suspendIn(tx: Db, viewer: Viewer, personId: number, reason: string): Promise<void> {
  authorize(viewer, 'admin.people')
  if (!reason.trim()) throw new DomainError('invalid', 'Say why.', 'reason')
  const person = await lockPerson(tx, personId)
  if (personId === viewer.personId) throw new DomainError('conflict', 'You can’t suspend yourself.')
  if (person.role === 'admin') await refuseLastAdmin(tx, personId)
  if ((await tx.user.count({ where: { personId } })) === 0) throw new DomainError('not_found', 'This person has no account.')
  await tx.user.update({
    where: { personId },
    data: { suspendedAt: new Date(), suspendedReason: reason.trim().slice(0, 500), suspendedReasonShown: true },
  })
  await expirePages(tx, [pageTags.sessions])
  await recordAudit(tx, viewer, { action: 'person.suspend', subject: { kind: 'person', id: personId }, reason })
}

/** Ends a suspension. @throws DomainError `forbidden`. */
export async function unsuspend(viewer: Viewer, personId: number): Promise<void> {
  authorize(viewer, 'admin.people')
  await transaction(async (tx) => {
    await tx.user.updateMany({ where: { personId }, data: { suspendedAt: null, suspendedReason: '', suspendedReasonShown: false } })
    // Someone else may have one of the sessions: everyone signs in again.
    await tx.session.deleteMany({ where: { user: { personId } } })
    await expirePages(tx, [pageTags.sessions])
    await recordAudit(tx, viewer, { action: 'person.unsuspend', subject: { kind: 'person', id: personId } })
  })
}

/**
 * Makes an imported author this account's person, see `mergePersonInto()`. @throws DomainError `forbidden`, `not_found`, `conflict` if the
 * author has an account.
 */
export async function assignAuthor(viewer: Viewer, authorName: string, email: string): Promise<void> {
  authorize(viewer, 'admin.people')
  await transaction(async (tx) => {
    const authorId = await personNamed(tx, authorName)
    const user = await tx.user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } })
    if (authorId === null) throw new DomainError('not_found', 'There is no such author.')
    if (!user) throw new DomainError('not_found', 'No account has this address.', 'email')
    await mergePersonInto(tx, viewer, authorId, user.id)
  })
}
