import type { Db, Role } from '../../platform/db'
import { DomainError } from '../../platform/errors'

/** Locks a person for the rest of the transaction. @throws DomainError `not_found`. */
export async function lockPerson(tx: Db, personId: number): Promise<{ role: Role }> {
  await tx.$queryRaw`select 1 from person where id = ${personId} for update`
  const person = await tx.person.findUnique({ where: { id: personId }, select: { role: true } })
  if (!person) throw new DomainError('not_found', 'There is no such person.')
  return person
}

/** Makes sure that another admin can sign in. @throws DomainError `conflict` if this one is the last. */
export async function refuseLastAdmin(tx: Db, personId: number): Promise<void> {
  // All admins are locked. Otherwise two who step down at once would each count the other.
  await tx.$queryRaw`select 1 from person where role = 'admin' order by id for update`
  const others = await tx.user.count({ where: { suspendedAt: null, person: { role: 'admin', id: { not: personId } } } })
  if (others === 0) throw new DomainError('conflict', 'This is the last admin: make another one first.')
}
