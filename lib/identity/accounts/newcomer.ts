import { renderText } from '../../content'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import type { SignedIn } from './signed-in'

const newcomerDays = 1
const newcomerLinksMax = 3

/**
 * Checks a post of an account that is younger than a day: few links, few posts. Spam comes from such accounts, and people rarely reach
 * these limits. @throws DomainError `invalid` or `too_many`.
 */
export async function checkNewcomer(signedIn: SignedIn | null, text: string, edit = false): Promise<void> {
  if (signedIn?.person.role !== 'member') return
  if (Date.now() - signedIn.user.createdAt.getTime() > newcomerDays * 86_400_000) return
  // A text that can't be formatted now may be formatted later, so everything that could become a link counts.
  const links = (await renderText(text)).links ?? text.match(/https?:|www\.|\]\(/gi)?.length ?? 0
  if (links > newcomerLinksMax)
    throw new DomainError('invalid', `A new account may put ${newcomerLinksMax} links into a post; this has ${links}.`, 'body')
  if (!edit) await countAgainst('first_posts', `person ${signedIn.person.id}`)
}
