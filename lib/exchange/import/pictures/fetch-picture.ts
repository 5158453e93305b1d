import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { pictureBytesMax } from '../../../community/uploads'
import { codeOf } from '../../../platform/errors'
import { messageOf } from '../../../platform/log'
import { buffersOf } from '../../../platform/streams'
import { AddressRefusedError, guardedLookup, isPublicAddress, type Resolve, resolveByDns } from './address-guard'

const redirectsMax = 4
/** For a picture with all its redirects. */
const wholeMs = 30_000

export type FetchOptions = { resolve: Resolve; isAllowed(address: string): boolean; wholeMs: number }

const usual: FetchOptions = { resolve: resolveByDns, isAllowed: isPublicAddress, wholeMs }

/** The reason why a picture could not be fetched, as the end of a sentence. `isHost`: the host itself did not respond. */
export class FetchError extends Error {
  constructor(
    message: string,
    readonly isHost = false,
  ) {
    super(message)
  }
}

/**
 * Fetches a picture of another site: only http and https, only hosts on the public internet, also after redirects,
 * without cookies or credentials, and no more bytes than a picture may have. @throws FetchError.
 */
export async function fetchPicture(address: string, options: Partial<FetchOptions> = {}): Promise<Buffer> {
  const { resolve, isAllowed, wholeMs } = { ...usual, ...options }
  const signal = AbortSignal.timeout(wholeMs)
  let url = checked(address, isAllowed)
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const response = await request(url, signal, resolve, isAllowed)
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location && URL.canParse(headers.location, url)) {
      response.destroy()
      url = checked(new URL(headers.location, url).href, isAllowed)
      continue
    }
    return bytesOf(response, signal)
  }
  throw new FetchError('it redirects too often')
}

function checked(address: string, isAllowed: (address: string) => boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new FetchError('its address is not a web address')
  if (url.username || url.password) throw new FetchError('its address contains a password')
  // Lower ports belong to other services, and a text must not cause requests to them.
  if (url.port && Number(url.port) < 1024) throw new FetchError(`port ${url.port} is not a port of web sites`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A host that is an address is not looked up, so it is checked here.
  if (net.isIP(host) && !isAllowed(host)) throw new FetchError(new AddressRefusedError(host).message)
  return url
}

function request(url: URL, signal: AbortSignal, resolve: Resolve, isAllowed: (address: string) => boolean): Promise<http.IncomingMessage> {
  return new Promise((done, fail) => {
    const { request } = url.protocol === 'https:' ? https : http
    const headers = { accept: 'image/png,image/jpeg,image/webp,image/gif', 'accept-encoding': 'identity', 'user-agent': 'Cairn import' }
    // Without keep-alive: an open connection would not be looked up again.
    request(url, { agent: false, lookup: guardedLookup(resolve, isAllowed), headers, signal })
      .on('response', done)
      .on('error', (error) => fail(failureOf(error, signal)))
      .end()
  })
}

async function bytesOf(response: http.IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  try {
    const { statusCode, headers } = response
    if (statusCode !== 200) throw new FetchError(`its site returned ${statusCode}`, statusCode === 429 || statusCode === 503)
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (type !== '' && !/^image\/|^(?:application|binary)\/octet-stream$/.test(type)) throw new FetchError(`it is ${type}, not a picture`)
    if (Number(headers['content-length']) > pictureBytesMax) throw new FetchError(tooLarge)
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of buffersOf(response)) {
      length += chunk.length
      if (length > pictureBytesMax) throw new FetchError(tooLarge)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    throw failureOf(error, signal)
  } finally {
    response.destroy()
  }
}

const tooLarge = `it has more than ${pictureBytesMax / 1_000_000} MB`

function failureOf(error: unknown, signal: AbortSignal): FetchError {
  if (error instanceof FetchError) return error
  if (error instanceof AddressRefusedError) return new FetchError(error.message)
  if (signal.aborted) return new FetchError('its site is too slow', true)
  return new FetchError(`its site can’t be reached (${codeOf(error) ?? messageOf(error)})`, true)
}
