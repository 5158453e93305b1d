import type { ServerResponse } from 'node:http'
import { env } from '../../platform/env'

const hstsSeconds = 31_536_000

/** Headers of every response. A page adds its own policy; any other response shows and loads nothing. */
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

/** Whether readers reach the site over TLS, by what CAIRN_URL says: the proxy in front speaks it, not this process. */
export function isHttps(): boolean {
  return env().siteUrl.startsWith('https:')
}

/** Sets the headers that every response has. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value)
}

/** Removes headers that described another response. Cookies of the session and the request's number stay. */
export function resetHeaders(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie' && name !== 'x-request-id') response.removeHeader(name)
  setSecurityHeaders(response)
}

/** Returns a whole response as text, for invalid requests, for which Node has no response object. */
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
