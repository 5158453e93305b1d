import { oneLine } from '../../content'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { displayNameLengthMax, storable } from '../../shared'

/**
 * Changes what others read about a person. The name in addresses stays, because links contain it. @throws DomainError `invalid` for a name
 * without a letter or digit.
 */
export async function changeProfile(personId: number, input: { displayName: string; about: string }): Promise<void> {
  const displayName = oneLine(input.displayName, displayNameLengthMax)
  if (!/[\p{L}\p{N}]/u.test(displayName)) throw new DomainError('invalid', 'A name needs at least one letter.', 'displayName')
  await transaction(async (tx) => {
    const before = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { displayName: true } })
    await tx.person.update({ where: { id: personId }, data: { displayName, about: storable(input.about).trim() } })
    await tx.user.updateMany({ where: { personId }, data: { name: displayName } })
    // A name is shown with every post, so all pages expire. Few people change theirs.
    await expirePages(tx, [before.displayName === displayName ? pageTags.person(personId) : pageTags.everything, pageTags.sessions])
  })
}

/** Returns what a person says about themselves. */
export async function readProfile(personId: number): Promise<{ displayName: string; about: string }> {
  return db().person.findUniqueOrThrow({ where: { id: personId }, select: { displayName: true, about: true } })
}
