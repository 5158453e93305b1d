import type { IncomingMessage, ServerResponse } from 'node:http'
import { fromNodeHeaders } from 'better-auth/node'
import type { ViewCounter } from '../../community/views'
import { visitor } from '../../identity/viewer'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import type { ExpiryFollower } from '../../platform/expiry'
import { log } from '../../platform/log'
import { countReading } from '../../platform/rate-limit'
import { type FoundAction, findAction, handleAction, type Refused } from '../actions'
import { notFoundPath, type PageCache, type PageServer, type SessionCache } from '../cache'
import {
  type Address,
  addressFault,
  clientAddress,
  faultFields,
  isSameOrigin,
  isServed,
  newRequestId,
  ReaderLeft,
  type RequestContext,
  readAddress,
  readBody,
  setSecurityHeaders,
} from '../http'
import { sendRefusal, sendText } from './answer'
import type { BodyWatch } from './body-watch'
import { answerFault } from './fault-answer'
import { sendMetrics, sendReadiness } from './health'
import type { Incoming } from './incoming'
import { type LiveNotices, livePath } from './live-notices'
import { isAuthPath, servePasskeys } from './passkeys'
import { readContext } from './read-context'

/** Bodies of requests that are no forms: titles of a question that is being asked, a click. */
const otherBytesMax = 64_000

/** What the front of a web process is made of. */
export type Parts = {
  pages: PageServer
  cache: PageCache
  sessions: SessionCache
  follower: ExpiryFollower
  views: ViewCounter
  live: LiveNotices
  bodies: BodyWatch
  /** During development, passes requests on to Next's tools as they came. */
  devTools: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null
}

/** Handles every request: decides what it is, who may send it and what responds to it. Never throws. */
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
    const action = findAction(address.pathname)
    const allowed = methodsOf(address, action)
    const method = request.method ?? ''
    if (method === 'OPTIONS') return void response.writeHead(204, { Allow: allowed.join(', ') }).end()
    if (!allowed.includes(method)) {
      const text = `Nothing here takes ${method}. It takes ${allowed.join(', ')}.`
      return sendRefusal(response, 405, { title: 'This address takes no such request', text }, { Allow: allowed.join(', ') })
    }
    const incoming = { id, request, response, address, action, reader: clientAddress(request, env().trustedProxies) }
    if (this.admits(incoming)) await this.serve(incoming)
  }

  /** Whether there is room for the request's body; refuses the request where there is none. */
  private admits({ request, response, reader }: Incoming): boolean {
    const admitted = this.parts.bodies.admit(request, response, reader)
    if (admitted === 'welcome') return true
    const text =
      admitted === 'too many'
        ? 'Too much is being sent just now. Try again in a moment.'
        : 'Too much is being sent from where you are. Try again in a moment.'
    const headers = { 'Retry-After': '5', Connection: 'close' }
    sendRefusal(response, admitted === 'too many' ? 503 : 429, { title: 'Try again in a moment', text }, headers)
    return false
  }

  private async serve(incoming: Incoming): Promise<void> {
    const { request, response, address, action, reader } = incoming
    const { pathname, url } = address
    if (pathname === '/healthz') return sendText(response, 200, 'ok\n')
    if (pathname === '/readyz') return sendReadiness(response, this.parts.follower.listening())
    if (pathname === '/metrics') return sendMetrics(request, response, this.parts.cache)
    if (isAuthPath(pathname)) return servePasskeys(pathname, reader, request, response)
    const context = await readContext(incoming, this.parts)
    if (pathname === livePath && request.method === 'GET') return this.parts.live.open(context.signedIn, response)
    if (request.method !== 'POST') return this.page(incoming, context)
    request.url = url
    if (action) return this.form(action, incoming, context)
    if (!isSameOrigin(request)) return sendText(response, 403, 'This was sent from another site.\n')
    const bytes = await readBody(request, otherBytesMax).catch(() => null)
    if (!bytes) return sendText(response, 413, 'This is too large.\n')
    return this.parts.pages.servePost({ url, request, response, context }, bytes)
  }

  private async page({ request, response, address, reader }: Incoming, context: RequestContext): Promise<void> {
    const { pathname, route } = address
    const { limit } = route
    const admit = limit && (() => countReading(limit, reader))
    // Missing pages share one address, so that a page is not kept for each address that is guessed.
    const url = isServed(pathname) ? address.url : `${notFoundPath}/missing`
    const served = await this.parts.pages.serve({ url, request, response, context }, admit).catch((error) => {
      if (!(error instanceof DomainError) || error.code !== 'too_many') throw error
      const headers = { 'Retry-After': '60' }
      sendRefusal(response, 429, { title: 'Too much at once', text: error.message }, headers)
      return null
    })
    if (served?.status === 200 && request.method === 'GET' && served.subject) {
      this.parts.views.note(served.subject.kind, served.subject.id, reader, context.reader.userAgent)
    }
  }

  private async form(action: FoundAction, incoming: Incoming, context: RequestContext): Promise<void> {
    const { request, response } = incoming
    const { signedIn, reader } = context
    const headers = fromNodeHeaders(request.headers)
    const sender = { requestId: context.id, viewer: signedIn?.viewer ?? visitor, signedIn, ...reader, headers }
    const refused = await handleAction(request, response, action, sender)
    if (refused) await this.showAgain(refused, incoming, context)
  }

  private async showAgain(refused: Refused, { request, response }: Incoming, context: RequestContext): Promise<void> {
    context.form = refused.form
    try {
      const { url } = readAddress(refused.page)
      await this.parts.pages.serveRefused({ url, request, response, context }, refused.status)
    } catch (error) {
      if (error instanceof ReaderLeft) throw error
      // The page needs the part that has just failed. The reader gets the typed text back without it.
      log('error', 'page of a refused form failed', { request: context.id, path: refused.page.split('?')[0], ...faultFields(error) })
      const form = { action: request.url ?? '/', values: refused.typed }
      sendRefusal(response, refused.status, { title: 'This could not be done', text: refused.form.message, form })
    }
  }
}

function methodsOf({ pathname, route }: Address, action: FoundAction | null): string[] {
  const own = isAuthPath(pathname) ? ['GET', 'POST'] : route.methods
  return [...new Set([...own, 'OPTIONS', ...(action ? ['POST'] : [])])].sort()
}

/** During development nothing is kept, and Next's tools need parameters of their own. */
function asItCame(request: IncomingMessage): Address {
  return { ...readAddress(request.url ?? '/'), url: request.url ?? '/' }
}
