import type { ServerResponse } from 'node:http'
import { resetHeaders } from '../http'
import { type SimplePage, simplePage, simplePagePolicy } from './simple-page'

/** Responds with a line of text. */
export function sendText(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  send(response, status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, text)
}

/** Responds in the format that the request accepts: a page for a browser, JSON for a script, a line of text for anything else. */
export function sendRefusal(
  response: ServerResponse,
  status: number,
  { title, text, form }: SimplePage,
  headers: Record<string, string> = {},
): void {
  const accept = String(response.req.headers.accept ?? '')
  if (accept.startsWith('application/json')) {
    send(response, status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }, JSON.stringify({ error: text }))
  } else if (accept.includes('text/html')) {
    const own = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': simplePagePolicy }
    send(response, status, { ...own, ...headers }, simplePage({ title, text, form }))
  } else sendText(response, status, `${text}\n`, headers)
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, text: string): void {
  resetHeaders(response)
  response.writeHead(status, { 'Cache-Control': 'no-store', ...headers, 'Content-Length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}
