import type { Role } from '../../platform/db'
import { env } from '../../platform/env'
import type { Mail } from '../../platform/mail'
import { urls } from '../../shared'

const link = (path: string) => `${env().siteUrl}${path}`
const signed = (text: string) => `${text}\n\n${env().siteName}\n${env().siteUrl}\n`

/** What an invitation says about its role. */
const invitedAs: Record<Role, string> = { member: '', editor: ' as an editor', admin: ' as an administrator' }

/** The mails about accounts. Each says why it was sent and what to do for someone who did not ask for it. */
export const accountMails = {
  verify: (to: string, token: string, hours: number, next: string): Mail => ({
    to,
    subject: `Confirm your address for ${env().siteName}`,
    body: signed(
      `Someone, probably you, made an account with this address. Open this link within ${hours} hours and press the button there:\n\n${link(urls.verify({ token, next }))}\n\nIt confirms your address and signs you in.\n\nIf it was not you, do nothing: the account can’t be used until its address is confirmed.`,
    ),
  }),
  existing: (to: string, next: string): Mail => ({
    to,
    subject: `You already have an account at ${env().siteName}`,
    body: signed(
      `Someone, probably you, wanted to make an account with this address. There is one already, so no second one was made.\n\nSign in: ${link(urls.signIn({ next }))}\nChoose a new password: ${link(urls.forgot({ next }))}\n\nIf it was not you, you need not do anything.`,
    ),
  }),
  reset: (to: string, token: string, minutes: number, next: string): Mail => ({
    to,
    subject: `A new password for ${env().siteName}`,
    body: signed(
      `Someone, probably you, asked for a new password. Choose one here within ${minutes} minutes:\n\n${link(urls.reset({ token, next }))}\n\nIf it was not you, do nothing: your password stays as it is.`,
    ),
  }),
  newAddress: (to: string, token: string, hours: number): Mail => ({
    to,
    subject: `Confirm your new address for ${env().siteName}`,
    body: signed(
      `Someone, probably you, wants to use this address for their account. Open this within ${hours} hours and confirm it:\n\n${link(urls.confirmAddress({ token }))}\n\nIf it was not you, do nothing: nothing changes.`,
    ),
  }),
  addressInUse: (to: string): Mail => ({
    to,
    subject: `This address is in use at ${env().siteName}`,
    body: signed(
      `Someone, probably you, wanted to use this address for an account. It belongs to an account already, so nothing was changed.\n\nSign in to that account: ${link(urls.signIn())}\nChoose a new password for it: ${link(urls.forgot())}\n\nIf it was not you, nothing needs to be done.`,
    ),
  }),
  addressChanged: (to: string, token: string, days: number): Mail => ({
    to,
    subject: `Your address for ${env().siteName} was changed`,
    body: signed(
      `Your account uses another mail address from now on. If that was you, nothing needs to be done.\n\nIf it was not you, take it back within ${days} days:\n\n${link(urls.undoAddress({ token }))}\n\nThe account then uses this address again, is signed out everywhere, loses its passkeys, and you choose a new password.`,
    ),
  }),
  addressLost: (to: string): Mail => ({
    to,
    subject: `Your address for ${env().siteName} was taken back`,
    body: signed(
      `The account that used this address uses its earlier one again: someone opened the link that was sent there when the address was changed. The account is signed out everywhere, and its passkeys and password no longer work.\n\nIf the account is yours and you did not do this, write to those who run this site: ${env().contact ?? env().mailFrom}`,
    ),
  }),
  addressSet: (to: string): Mail => ({
    to,
    subject: `Your address for ${env().siteName} was changed`,
    body: signed('An administrator has set another mail address for your account. If you did not ask for that, write to them.'),
  }),
  invitation: (to: string, token: string, by: string, role: Role): Mail => ({
    to,
    subject: `${by} invites you to ${env().siteName}`,
    body: signed(
      `${by} invites you${invitedAs[role]}. Make your account here within seven days, with this mail address:\n\n${link(urls.signUp({ invitation: token }))}\n\nThe link works once. If you don’t know what this is about, do nothing.`,
    ),
  }),
}
