import http from 'node:http'
import https from 'node:https'
import { guardedLookup, isPublicAddress, type Resolve, resolveByDns } from './address-guard'

/** How names are looked up, and to which addresses connections are made. Only tests have others. */
export type Reach = { resolve: Resolve; isAllowed(address: string): boolean }

export const publicInternet: Reach = { resolve: resolveByDns, isAllowed: isPublicAddress }

type Asking = { method?: 'GET' | 'HEAD'; headers: Record<string, string>; signal: AbortSignal }

/**
 * Asks another site for a page whose address `requireWebAddress()` has returned, and returns when its headers are there. Redirects are
 * not followed; nothing is sent but these headers. The caller reads the body or destroys the response.
 */
export function openPage(url: URL, { resolve, isAllowed }: Reach, asking: Asking): Promise<http.IncomingMessage> {
  return new Promise((done, fail) => {
    const { request } = url.protocol === 'https:' ? https : http
    // Without keep-alive: an open connection would not be looked up again.
    request(url, { agent: false, lookup: guardedLookup(resolve, isAllowed), ...asking })
      .on('response', done)
      .on('error', fail)
      // Some ends, such as an upgrade that nobody asked for, are no error to Node. After a response this does nothing.
      .on('close', () => fail(new Error('closed without a response')))
      .end()
  })
}
