import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse, type UrlWithParsedQuery } from 'node:url'
import type { Handler } from '../cache'
import { nextRequest } from './next-request'

/** Next's own handler, as `next()` returns it. */
type Next = (request: IncomingMessage, response: ServerResponse, url: UrlWithParsedQuery) => Promise<void>

/**
 * Next as our server asks it: for pages as nobody in particular. While one works on the code its tools are let through, which
 * need what the browser sends; nothing is kept then.
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
    /** The request as it came: for the tools of development alone. */
    raw: (outer: IncomingMessage, response: ServerResponse) => handle(outer, response, parse(outer.url ?? '/', true)),
  }
}
