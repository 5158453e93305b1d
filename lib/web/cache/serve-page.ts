import type { IncomingMessage, ServerResponse } from 'node:http'
import { isStatic, metrics, newNonce, ReaderLeft, type RequestContext, withRequest } from '../http'
import { type Captured, captureResponse } from './captured-response'
import { finishPage, isEmptyNotFound } from './finish-page'
import type { CachedPage, PageCache } from './page-cache'
import { sendPage } from './send-page'

/** Responses that are cached: pages, permanent redirects and missing pages. Of a file of the build, only the file itself. */
const keptStatuses = [200, 308, 404]

/**
 * What Next is asked for: an address that lib/web/http/address.ts has reduced, the nonce of this rendering, and the body of a request to a
 * route handler.
 */
export type Asked = { url: string; nonce: string; body?: Buffer | undefined }
export type Handler = (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>

/** A request for the page at `url`, which lib/web/http/address.ts has reduced. */
export type PageRequest = { url: string; request: IncomingMessage; response: ServerResponse; context: RequestContext }

/** Serves pages from the cache, or from the handler, whose finished response is checked, cached and sent. */
export class PageServer {
  /** Pages being made, so that a hundred readers of an expired page make it once. */
  private readonly making = new Map<string, Promise<CachedPage>>()

  constructor(
    private readonly cache: PageCache,
    private readonly handler: Handler,
    private readonly mayCache: () => boolean,
  ) {}

  /**
   * Responds to a GET or HEAD. Resolves with the page that was sent. `admit` is called before a page is made, but not for a cached page.
   * @throws what the page failed with, or what `admit` threw; nothing has been sent then.
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
    const mayJoin = !isKnown(context) && !url.startsWith('/search')
    const others = mayJoin ? this.making.get(key) : undefined
    // The reader who began it may have left before it was finished: then it is made for this one. If it failed, it failed for all.
    const joined = others && (await others.catch(nullIfLeft))
    const page = joined ?? (await this.make(key, asked))
    await countAndSend(asked, page, joined ? 'joined' : 'made')
    return page
  }

  /** Responds to a refused form with its page and this status. The context holds what was typed. */
  async serveRefused(asked: PageRequest, status: number): Promise<void> {
    const page = await this.render(null, asked)
    metrics().requests.inc({ status: String(status), from: 'made' })
    // The browser must not send the form to the target of a redirect.
    const isRedirect = page.status === 307 || page.status === 308
    await sendPage(asked, page.status === 200 ? { ...page, status } : isRedirect ? { ...page, status: 303 } : page)
  }

  /** Responds to a script's request to a route handler, which takes `body`. */
  async servePost(asked: PageRequest, body: Buffer): Promise<void> {
    await countAndSend(asked, await this.render(null, asked, body), 'made')
  }

  private async make(key: string, asked: PageRequest): Promise<CachedPage> {
    const making = this.render(key, asked)
    if (isKnown(asked.context)) return making
    this.making.set(key, making)
    try {
      return await making
    } finally {
      this.making.delete(key)
    }
  }

  /** Makes the page. It is cached under `key` if there is one and the page may be cached. */
  private async render(key: string | null, asked: PageRequest, body?: Buffer): Promise<CachedPage> {
    const { url, context } = asked
    // Links for getting in name the page they are on: always the address it is cached under.
    context.url = url
    const generation = this.cache.generation()
    const stop = metrics().renderSeconds.startTimer()
    const nonce = newNonce()
    if (isStatic(url)) context.tags.add('static')
    let made = await this.handle(asked, { url, nonce, body })
    if (isEmptyNotFound(made)) made = { ...(await this.handle(asked, { url: notFoundPath, nonce })), status: 404 }
    stop()
    // A failed page is never sent. The caller responds with a number that one can ask about.
    if (made.status >= 500) throw context.fault ?? new Error(`The page was answered with ${made.status}.`)
    const page = finishPage(made, nonce, context)
    if (key && this.mayKeep(page, context)) this.cache.set(key, page, generation)
    return page
  }

  /** Returns the handler's finished response. Nothing of it has been sent. */
  private async handle({ request, response, context }: PageRequest, asked: Asked): Promise<Captured> {
    const captured = captureResponse(response)
    // The handler may resolve only when its response has been sent, which is later than here. So the end of its writing counts.
    const handled = withRequest(context, () => this.handler(request, response, asked)).then(() => captured)
    handled.catch(() => undefined)
    return Promise.race([captured, handled])
  }

  private mayKeep(page: CachedPage, context: RequestContext): boolean {
    if (context.personal || context.fault || page.tags.length === 0 || !this.mayCache()) return false
    return page.tags.includes('static') ? page.status === 200 : keptStatuses.includes(page.status)
  }
}

/** Whether the page may show something of this reader's own. */
function isKnown({ signedIn, suspension }: RequestContext): boolean {
  return signedIn !== null || suspension !== null
}

async function countAndSend(asked: PageRequest, page: CachedPage, from: 'cache' | 'joined' | 'made'): Promise<void> {
  metrics().requests.inc({ status: String(page.status), from })
  await sendPage(asked, page)
}

function nullIfLeft(error: unknown): null {
  if (error instanceof ReaderLeft) return null
  throw error
}

/** The page that says that nothing is there. */
export const notFoundPath = '/not-found-page'
