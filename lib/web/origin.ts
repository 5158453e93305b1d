import type { IncomingMessage } from 'node:http'
import { env } from '../env'

/**
 * Whether a write comes from a page of ours. Browsers say where it comes from; what says nothing is no browser and
 * carries nobody's cookies against their will.
 */
export function isSameOrigin(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const { origin, host } = request.headers
  // Pages that tell nobody their address send "null"; then the browser's other word for it counts.
  if (origin === undefined || (origin === 'null' && site === 'same-origin')) return true
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === host || origin === new URL(env().siteUrl).origin
}
