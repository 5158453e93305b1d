import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse, type UrlWithParsedQuery } from 'node:url'
import type { Handler } from '../cache'
import { nextRequest } from './next-request'

/** Next's own handler, as `next()` returns it. */
type Next = (request: IncomingMessage, response: ServerResponse, url: UrlWithParsedQuery) => Promise<void>

/**
 * Next as this server asks it: for pages without a reader's headers. During development, Next's tools need the browser's headers, so they
 * are passed on, and nothing is cached.
 */
export function nextHandlers(handle: Next, dev: boolean) {
  const page: Handler = (outer, response, { url, nonce, body }) => {
    const type = String(outer.headers['content-type'] ?? '')
    const request = nextRequest(outer, { method: body ? 'POST' : 'GET', url, nonce, body: body && { type, bytes: body } })
    if (dev) Object.assign(request.headers, { ...outer.headers, ...request.headers })
    return handle(request, response, parse(url, true))
  }
  return {
    page,
    /** Passes a request on as it came. For Next's tools during development only. */
    raw: (outer: IncomingMessage, response: ServerResponse) => handle(outer, response, parse(outer.url ?? '/', true)),
  }
}
