import { visitor } from '../lib/identity/viewer/viewer'
import type { RequestContext } from '../lib/web/http/request-context'

/** What a request of a visitor carries to its page, with what a test says otherwise. */
export function aRequestContext(given: Partial<RequestContext> = {}): RequestContext {
  return {
    id: 'request',
    url: '/',
    viewer: visitor,
    reader: { address: '', userAgent: '' },
    tags: new Set(),
    signedIn: null,
    suspension: null,
    personal: false,
    ...given,
  }
}
