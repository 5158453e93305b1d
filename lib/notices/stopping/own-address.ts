import { authorizePerson, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { type MailStop, readMailStop, resumeMailTo } from '../../platform/mail'

/** Returns why mail to the person's own address is stopped; null if it is not. @throws DomainError `forbidden` for visitors. */
export async function readOwnStop(viewer: Viewer): Promise<MailStop | null> {
  const email = await ownAddress(viewer)
  return email === null ? null : readMailStop(email)
}

/** Lets mail to the person's own address be sent again. Doing it twice is doing it once. @throws DomainError `forbidden`. */
export async function resumeOwnMail(viewer: Viewer): Promise<void> {
  const email = await ownAddress(viewer)
  if (email !== null) await transaction((tx) => resumeMailTo(tx, email))
}

async function ownAddress(viewer: Viewer): Promise<string | null> {
  const personId = authorizePerson(viewer, 'account.settings', true)
  const user = await db().user.findUnique({ where: { personId }, select: { email: true } })
  return user?.email ?? null
}
