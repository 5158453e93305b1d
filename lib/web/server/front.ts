import type { IncomingMessage, ServerResponse } from 'node:http'
import { fromNodeHeaders } from 'better-auth/node'
import type { ViewCounter } from '../../community/views'
import type { SignedIn } from '../../identity/accounts'
import { visitor } from '../../identity/viewer'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import type { ExpiryFollower } from '../../platform/expiry'
import { log } from '../../platform/log'
import { countReading } from '../../platform/rate-limit'
import { findAction, handleAction, type Refused } from '../actions'
import { notFoundPath, type PageCache, type PageServer, type SessionCache } from '../cache'
import {
  type Address,
  addressFault,
  carriesSession,
  clientAddress,
  faultFields,
  isSameOrigin,
  isServed,
  isStatic,
  newRequestId,
  ReaderLeft,
  type RequestContext,
  readAddress,
  readBody,
  setSecurityHeaders,
  writtenBy,
} from '../http'
import { sendRefusal, sendText } from './answer'
import type { BodyWatch } from './body-watch'
import { answerFault } from './fault-answer'
import { sendMetrics, sendReadiness } from './health'
import { isAuthPath, servePasskeys } from './passkeys'

/** Bodies of what is no form: titles of a question being asked, a click. */
const otherBytesMax = 64_000

/** What the front of a web process is made of. */
export type Parts = {
  pages: PageServer
  cache: PageCache
  sessions: SessionCache
  follower: ExpiryFollower
  views: ViewCounter
  bodies: BodyWatch
  /** While one works on the code: what goes to Next's tools as it came. */
  devTools: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null
}

/** Handles every request: decides what it is, who may send it, and what responds to it. Never throws. */
export class Front {
  constructor(private readonly parts: Parts) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = newRequestId()
    setSecurityHeaders(response)
    response.setHeader('X-Request-Id', id)
    try {
      await this.route(id, request, response)
    } catch (error) {
      await answerFault(id, error, request, response)
    }
  }

  private async route(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = addressFault(request.url ?? '/')
    if (fault) return sendRefusal(response, 400, { title: 'This address is too long', text: fault }, { Connection: 'close' })
    const { devTools } = this.parts
    if (devTools && /^\/(_next|__next)/.test(request.url ?? '')) return devTools(request, response)
    const address = devTools ? asItCame(request) : readAddress(request.url ?? '/')
    const allowed = methodsOf(address)
    const method = request.method ?? ''
    if (method === 'OPTIONS') return void response.writeHead(204, { Allow: allowed.join(', ') }).end()
    if (!allowed.includes(method)) {
      const text = `Nothing here takes ${method}. It takes ${allowed.join(', ')}.`
      return sendRefusal(response, 405, { title: 'This address takes no such request', text }, { Allow: allowed.join(', ') })
    }
    const reader = clientAddress(request, env().trustedProxies)
    const admitted = this.parts.bodies.admit(request, response, reader)
    if (admitted !== 'welcome') {
      const text =
        admitted === 'too many'
          ? 'Too much is being sent just now. Try again in a moment.'
          : 'Too much is being sent from where you are. Try again in a moment.'
      const headers = { 'Retry-After': '5', Connection: 'close' }
      return sendRefusal(response, admitted === 'too many' ? 503 : 429, { title: 'Try again in a moment', text }, headers)
    }
    return this.serve(id, address, reader, response)
  }

  private async serve(id: string, address: Address, reader: string, response: ServerResponse): Promise<void> {
    const request = response.req
    const { pathname } = address
    if (pathname === '/healthz') return sendText(response, 200, 'ok\n')
    if (pathname === '/readyz') return sendReadiness(response, this.parts.follower.listening())
    if (pathname === '/metrics') return sendMetrics(request, response, this.parts.cache)
    if (isAuthPath(pathname)) return servePasskeys(pathname, reader, request, response)
    const context = await this.contextOf(id, pathname, reader, response)
    if (request.method !== 'POST') return this.page(address, request, response, context)
    request.url = address.url
    const found = findAction(pathname)
    if (found) return this.form(found, request, response, context)
    if (!isSameOrigin(request)) return sendText(response, 403, 'This was sent from another site.\n')
    const bytes = await readBody(request, otherBytesMax).catch(() => null)
    if (!bytes) return sendText(response, 413, 'This is too large.\n')
    return this.parts.pages.servePost({ url: address.url, request, response, context }, bytes)
  }

  private async contextOf(id: string, pathname: string, address: string, response: ServerResponse): Promise<RequestContext> {
    const request = response.req
    const reader = { address, userAgent: String(request.headers['user-agent'] ?? '') }
    const context: RequestContext = { id, viewer: visitor, reader, tags: new Set(), signedIn: null, personal: false }
    if (isStatic(pathname)) return context
    // First what this reader has just written: it may have been a sign-out.
    const written = writtenBy(request)
    if (written !== null) await this.parts.follower.catchUpTo(written)
    const signedIn = await this.sessionOf(request, response)
    return signedIn ? { ...context, signedIn, viewer: { audience: signedIn.viewer.audience, personId: null } } : context
  }

  /** Who is signed in by the request's cookies; without one there is nothing to look up. */
  private async sessionOf(request: IncomingMessage, response: ServerResponse): Promise<SignedIn | null> {
    if (!carriesSession(request.headers.cookie)) return null
    const { signedIn, cookies } = await this.parts.sessions.read(fromNodeHeaders(request.headers))
    if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
    return signedIn
  }

  private async page(
    { pathname, url, route }: Address,
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<void> {
    const { limit } = route
    const admit = limit && (() => countReading(limit, context.reader.address))
    // What is nowhere has one address: a page is not kept again for each that was guessed.
    const shown = isServed(pathname) ? url : `${notFoundPath}/missing`
    const served = await this.parts.pages.serve({ url: shown, request, response, context }, admit).catch((error) => {
      if (!(error instanceof DomainError) || error.code !== 'too_many') throw error
      const headers = { 'Retry-After': '60' }
      sendRefusal(response, 429, { title: 'Too much at once', text: error.message }, headers)
      return null
    })
    if (served?.status === 200 && request.method === 'GET' && served.subject) {
      this.parts.views.note(served.subject.kind, served.subject.id, context.reader.address, context.reader.userAgent)
    }
  }

  private async form(
    found: NonNullable<ReturnType<typeof findAction>>,
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<void> {
    const { signedIn, reader } = context
    const headers = fromNodeHeaders(request.headers)
    const sender = { requestId: context.id, viewer: signedIn?.viewer ?? visitor, signedIn, ...reader, headers }
    const refused = await handleAction(request, response, found, sender)
    if (refused) await this.showAgain(refused, request, response, context)
  }

  private async showAgain(refused: Refused, request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void> {
    context.form = refused.form
    try {
      const { url } = readAddress(refused.page)
      await this.parts.pages.serveRefused({ url, request, response, context }, refused.status)
    } catch (error) {
      if (error instanceof ReaderLeft) throw error
      // The page needs what has just failed. What was typed comes back without it.
      log('error', 'page of a refused form failed', { request: context.id, path: refused.page.split('?')[0], ...faultFields(error) })
      const form = { action: request.url ?? '/', values: refused.typed }
      sendRefusal(response, refused.status, { title: 'This could not be done', text: refused.form.message, form })
    }
  }
}

function methodsOf({ pathname, route }: Address): string[] {
  const own = isAuthPath(pathname) ? ['GET', 'POST'] : route.methods
  return [...new Set([...own, 'OPTIONS', ...(findAction(pathname) ? ['POST'] : [])])].sort()
}

/** While one works on the code, nothing is kept and Next's tools need parameters of their own. */
function asItCame(request: IncomingMessage): Address {
  return { ...readAddress(request.url ?? '/'), url: request.url ?? '/' }
}
