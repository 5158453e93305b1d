import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import { isStatic, metrics, newNonce, ReaderLeft, type RequestContext, resetHeaders, sealPage, withRequest } from '../http'
import { type Captured, captureResponse } from './captured-response'
import type { CachedPage, PageCache } from './page-cache'

const gzip = promisify(gzipCallback)
/** Smaller bodies gain nothing. */
const gzipBytesMin = 1_000
/** What is kept: pages, where something has gone for good, and that nothing is there. Of files of the build, the file alone. */
const keptStatuses = [200, 308, 404]

/**
 * What Next is asked for: an address as lib/web/http/address.ts reduces it, the nonce of this rendering, and what was sent to a
 * route handler that takes something.
 */
export type Asked = { url: string; nonce: string; body?: Buffer | undefined }
export type Handler = (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>

/** Serves pages: from the cache, or by the handler, whose finished answer is looked at, kept and sent. */
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
  async serve(
    url: string,
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
    admit: () => Promise<void> = async () => undefined,
  ): Promise<CachedPage> {
    const key = isStatic(url) ? `static ${url}` : `${context.viewer.audience} ${url}`
    const cached = this.mayCache() ? this.cache.get(key) : undefined
    if (cached) {
      metrics().requests.inc({ status: String(cached.status), from: 'cache' })
      await send(request, response, cached)
      return cached
    }
    await admit()
    // Every search is somebody's: it is made and logged for each. And so is what a signed-in person may be shown alone.
    const mayJoin = !context.signedIn && !url.startsWith('/search')
    const others = mayJoin ? this.making.get(key) : undefined
    // Someone who began it may have gone away with it unfinished: then it is made for this one. What failed, failed for all.
    const joined = others && (await others.catch(nullIfLeft))
    const page = joined ?? (await this.make(key, url, response, request, context))
    metrics().requests.inc({ status: String(page.status), from: joined ? 'joined' : 'made' })
    await send(request, response, page)
    return page
  }

  /** Responds to a refused form with the page it is on: what was typed is in the context. */
  async serveRefused(
    url: string,
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
    status: number,
  ): Promise<void> {
    const page = await this.render(null, url, response, request, context)
    metrics().requests.inc({ status: String(status), from: 'made' })
    // A page that leads elsewhere must not have the form sent there.
    const isRedirect = page.status === 307 || page.status === 308
    await send(request, response, page.status === 200 ? { ...page, status } : isRedirect ? { ...page, status: 303 } : page)
  }

  /** Responds to a script's request to a route handler. */
  async servePost(url: string, body: Buffer, request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void> {
    const answer = await this.render(null, url, response, request, context, body)
    metrics().requests.inc({ status: String(answer.status), from: 'made' })
    await send(request, response, answer)
  }

  private async make(
    key: string,
    url: string,
    response: ServerResponse,
    request: IncomingMessage,
    context: RequestContext,
  ): Promise<CachedPage> {
    const making = this.render(key, url, response, request, context)
    if (context.signedIn) return making
    this.making.set(key, making)
    try {
      return await making
    } finally {
      this.making.delete(key)
    }
  }

  /** The handler's finished answer, of which nothing has been sent. */
  private async ask(asked: Asked, request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<Captured> {
    const captured = captureResponse(response)
    // The handler may wait until its answer has gone out, which is after this: its end of writing is what counts.
    const handled = withRequest(context, () => this.handler(request, response, asked)).then(() => captured)
    handled.catch(() => undefined)
    return Promise.race([captured, handled])
  }

  private async render(
    key: string | null,
    url: string,
    response: ServerResponse,
    request: IncomingMessage,
    context: RequestContext,
    body?: Buffer,
  ): Promise<CachedPage> {
    const begun = this.cache.generation()
    const stop = metrics().renderSeconds.startTimer()
    const nonce = newNonce()
    if (isStatic(url)) context.tags.add('static')
    let made = await this.ask({ url, nonce, body }, request, response, context)
    if (isEmptyNotFound(made)) made = { ...(await this.ask({ url: notFoundPath, nonce }, request, response, context)), status: 404 }
    stop()
    // A page that failed is none: what is said instead is said in one place, with a number to ask about.
    if (made.status >= 500) throw context.fault ?? new Error(`The page was answered with ${made.status}.`)
    const page = finish(made, nonce, context)
    if (key && this.mayKeep(page, context)) this.cache.set(key, page, begun)
    return page
  }

  private mayKeep(page: CachedPage, context: RequestContext): boolean {
    if (context.personal || context.fault || page.tags.length === 0 || !this.mayCache()) return false
    return page.tags.includes('static') ? page.status === 200 : keptStatuses.includes(page.status)
  }
}

function nullIfLeft(error: unknown): null {
  if (error instanceof ReaderLeft) return null
  throw error
}

/** The page that says that there is none. */
export const notFoundPath = '/not-found-page'

// Where a page calls `notFound()` Next sends a shell that is blank until its scripts have run.
function isEmptyNotFound({ status, body }: Captured): boolean {
  return status === 404 && body.subarray(0, 300).includes('id="__next_error__"')
}

/** Headers that belong to one sending of an answer and not to the answer. */
const ofSending = [
  'accept-ranges',
  'transfer-encoding',
  'content-length',
  'connection',
  'date',
  'vary',
  'etag',
  'cache-control',
  'link',
  'set-cookie',
  'x-request-id',
]

function finish({ status, headers, body: sent }: Captured, nonce: string, context: RequestContext): CachedPage {
  const kept: CachedPage['headers'] = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !ofSending.includes(name)) kept[name] = typeof value === 'number' ? String(value) : value
  }
  let body = sent
  if (String(headers['content-type'] ?? '').startsWith('text/html')) {
    const { html, policy } = sealPage(sent.toString('utf8'), nonce)
    body = Buffer.from(html)
    kept['content-security-policy'] = policy
  }
  // A handler that answers for one reader alone (a search, a figure) says so itself.
  const own = String(headers['cache-control'] ?? '')
  const forOne = own.includes('no-store') && context.tags.size === 0
  const shared = context.viewer.audience === 'visitor' && !context.personal
  const isFile = context.tags.has('static') && status === 200
  kept['cache-control'] = isFile ? own : forOne ? 'no-store' : shared ? 'no-cache' : 'private, no-cache'
  return {
    status,
    headers: kept,
    body,
    etag: `"${createHash('sha1').update(body).digest('base64url')}"`,
    tags: [...context.tags],
    subject: context.subject,
  }
}

async function send(request: IncomingMessage, response: ServerResponse, page: CachedPage): Promise<void> {
  resetHeaders(response)
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value)
  response.setHeader('Vary', 'Accept-Encoding, Cookie')
  response.setHeader('ETag', page.etag)
  if (request.headers['if-none-match'] === page.etag && page.status === 200) {
    response.writeHead(304).end()
    return
  }
  const wantsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const compressible =
    page.body.length >= gzipBytesMin &&
    /^(text\/|image\/svg|application\/(javascript|json|xml|rss|atom|feed|xhtml|openmetrics|opensearch))/.test(
      String(page.headers['content-type'] ?? ''),
    )
  let body = page.body
  if (wantsGzip && compressible) {
    page.gzip ??= await gzip(page.body)
    body = page.gzip
    response.setHeader('Content-Encoding', 'gzip')
  }
  response.setHeader('Content-Length', body.length)
  response.writeHead(page.status)
  response.end(request.method === 'HEAD' ? undefined : body)
}
