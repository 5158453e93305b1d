import type http from 'node:http'
import type { Duplex } from 'node:stream'
import next from 'next'
import { protectKeptPictures } from '../../community/uploads'
import { ViewCounter } from '../../community/views'
import { contentPool } from '../../content'
import { disconnect } from '../../platform/db'
import { env, projectRoot } from '../../platform/env'
import { followExpiries } from '../../platform/expiry'
import { requireMigrated } from '../../platform/migrations'
import { Fault } from '../../platform/resilience'
import { warmQueryEmbedder } from '../../search'
import { PageCache, PageServer, SessionCache } from '../cache'
import { metrics } from '../http'
import { Front } from './front'
import { LiveNotices } from './live-notices'
import { makeServer } from './make-server'
import { nextHandlers } from './next-handler'

/** A shutdown waits this long for responses in progress. */
export const drainMs = 10_000

export type WebServer = { address: string; close(): Promise<void> }

/** Starts a web process: Next behind the page cache. Resolves once it listens. */
export async function startWebServer(options: { dev?: boolean } = {}): Promise<WebServer> {
  const { port, host, databaseUrl, pageCacheMegabytes, trustedProxies } = env()
  const dev = options.dev ?? false
  if (!databaseUrl) throw new Error('No database: set DATABASE_URL, or start through `npm start`.')
  await requireMigrated(databaseUrl)
  // Started by this copy of the module. Next's copy would look for its file elsewhere.
  contentPool()
  const app = next({ dev, dir: projectRoot(), quiet: true, hostname: host, port })
  await app.prepare()
  const cache = new PageCache(pageCacheMegabytes)
  const sessions = new SessionCache(() => follower.listening())
  const live = new LiveNotices()
  const unheard = new Fault({ begins: 'expiries not heard', ends: 'expiries are heard again' })
  const follower = followExpiries(
    databaseUrl,
    (tags) => {
      metrics().expiries.inc()
      cache.expire(tags)
      if (sessions.expire(tags)) void live.checkSessions()
    },
    (reason) => (reason === null ? unheard.over() : unheard.met(reason)),
    { notice_heard: (eventId) => live.hear(eventId) },
  )
  const views = new ViewCounter()
  const handlers = nextHandlers(app.getRequestHandler(), dev)
  const pages = new PageServer(cache, handlers.page, () => !dev && follower.listening())
  const { server, bodies } = makeServer({ behindProxy: trustedProxies > 0 }, (request, response) => void front.answer(request, response))
  const front = new Front({ pages, cache, sessions, follower, views, live, bodies, devTools: dev ? handlers.raw : null })
  const endSockets = dev ? letToolsIn(server, app) : () => undefined
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Set PORT to another one.`) : error)
    })
    server.listen(port, host, resolve)
  })
  // Started by this copy of the module as well, and before anyone asks.
  void warmQueryEmbedder()
  void protectKeptPictures()
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      live.close()
      endSockets()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), drainMs).unref()
      await closed
      await views.stop()
      await follower.stop()
      await contentPool().close()
      await disconnect()
    },
  }
}

/**
 * Opens the socket over which Next tells a browser about changed pages. Returns a function that ends all connections at once: a developer
 * waits for the restart, and that socket never ends by itself.
 */
function letToolsIn(server: http.Server, app: ReturnType<typeof next>): () => void {
  const sockets = new Set<Duplex>()
  server.on('upgrade', app.getUpgradeHandler())
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}
