import type { IncomingMessage } from 'node:http'
import { env } from '../../platform/env'

/**
 * Whether a write comes from a page of this site. Browsers say where a request comes from, in one header or another. A program that says
 * nothing may write as a visitor, but not with someone's cookies: it could be a browser that was made silent.
 */
export function isSameOrigin(request: IncomingMessage): boolean {
  const { origin, referer, host, cookie } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  // Pages without a referrer send "null". Then Sec-Fetch-Site counts.
  if (origin !== undefined && !(origin === 'null' && site === 'same-origin')) return isOurs(origin, host)
  if (site !== undefined) return true
  if (referer !== undefined) return isOurs(referer, host)
  return !carriesSession(cookie)
}

/** Whether cookies name a session. */
export function carriesSession(cookie: string | undefined): boolean {
  return cookie?.includes('cairn.session_token') ?? false
}

function isOurs(address: string, host: string | undefined): boolean {
  if (!URL.canParse(address)) return false
  const { host: named, origin } = new URL(address)
  return named === host || origin === new URL(env().siteUrl).origin
}
