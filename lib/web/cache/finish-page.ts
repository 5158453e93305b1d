import { createHash } from 'node:crypto'
import { type RequestContext, sealPage } from '../http'
import type { Captured } from './captured-response'
import type { CachedPage } from './page-cache'

/** Whether this is the shell that Next sends where a page calls `notFound()`: it is blank until its scripts have run. */
export function isEmptyNotFound({ status, body }: Captured): boolean {
  return status === 404 && body.subarray(0, 300).includes('id="__next_error__"')
}

/** Headers that belong to one sending of a response and not to the response. */
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

/** Makes a page of a response that was rendered with this nonce: its headers, its policy and its digest. */
export function finishPage({ status, headers, body: sent }: Captured, nonce: string, context: RequestContext): CachedPage {
  const kept: CachedPage['headers'] = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !ofSending.includes(name)) kept[name] = typeof value === 'number' ? String(value) : value
  }
  let body = sent
  if (String(headers['content-type'] ?? '').startsWith('text/html')) {
    const sealed = sealPage(sent, nonce)
    body = sealed.body
    kept['content-security-policy'] = sealed.policy
  }
  // A handler that responds to one reader only (a search, a figure) says so itself.
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
