import type { ServerResponse } from 'node:http'
import { env } from '../../platform/env'

const hstsSeconds = 31_536_000

/** Headers of every answer, whatever it is. A page adds its own policy; anything else shows and loads nothing. */
export function securityHeaders(): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ...(isHttps() && { 'Strict-Transport-Security': `max-age=${hstsSeconds}` }),
  }
}

/** Whether the site is reached over TLS, by what CAIRN_URL says: the proxy in front speaks it, not this process. */
export function isHttps(): boolean {
  return env().siteUrl.startsWith('https:')
}

/** Puts the headers of every answer on this one. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value)
}

/** Takes back what was meant to be sent: it described another answer. Cookies of the session and the request's number stay. */
export function resetHeaders(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie' && name !== 'x-request-id') response.removeHeader(name)
  setSecurityHeaders(response)
}

/** A whole answer as text of the protocol, for where Node has no response to write to: what was sent is no request. */
export function rawAnswer(status: string, text: string): string {
  const headers = {
    ...securityHeaders(),
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
  }
  return `HTTP/1.1 ${status}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${text}`
}
