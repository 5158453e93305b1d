import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import { resetHeaders } from '../http'
import type { CachedPage } from './page-cache'

const gzip = promisify(gzipCallback)
/** Smaller bodies are not compressed: it gains nothing. */
const gzipBytesMin = 1_000

/** A request and the response to it. */
type Exchange = { request: IncomingMessage; response: ServerResponse }

/** Sends a page, compressed if the reader accepts that, or with 304 if the reader has it already. */
export async function sendPage({ request, response }: Exchange, page: CachedPage): Promise<void> {
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
