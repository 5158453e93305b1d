import http from 'node:http'
import path from 'node:path'
import { parse } from 'node:url'
import next from 'next'
import { disconnect } from '../db/client'
import { env } from '../env'
import { type ExpiryFollower, followExpiries } from '../expiry/follow-expiries'
import { log, messageOf } from '../log'
import { visitor } from '../viewer/viewer'
import { ViewCounter } from '../views/count-views'
import { clientAddress } from './client-address'
import { securityHeaders } from './content-security'
import { metrics } from './metrics'
import { PageCache } from './page-cache'
import { readiness } from './readiness'
import { type RequestContext, withRequest } from './request-context'
import { PageServer } from './serve-page'

const root = path.resolve(import.meta.dirname, '../..')
/** A shutdown waits this long for answers under way. */
const drainMs = 10_000

export type WebServer = { address: string; close(): Promise<void> }

/** Starts a web process: Next behind the page cache. Resolves once it listens. */
export async function startWebServer(options: { dev?: boolean } = {}): Promise<WebServer> {
  const { port, host, databaseUrl, pageCacheMegabytes, trustedProxies } = env()
  if (!databaseUrl) throw new Error('No database: set DATABASE_URL, or start through `npm start`.')
  const app = next({ dev: options.dev ?? false, dir: root, quiet: true, hostname: host, port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const cache = new PageCache(pageCacheMegabytes)
  const follower = followExpiries(
    databaseUrl,
    (tags) => {
      metrics().expiries.inc()
      cache.expire(tags)
    },
    (error) => log('warn', 'expiries not heard', { error: error.message }),
  )
  const views = new ViewCounter()
  const contextOf = (request: http.IncomingMessage): RequestContext => ({
    viewer: visitor,
    reader: { address: clientAddress(request, trustedProxies), userAgent: String(request.headers['user-agent'] ?? '') },
    tags: new Set(),
  })
  const pass = (request: http.IncomingMessage, response: http.ServerResponse) => handle(request, response, parse(request.url ?? '/', true))
  const pages = new PageServer(cache, pass, () => !options.dev && follower.listening(), contextOf)

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => {
      log('error', 'request failed', { path: request.url?.split('?')[0], error: messageOf(error) })
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Something went wrong here. It has been logged.\n')
    })
  })

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const pathname = request.url?.split('?')[0] ?? '/'
    if (pathname === '/healthz') return plain(response, 200, 'ok\n')
    if (pathname === '/readyz') return ready(response, follower)
    if (pathname === '/metrics') {
      metrics().cachedPages.set(cache.size.pages)
      metrics().cachedBytes.set(cache.size.bytes)
      response.setHeader('Content-Type', metrics().registry.contentType)
      response.end(await metrics().registry.metrics())
      return
    }
    const isPage = request.method === 'GET' || request.method === 'HEAD'
    if (!isPage) {
      for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
      return withRequest(contextOf(request), () => pass(request, response))
    }
    const page = await pages.serve(request, response)
    if (page.status === 200 && request.method === 'GET' && page.subject) {
      const { address, userAgent } = contextOf(request).reader
      views.note(page.subject.kind, page.subject.id, address, userAgent)
    }
  }

  if (options.dev) server.on('upgrade', app.getUpgradeHandler())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Set PORT to another one.`) : error)
    })
    server.listen(port, host, resolve)
  })
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), drainMs).unref()
      await closed
      await views.stop()
      await follower.stop()
      await disconnect()
    },
  }
}

async function ready(response: http.ServerResponse, follower: ExpiryFollower): Promise<void> {
  const checks = await readiness(follower.listening())
  const all = checks.every((check) => check.ready)
  plain(
    response,
    all ? 200 : 503,
    checks.map((check) => `${check.ready ? 'ready' : 'NOT READY'}  ${check.name}: ${check.detail}\n`).join(''),
  )
}

function plain(response: http.ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...securityHeaders }).end(text)
}
