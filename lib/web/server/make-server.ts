import http from 'node:http'
import { rawAnswer, setSecurityHeaders } from '../http'
import { type BodyBounds, BodyWatch, bodyBounds } from './body-watch'
import { type HeaderBounds, headerBounds, watchHeaders } from './header-watch'

/** How often Node checks for connections that are too slow. */
const checkedMs = 1_000
/** An archive of 2 GB at 200 kB/s takes no longer. How slowly a body may come, and how large it may be, has bounds of its own. */
const requestMs = 3 * 3_600_000

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void
type Options = { behindProxy: boolean; headers?: HeaderBounds; body?: BodyBounds }

/** Makes an HTTP/1 server that nobody can hold up: requests must come whole, in time, and in the form of the protocol. */
export function makeServer(options: Options, answer: Answer): { server: http.Server; bodies: BodyWatch } {
  const bodies = new BodyWatch(cutSlow, options.body ?? bodyBounds)
  const server = http.createServer(
    { connectionsCheckingInterval: Math.min(checkedMs, (options.headers ?? headerBounds).headersMs), requestTimeout: requestMs },
    answer,
  )
  watchHeaders(server, options.behindProxy, options.headers)
  server.on('checkExpectation', (_request, response) => {
    setSecurityHeaders(response)
    response
      .writeHead(417, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
      .end('Nothing is expected here but 100-continue.\n')
  })
  server.on('connect', (_request, socket) => socket.end(rawAnswer('405 Method Not Allowed', 'This is no proxy.\n')))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const [status, text] = malformed[error.code ?? ''] ?? ['400 Bad Request', 'This is no request of HTTP/1.\n']
    socket.end(rawAnswer(status, text))
  })
  server.on('close', () => bodies.stop())
  return { server, bodies }
}

const malformed: Record<string, [status: string, text: string]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers of this request, with its address, are larger than 16 kB.\n'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not come in time.\n'],
}

function cutSlow(request: http.IncomingMessage, response: http.ServerResponse): void {
  const { socket } = request
  if (!response.headersSent) {
    setSecurityHeaders(response)
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' }
    response.writeHead(408, headers).end('What was sent came too slowly.\n', () => socket.destroy())
  }
  // A sender who does not read the response either is not waited for.
  setTimeout(() => socket.destroy(), 1_000).unref()
}
