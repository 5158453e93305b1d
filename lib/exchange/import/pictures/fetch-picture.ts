import type http from 'node:http'
import { pictureBytesMax } from '../../../community/uploads'
import { codeOf } from '../../../platform/errors'
import { messageOf } from '../../../platform/log'
import { AddressRefusedError, openPage, publicInternet, type Reach, requireWebAddress } from '../../../platform/outbound'
import { buffersOf } from '../../../platform/streams'

const redirectsMax = 4
/** For a picture with all its redirects. */
const wholeMs = 30_000

export type FetchOptions = Reach & { wholeMs: number }

const usual: FetchOptions = { ...publicInternet, wholeMs }

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
  const { wholeMs, ...reach } = { ...usual, ...options }
  const signal = AbortSignal.timeout(wholeMs)
  let named = address
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const { url, response } = await request(named, signal, reach)
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location && URL.canParse(headers.location, url)) {
      response.destroy()
      named = new URL(headers.location, url).href
      continue
    }
    return bytesOf(response, signal)
  }
  throw new FetchError('it redirects too often')
}

async function request(address: string, signal: AbortSignal, reach: Reach): Promise<{ url: URL; response: http.IncomingMessage }> {
  const headers = { accept: 'image/png,image/jpeg,image/webp,image/gif', 'accept-encoding': 'identity', 'user-agent': 'Cairn import' }
  try {
    const url = requireWebAddress(address, reach.isAllowed)
    return { url, response: await openPage(url, reach, { headers, signal }) }
  } catch (error) {
    throw failureOf(error, signal)
  }
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
