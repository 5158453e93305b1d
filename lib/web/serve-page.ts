import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import { type Captured, captureResponse } from './captured-response'
import { contentSecurityPolicy, securityHeaders } from './content-security'
import { metrics } from './metrics'
import type { CachedPage, PageCache } from './page-cache'
import { type RequestContext, withRequest } from './request-context'

const gzip = promisify(gzipCallback)
/** Smaller bodies gain nothing. */
const gzipBytesMin = 1_000
/** Files of the build: they never change under their names, and are kept compressed like pages. */
const staticPath = /^\/(_next\/static|fonts)\/|^\/(icons|mark)\.svg$/

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Serves pages: from the cache, or by the handler, whose finished answer is looked at, kept and sent. */
export class PageServer {
  /** Pages being made, so that a hundred readers of an expired page make it once. */
  private readonly making = new Map<string, Promise<CachedPage>>()

  constructor(
    private readonly cache: PageCache,
    private readonly handler: Handler,
    private readonly mayCache: () => boolean,
  ) {}

  /** Answers a GET or HEAD. Resolves with the page that went out. */
  async serve(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<CachedPage> {
    const key = `${context.viewer.audience} ${request.url}`
    const cached = this.mayCache() ? this.cache.get(key) : undefined
    if (cached) {
      metrics().requests.inc({ status: String(cached.status), from: 'cache' })
      await send(request, response, cached)
      return cached
    }
    // Every search is somebody's: it is made and logged for each. And so is what a signed-in person may be shown alone.
    const mayJoin = !context.signedIn && !request.url?.startsWith('/search')
    const others = mayJoin ? this.making.get(key) : undefined
    // Whoever began it may have gone away with it unfinished: then it is made for this one.
    const joined = others && (await others.catch(() => null))
    const page = joined ?? (await this.make(key, request, response, context))
    metrics().requests.inc({ status: String(page.status), from: joined ? 'joined' : 'made' })
    await send(request, response, page)
    return page
  }

  /** Answers a form that was refused with the page it stands on: what was typed is in the context. */
  async serveRefused(request: IncomingMessage, response: ServerResponse, context: RequestContext, status: number): Promise<void> {
    const page = await this.render(null, request, response, context)
    metrics().requests.inc({ status: String(status), from: 'made' })
    // A page that leads elsewhere must not have the form sent there.
    const isRedirect = page.status === 307 || page.status === 308
    await send(request, response, page.status === 200 ? { ...page, status } : isRedirect ? { ...page, status: 303 } : page)
  }

  private async make(key: string, request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<CachedPage> {
    const making = this.render(key, request, response, context)
    if (context.signedIn) return making
    this.making.set(key, making)
    try {
      return await making
    } finally {
      this.making.delete(key)
    }
  }

  /** The handler's finished answer, of which nothing has been sent. */
  private async ask(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<Captured> {
    const captured = captureResponse(response)
    // The handler may wait until its answer has gone out, which is after this: its end of writing is what counts.
    const handled = withRequest(context, () => this.handler(request, response)).then(() => captured)
    handled.catch(() => undefined)
    return Promise.race([captured, handled])
  }

  private async render(
    key: string | null,
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<CachedPage> {
    const begun = this.cache.begun()
    const stop = metrics().renderSeconds.startTimer()
    if (staticPath.test(request.url ?? '')) context.tags.add('static')
    // Next must answer with the whole page whatever the browser has; comparing is our business.
    const known = request.headers['if-none-match']
    delete request.headers['if-none-match']
    delete request.headers['if-modified-since']
    const method = request.method
    request.method = 'GET'
    // A form that came back is answered by the page's own address, which takes no body.
    if (method !== 'GET' && method !== 'HEAD')
      for (const name of ['content-type', 'content-length', 'transfer-encoding']) delete request.headers[name]
    let made = await this.ask(request, response, context)
    if (isEmptyNotFound(made)) made = { ...(await this.ask(asFor(request, notFoundPath), response, context)), status: 404 }
    const page = finish(made, context)
    request.method = method
    if (known !== undefined) request.headers['if-none-match'] = known
    stop()
    if (key && !context.personal && page.tags.length > 0 && page.status < 500 && this.mayCache()) this.cache.set(key, page, begun)
    return page
  }
}

/** The page that says that there is none. */
const notFoundPath = '/not-found-page'

// Where a page calls `notFound()` Next sends a shell that is blank until its scripts have run.
function isEmptyNotFound({ status, body }: Captured): boolean {
  return status === 404 && body.subarray(0, 300).includes('id="__next_error__"')
}

/** The same request for another path; what Next had noted about the first is forgotten. */
function asFor(request: IncomingMessage, path: string): IncomingMessage {
  request.url = path
  delete (request as unknown as Record<symbol, unknown>)[Symbol.for('NextInternalRequestMeta')]
  return request
}

function finish({ status, headers, body }: Captured, context: RequestContext): CachedPage {
  const kept: CachedPage['headers'] = {}
  for (const [name, value] of Object.entries(headers)) {
    if (
      value === undefined ||
      ['transfer-encoding', 'content-length', 'connection', 'date', 'vary', 'etag', 'cache-control', 'link', 'set-cookie'].includes(name)
    )
      continue
    kept[name] = typeof value === 'number' ? String(value) : value
  }
  const isHtml = String(headers['content-type'] ?? '').startsWith('text/html')
  if (isHtml) kept['content-security-policy'] = contentSecurityPolicy(body.toString('utf8'))
  // A handler that answers for one reader alone (a search, a figure) says so itself.
  const own = String(headers['cache-control'] ?? '')
  const forOne = own.includes('no-store') && context.tags.size === 0
  const shared = context.viewer.audience === 'visitor' && !context.personal
  kept['cache-control'] = context.tags.has('static') ? own : forOne ? 'no-store' : shared ? 'no-cache' : 'private, no-cache'
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
  // Cookies of the session stand there already; everything else is the page's.
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie') response.removeHeader(name)
  for (const [name, value] of Object.entries({ ...securityHeaders, ...page.headers })) response.setHeader(name, value)
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
