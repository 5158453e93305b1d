import http from 'node:http'
import { env } from '../../platform/env'

type Asked = {
  method: 'GET' | 'POST'
  url: string
  /** Random and new for each rendering: Next writes it on every script. */
  nonce: string
  /** Only for a route handler that takes a body. */
  body?: { type: string; bytes: Buffer } | undefined
}

/**
 * Makes the request that Next sees. No header of the reader's request is passed on: a page is cached for everyone, so nothing that one
 * browser or program sends may change it. The request context holds what a page may know about its reader.
 */
export function nextRequest(outer: http.IncomingMessage, { method, url, nonce, body }: Asked): http.IncomingMessage {
  const { host, protocol } = new URL(env().siteUrl)
  const request = new http.IncomingMessage(outer.socket)
  request.method = method
  request.url = url
  request.httpVersion = '1.1'
  request.httpVersionMajor = 1
  request.httpVersionMinor = 1
  request.headers = {
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
    // The name does not matter: next.config.ts says that every reader gets the whole head at once.
    'user-agent': 'Cairn',
    'content-security-policy': `script-src 'nonce-${nonce}'`,
    ...(body && { 'content-type': body.type, 'content-length': String(body.bytes.length) }),
  }
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) => [name, String(value)])
  if (body) request.push(body.bytes)
  request.push(null)
  request.complete = true
  // When it has been read to its end, it may be destroyed without the connection.
  if (!body) request.resume()
  return request
}
