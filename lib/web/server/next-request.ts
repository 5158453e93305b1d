import http from 'node:http'
import { env } from '../../platform/env'

type Asked = {
  method: 'GET' | 'POST'
  url: string
  /** Random, for this rendering alone: Next puts it on every script it writes. */
  nonce: string
  /** Of a request to a route handler that takes one. */
  body?: { type: string; bytes: Buffer } | undefined
}

/**
 * The request that Next sees. Its headers are made here and none is passed on: a page is kept for everyone, so nothing that one
 * reader's browser or program says may change it. What a page may know of its reader is in the request context.
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
    // Any name will do: next.config.ts says that nobody gets a page whose head follows later.
    'user-agent': 'Cairn',
    'content-security-policy': `script-src 'nonce-${nonce}'`,
    ...(body && { 'content-type': body.type, 'content-length': String(body.bytes.length) }),
  }
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) => [name, String(value)])
  if (body) request.push(body.bytes)
  request.push(null)
  request.complete = true
  // Read to its end, it may be destroyed without taking the connection with it.
  if (!body) request.resume()
  return request
}
