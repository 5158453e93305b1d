import http from 'node:http'
import path from 'node:path'
import { parse } from 'node:url'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import next from 'next'
import { auth } from '../accounts/auth'
import { countAgainst } from '../accounts/rate-limit'
import type { SignedIn } from '../accounts/signed-in'
import { contentPool } from '../content/pool/content-pool'
import { disconnect } from '../db/client'
import { env } from '../env'
import { type ExpiryFollower, followExpiries } from '../expiry/follow-expiries'
import { log, messageOf } from '../log'
import { meaningFault, readMeaningState, readServingModel, warmMeaning } from '../meaning'
import { readOutbox, searchStanding } from '../search'
import { visitor } from '../viewer/viewer'
import { ViewCounter } from '../views/count-views'
import { clientAddress } from './client-address'
import { securityHeaders } from './content-security'
import { findAction, handleAction } from './handle-action'
import { metrics } from './metrics'
import { isSameOrigin } from './origin'
import { PageCache } from './page-cache'
import { readiness } from './readiness'
import { type RequestContext, withRequest } from './request-context'
import { PageServer } from './serve-page'
import { SessionCache } from './session-cache'
import { writtenBy } from './written-cookie'

const root = path.resolve(import.meta.dirname, '../..')
/** A shutdown waits this long for answers under way. */
const drainMs = 10_000
/** Bodies of what is no form: a passkey's answer, a click. */
const otherBytesMax = 64_000

export type WebServer = { address: string; close(): Promise<void> }

/** Starts a web process: Next behind the page cache. Resolves once it listens. */
export async function startWebServer(options: { dev?: boolean } = {}): Promise<WebServer> {
  const { port, host, databaseUrl, pageCacheMegabytes, trustedProxies } = env()
  if (!databaseUrl) throw new Error('No database: set DATABASE_URL, or start through `npm start`.')
  // By this copy of the module and not by Next's, which would look for its file elsewhere.
  contentPool()
  const app = next({ dev: options.dev ?? false, dir: root, quiet: true, hostname: host, port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const cache = new PageCache(pageCacheMegabytes)
  const sessions = new SessionCache(() => follower.listening())
  const follower = followExpiries(
    databaseUrl,
    (tags) => {
      metrics().expiries.inc()
      cache.expire(tags)
      sessions.expire(tags)
    },
    (error) => log('warn', 'expiries not heard', { error: error.message }),
  )
  const views = new ViewCounter()
  const contextOf = (request: http.IncomingMessage, signedIn: SignedIn | null): RequestContext => ({
    viewer: signedIn ? { audience: signedIn.viewer.audience, personId: null } : visitor,
    reader: { address: clientAddress(request, trustedProxies), userAgent: String(request.headers['user-agent'] ?? '') },
    tags: new Set(),
    signedIn,
    personal: false,
  })
  const pass = (request: http.IncomingMessage, response: http.ServerResponse) => handle(request, response, parse(request.url ?? '/', true))
  const pages = new PageServer(cache, pass, () => !options.dev && follower.listening())
  const authHandler = toNodeHandler(auth())

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => {
      // Whoever left needs no answer.
      if (request.destroyed && !response.headersSent) return response.destroy()
      log('error', 'request failed', { path: request.url?.split('?')[0], error: messageOf(error) })
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Something went wrong here. It has been logged.\n')
    })
  })

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    // No address of ours has a NUL in it, and no database takes one.
    while (request.url?.includes('%00')) request.url = request.url.replaceAll('%00', '')
    const pathname = request.url?.split('?')[0] ?? '/'
    if (pathname === '/healthz') return plain(response, 200, 'ok\n')
    if (pathname === '/readyz') return ready(response, follower)
    if (pathname === '/metrics') {
      metrics().cachedPages.set(cache.size.pages)
      metrics().cachedBytes.set(cache.size.bytes)
      await measureSearch()
      response.setHeader('Content-Type', metrics().registry.contentType)
      response.end(await metrics().registry.metrics())
      return
    }
    if (pathname.startsWith('/api/auth/')) return passkeys(pathname, request, response)
    if (pathname === '/not-found-page' || !isDecodable(pathname)) request.url = '/not-found-page/missing'
    // First what this reader has just written: it may have been a sign-out.
    const written = writtenBy(request)
    if (written !== null) await follower.hear(written)
    const signedIn = await sessionOf(sessions, request, response)
    const context = contextOf(request, signedIn)
    if (request.method === 'GET' || request.method === 'HEAD') return page(request, response, context)
    const found = request.method === 'POST' ? findAction(pathname) : null
    if (found) return act(found, request, response, context)
    if (isTooLarge(request)) return plain(response, 413, 'This is too large.\n')
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    return withRequest(context, () => pass(request, response))
  }

  async function page(request: http.IncomingMessage, response: http.ServerResponse, context: RequestContext): Promise<void> {
    const served = await pages.serve(request, response, context)
    if (served.status === 200 && request.method === 'GET' && served.subject) {
      views.note(served.subject.kind, served.subject.id, context.reader.address, context.reader.userAgent)
    }
  }

  async function act(
    found: NonNullable<ReturnType<typeof findAction>>,
    request: http.IncomingMessage,
    response: http.ServerResponse,
    context: RequestContext,
  ): Promise<void> {
    const { signedIn, reader } = context
    const refused = await handleAction(request, response, found, {
      viewer: signedIn?.viewer ?? visitor,
      signedIn,
      ...reader,
      headers: fromNodeHeaders(request.headers),
    })
    if (!refused) return
    request.url = refused.page
    context.form = refused.form
    await pages.serveRefused(request, response, context, refused.status)
  }

  // Of better-auth's own addresses only those that need a script: everything else has forms of ours, which count.
  async function passkeys(pathname: string, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    // The whole path and nothing around it: the library would make another address of one with dots in it.
    if (!/^\/api\/auth\/passkey\/[a-z-]+$/.test(pathname)) return plain(response, 404, 'There is nothing here.\n')
    if (isTooLarge(request)) return plain(response, 413, 'This is more than a passkey needs.\n')
    if (request.method === 'POST' && !isSameOrigin(request)) return plain(response, 403, 'This was sent from another site.\n')
    try {
      await countAgainst('sign_in', clientAddress(request, trustedProxies))
    } catch (error) {
      return plain(response, 429, `${messageOf(error)}\n`)
    }
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    return authHandler(request, response)
  }

  if (options.dev) server.on('upgrade', app.getUpgradeHandler())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Set PORT to another one.`) : error)
    })
    server.listen(port, host, resolve)
  })
  // By this copy of the module and not by Next's, and before anyone asks.
  void warmMeaning()
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
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

/** Whether a body that no form of ours reads is larger than any of them needs, or hides its size. */
function isTooLarge(request: http.IncomingMessage): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true
  return Number(request.headers['content-length'] ?? 0) > otherBytesMax
}

/** Whether a path is well encoded: what is not names nothing. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

/** Who is signed in by the request's cookies; without one there is nothing to look up. */
async function sessionOf(sessions: SessionCache, request: http.IncomingMessage, response: http.ServerResponse): Promise<SignedIn | null> {
  if (!request.headers.cookie?.includes('cairn.session_token')) return null
  if (request.url?.startsWith('/_next/') || request.url?.startsWith('/fonts/')) return null
  const { signedIn, cookies } = await sessions.read(fromNodeHeaders(request.headers))
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
  return signedIn
}

async function measureSearch(): Promise<void> {
  metrics().searchReduced.set((await searchStanding()).reduced ? 1 : 0)
  const { waiting, dead, oldestSeconds } = await readOutbox()
  metrics().searchOutbox.set({ state: 'waiting' }, waiting)
  metrics().searchOutbox.set({ state: 'dead' }, dead)
  metrics().searchOutboxOldest.set(oldestSeconds)
  const [meaning, model] = await Promise.all([readMeaningState(), readServingModel()])
  metrics().meaningWaiting.set(meaning.waiting)
  metrics().meaningServes.set(model && !meaningFault() ? 1 : 0)
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
