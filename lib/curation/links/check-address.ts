import type { IncomingHttpHeaders } from 'node:http'
import { env } from '../../platform/env'
import { AddressRefusedError, openPage, publicInternet, type Reach, requireWebAddress } from '../../platform/outbound'
import { type Outcome, outcomeOfError, outcomeOfStatus } from './outcome'

/** For one request, and for a link with all its requests. */
const limits = { requestMs: 10_000, wholeMs: 30_000 }
const redirectsMax = 5
const addressLengthMax = 2_000

export type CheckOptions = { reach: Reach; signal?: AbortSignal; requestMs: number; wholeMs: number }

/** Where a check has come to, by redirects. */
type Trail = { at: string; seen: string[]; movedTo: string | null; isPermanent: boolean }

/**
 * Asks whether the page of a link is there: with HEAD, and with GET where a site does not take that. Bodies are not read. Addresses are
 * checked again at every redirect and every connection. Never throws, unless `signal` ends it.
 */
export async function checkAddress(address: string, options: Partial<CheckOptions> = {}): Promise<Outcome> {
  const { reach, signal, requestMs, wholeMs } = { reach: publicInternet, ...limits, ...options }
  const whole = AbortSignal.timeout(wholeMs)
  const trail: Trail = { at: address, seen: [address], movedTo: null, isPermanent: true }
  const ask = async (method: 'HEAD' | 'GET') => {
    try {
      return await follow(trail, method, reach, () => AbortSignal.any([whole, AbortSignal.timeout(requestMs), ...(signal ? [signal] : [])]))
    } catch (error) {
      signal?.throwIfAborted()
      return outcomeOfError(error)
    }
  }
  const first = await ask('HEAD')
  return first.askAgain ? ask('GET') : first
}

async function follow(trail: Trail, method: 'HEAD' | 'GET', reach: Reach, signalOf: () => AbortSignal): Promise<Outcome> {
  for (;;) {
    const url = requireWebAddress(trail.at, reach.isAllowed)
    const asking = { method, headers: { accept: '*/*', 'user-agent': `Cairn link check (+${env().siteUrl})` }, signal: signalOf() }
    const response = await openPage(url, reach, asking)
    const { statusCode = 0, headers } = response
    response.on('error', () => undefined).destroy()
    const to = targetOf(statusCode, headers, url)
    if (to === null) return { ...outcomeOfStatus(statusCode, headers), movedTo: trail.movedTo }
    const fault = step(trail, to, statusCode === 301 || statusCode === 308)
    if (fault) return { kind: 'failing', status: statusCode, why: fault, movedTo: null }
  }
}

function targetOf(status: number, { location }: IncomingHttpHeaders, from: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || !location) return null
  if (location.length > addressLengthMax || !URL.canParse(location, from)) throw new AddressRefusedError('it redirects to no web address')
  const url = new URL(location, from)
  url.hash = ''
  return url.href
}

/** Goes on to where a redirect leads. Returns what is wrong with that, if anything is. */
function step(trail: Trail, to: string, isPermanent: boolean): string | null {
  if (trail.seen.includes(to)) return 'it redirects in a circle'
  if (trail.seen.length > redirectsMax) return 'it redirects too often'
  trail.isPermanent &&= isPermanent
  // After a redirect that is not for good, nothing is known about the link itself.
  if (trail.isPermanent) trail.movedTo = to
  trail.seen.push(to)
  trail.at = to
  return null
}
