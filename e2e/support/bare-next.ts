// Next's own handler with nothing of ours in front: tells what it does with a request that we made. One process of one test.
import http from 'node:http'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { parse } from 'node:url'
import next from 'next'
import { captureResponse } from '../../lib/web/cache/captured-response'
import { resetHeaders } from '../../lib/web/http/headers'
import { withRequest } from '../../lib/web/http/request-context'
import { nextRequest } from '../../lib/web/server/next-request'
import { aRequestContext } from '../../test/request-context'

/** What to ask Next for; `headers` are added to those that we make, null takes one away. */
export type Probe = { url: string; nonce: string; headers?: Record<string, string | null> }
/** What came of it, and what the page left in the context of its request. */
export type Probed = {
  status: number
  headers: Record<string, string>
  body: string
  personal: boolean
  tags: string[]
  fault: string | null
}

const app = next({ dev: false, dir: path.resolve(import.meta.dirname, '../..'), quiet: true })
await app.prepare()
const handle = app.getRequestHandler()

async function probe({ url, nonce, headers = {} }: Probe, outer: http.IncomingMessage, response: http.ServerResponse): Promise<Probed> {
  const context = aRequestContext()
  const request = nextRequest(outer, { method: 'GET', url, nonce })
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) delete request.headers[name]
    else request.headers[name] = value
  }
  const captured = captureResponse(response)
  void withRequest(context, () => handle(request, response, parse(url, true)))
  const { status, headers: sent, body } = await captured
  return {
    status,
    headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)])),
    body: body.toString(),
    personal: context.personal,
    tags: [...context.tags],
    fault: context.fault ? String(context.fault) : null,
  }
}

const server = http.createServer(async (request, response) => {
  const asked = (await json(request)) as Probe
  const probed = await probe(asked, request, response)
  resetHeaders(response)
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(probed))
})
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.({ ready: 'listening' }))
process.on('SIGTERM', () => process.exit(0))
// Someone who started it is gone.
process.on('disconnect', () => process.exit(0))
