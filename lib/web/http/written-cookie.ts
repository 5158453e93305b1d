import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isHttps } from './headers'

const name = 'cairn.written'
/** By then every process has applied the write's expiries anyway. */
const keptSeconds = 10

/**
 * Returns a cookie that names this write. The next process that serves the reader looks for expiries first. The cookie does not hold the
 * number of an expiry, because a lower number may be committed later.
 */
export function writtenCookie(): string {
  return `${name}=${randomBytes(9).toString('base64url')}; Path=/; Max-Age=${keptSeconds}; HttpOnly; SameSite=Lax${isHttps() ? '; Secure' : ''}`
}

/** Returns the write that this reader has just made, or null. */
export function writtenBy(request: IncomingMessage): string | null {
  const found = new RegExp(`(?:^|; )${name.replace('.', '\\.')}=([\\w-]{1,40})(?:;|$)`).exec(request.headers.cookie ?? '')
  return found ? (found[1] as string) : null
}
