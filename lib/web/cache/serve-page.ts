import type { IncomingMessage, ServerResponse } from 'node:http'
import { isStatic, metrics, newNonce, ReaderLeft, type RequestContext, withRequest } from '../http'
import { type Captured, captureResponse } from './captured-response'
import { finishPage, isEmptyNotFound } from './finish-page'
import type { CachedPage, PageCache } from './page-cache'
import { sendPage } from './send-page'

/** What is kept: pages, permanent redirects, and that nothing is there. Of files of the build, the file alone. */
const keptStatuses = [200, 308, 404]

/**
 * What Next is asked for: an address as lib/web/http/address.ts reduces it, the nonce of this rendering, and what was sent to a
 * route handler that takes something.
 */
export type Asked = { url: string; nonce: string; body?: Buffer | undefined }
export type Handler = (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>

/** A request for the page at `url`, which lib/web/http/address.ts has reduced. */
export type PageRequest = { url: string; request: IncomingMessage; response: ServerResponse; context: RequestContext }

/** Serves pages: from the cache, or by the handler, whose finished response is checked, kept and sent. */
export class PageServer {
  /** Pages being made, so that a hundred readers of an expired page make it once. */
  private readonly making = new Map<string, Promise<CachedPage>>()

  constructor(
    private readonly cache: PageCache,
    private readonly handler: Handler,
    private readonly mayCache: () => boolean,
  ) {}

  /**
   * Responds to a GET or HEAD. Resolves with the page that was sent. `admit` is asked before a page is made, and not where it is kept.
   * @throws what the page failed with, or `admit` refused with; nothing has been sent then.
   */
  async serve(asked: PageRequest, admit: () => Promise<void> = async () => undefined): Promise<CachedPage> {
    const { url, context } = asked
    const key = isStatic(url) ? `static ${url}` : `${context.viewer.audience} ${url}`
    const cached = this.mayCache() ? this.cache.get(key) : undefined
    if (cached) {
      await countAndSend(asked, cached, 'cache')
      return cached
    }
    await admit()
    // Every search belongs to one reader: it is made and logged for each. So is a page that may show a signed-in person something of their own.
    const mayJoin = !context.signedIn && !url.startsWith('/search')
    const others = mayJoin ? this.making.get(key) : undefined
    // The reader who began it may have left before it was finished: then it is made for this one. If it failed, it failed for all.
    const joined = others && (await others.catch(nullIfLeft))
    const page = joined ?? (await this.make(key, asked))
    await countAndSend(asked, page, joined ? 'joined' : 'made')
    return page
  }

  /** Responds to a refused form with the page it is on, with this status: what was typed is in the context. */
  async serveRefused(asked: PageRequest, status: number): Promise<void> {
    const page = await this.render(null, asked)
    metrics().requests.inc({ status: String(status), from: 'made' })
    // A page that leads elsewhere must not have the form sent there.
    const isRedirect = page.status === 307 || page.status === 308
    await sendPage(asked, page.status === 200 ? { ...page, status } : isRedirect ? { ...page, status: 303 } : page)
  }

  /** Responds to a script's request to a route handler, which takes `body`. */
  async servePost(asked: PageRequest, body: Buffer): Promise<void> {
    await countAndSend(asked, await this.render(null, asked, body), 'made')
  }

  private async make(key: string, asked: PageRequest): Promise<CachedPage> {
    const making = this.render(key, asked)
    if (asked.context.signedIn) return making
    this.making.set(key, making)
    try {
      return await making
    } finally {
      this.making.delete(key)
    }
  }

  /** Makes the page. It is kept under `key` if it has one and may be kept. */
  private async render(key: string | null, asked: PageRequest, body?: Buffer): Promise<CachedPage> {
    const { url, context } = asked
    const generation = this.cache.generation()
    const stop = metrics().renderSeconds.startTimer()
    const nonce = newNonce()
    if (isStatic(url)) context.tags.add('static')
    let made = await this.handle(asked, { url, nonce, body })
    if (isEmptyNotFound(made)) made = { ...(await this.handle(asked, { url: notFoundPath, nonce })), status: 404 }
    stop()
    // A page that failed is never sent: one place says what is said instead, with a number to ask about.
    if (made.status >= 500) throw context.fault ?? new Error(`The page was answered with ${made.status}.`)
    const page = finishPage(made, nonce, context)
    if (key && this.mayKeep(page, context)) this.cache.set(key, page, generation)
    return page
  }

  /** The handler's finished response, of which nothing has been sent. */
  private async handle({ request, response, context }: PageRequest, asked: Asked): Promise<Captured> {
    const captured = captureResponse(response)
    // The handler may wait until its response has been sent, which is after this: its end of writing is what counts.
    const handled = withRequest(context, () => this.handler(request, response, asked)).then(() => captured)
    handled.catch(() => undefined)
    return Promise.race([captured, handled])
  }

  private mayKeep(page: CachedPage, context: RequestContext): boolean {
    if (context.personal || context.fault || page.tags.length === 0 || !this.mayCache()) return false
    return page.tags.includes('static') ? page.status === 200 : keptStatuses.includes(page.status)
  }
}

async function countAndSend(asked: PageRequest, page: CachedPage, from: 'cache' | 'joined' | 'made'): Promise<void> {
  metrics().requests.inc({ status: String(page.status), from })
  await sendPage(asked, page)
}

function nullIfLeft(error: unknown): null {
  if (error instanceof ReaderLeft) return null
  throw error
}

/** The page that says that there is none. */
export const notFoundPath = '/not-found-page'
