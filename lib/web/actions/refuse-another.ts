import type { SignedIn } from '../../identity/accounts'
import { DomainError } from '../../platform/errors'
import type { SentForm } from '../http'

/**
 * Refuses a form that was begun by somebody else than who is signed in now. Forms in which people write name their writer (`writer`): a
 * page may be open when another person signs in beside it, and it saves drafts by itself, also when it is left. @throws DomainError
 * `forbidden`.
 */
export function refuseAnother({ values }: SentForm, signedIn: SignedIn | null): void {
  const writer = values.writer?.[0]
  if (writer && signedIn && writer !== String(signedIn.person.id))
    throw new DomainError('forbidden', 'Someone else is signed in here now. Nothing of this was saved or sent.')
}
