import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isHttps } from './headers'

const name = 'cairn.written'
/** By then every process has heard of the write anyway. */
const keptSeconds = 10

/**
 * After a write: a cookie of this write, by which whichever process answers next looks for expiries again. Not their number:
 * one that is lower may be committed later.
 */
export function writtenCookie(): string {
  return `${name}=${randomBytes(9).toString('base64url')}; Path=/; Max-Age=${keptSeconds}; HttpOnly; SameSite=Lax${isHttps() ? '; Secure' : ''}`
}

/** The write that this reader has just made, or null. */
export function writtenBy(request: IncomingMessage): string | null {
  const found = new RegExp(`(?:^|; )${name.replace('.', '\\.')}=([\\w-]{1,40})(?:;|$)`).exec(request.headers.cookie ?? '')
  return found ? (found[1] as string) : null
}
