import { createHmac, timingSafeEqual } from 'node:crypto'
import { readSecret } from '../../identity/accounts'
import { env } from '../../platform/env'
import { urls } from '../../shared'
import { type NoticeKind, noticeKindNames } from '../events'

/** Which mails a link stops: those about kinds of events, a digest, or all. */
export type StoppedMails = NoticeKind[] | 'daily' | 'weekly' | 'all'

/** Whose mails a link stops, and which. */
export type Unsubscribe = { personId: number; which: StoppedMails }

const between = '~'

/** Returns the address of the page where mails are stopped without signing in. */
export function unsubscribeAddress(unsubscribe: Unsubscribe): string {
  return `${env().siteUrl}${urls.unsubscribe({ token: tokenOf(unsubscribe) })}`
}

/** Returns a token, which only the site can make. It never expires: an old mail must be stoppable too, and it can do nothing else. */
export function tokenOf({ personId, which }: Unsubscribe): string {
  const said = `${personId}.${Array.isArray(which) ? [...new Set(which)].sort().join(between) : which}`
  return `${said}.${signatureOf(said)}`
}

/** Returns what a token stops; null if the site did not make it, or made it under another secret. */
export function readToken(token: string): Unsubscribe | null {
  const [, said, personId, which, signature] = /^((\d{1,9})\.([a-z_~]{1,400}))\.([\w-]{43})$/.exec(token) ?? []
  if (!said || !which || !signature) return null
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(said)))) return null
  return { personId: Number(personId), which: whichOf(which) }
}

function whichOf(text: string): StoppedMails {
  if (text === 'daily' || text === 'weekly' || text === 'all') return text
  const named = text.split(between)
  return noticeKindNames.filter((kind) => named.includes(kind))
}

const signatureOf = (said: string) => createHmac('sha256', readSecret()).update(`unsubscribe ${said}`).digest('base64url')
