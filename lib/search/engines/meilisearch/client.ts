import { Meilisearch } from 'meilisearch'
import { env } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import { messageOf } from '../../../platform/log'
import { withoutSecrets } from '../../../shared'
import { storedKey } from './stored-key'

/** A search that takes longer is answered by PostgreSQL. */
const searchTimeoutMs = 800
/** Documents are taken in at once and indexed later: this is for the network and the disk. */
const writeTimeoutMs = 30_000

// Shared with the copy of this module inside Next's bundle.
const clients: Map<string, Meilisearch> = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.meilisearch')] ??= new Map()) as Map<
  string,
  Meilisearch
>

/** Whether this installation has a Meilisearch. */
export function hasMeilisearch(): boolean {
  return env().meiliUrl !== undefined
}

/** For commands that are about it. @throws DomainError `invalid` where there is none. */
export function requireMeilisearch(): void {
  if (!hasMeilisearch()) throw new DomainError('invalid', 'There is no Meilisearch here: set MEILI_URL and MEILI_KEY.')
}

/** The client for readers: gives up early. */
export function searching(): Meilisearch {
  return client(searchTimeoutMs)
}

/** The client for the worker and commands. */
export function writing(): Meilisearch {
  return client(writeTimeoutMs)
}

function client(timeout: number): Meilisearch {
  requireMeilisearch()
  const { meiliUrl: host = '', meiliKey, dataDir } = env()
  const apiKey = meiliKey ?? storedKey(dataDir)
  const key = JSON.stringify([host, apiKey, timeout])
  const known = clients.get(key)
  if (known) return known
  // Compressed answers come in pieces, each held back 40 ms by the network's own economy (Nagle, delayed acknowledgement).
  const made = new Meilisearch({ host, apiKey, timeout, requestInit: { headers: { 'Accept-Encoding': 'identity' } } })
  clients.set(key, made)
  return made
}

/** Removes an index and waits until it is gone; nothing happens where there is none. */
export async function dropIndex(uid: string): Promise<void> {
  await writing().deleteIndex(uid).waitTask({ timeout: 60_000 })
}

/** Name of the index that serves; others begin with it. */
export function indexName(): string {
  return env().meiliIndex
}

/** Whether the server can't be reached, is not ready or refuses us: nothing is wrong with what was sent. */
export function isUnavailable(error: unknown): boolean {
  if (isNamed(error, 'RequestError') || isNamed(error, 'RequestTimeOutError') || isNamed(error, 'TaskTimeOutError')) return true
  const status = statusOf(error)
  const { cause } = error as { cause?: { code?: string; type?: string } }
  return status === 401 || status === 403 || (status !== undefined && (status >= 500 || isOfServer(cause ?? {})))
}

/** Whether the connection ended while something was sent, and not before. */
export function isHungUp(error: unknown): boolean {
  for (let each = error as { code?: string; cause?: unknown } | undefined; each; each = each.cause as typeof each)
    if (['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(each.code ?? '')) return true
  return false
}

const codesOfServer = ['no_space_left_on_device', 'database_size_limit_reached', 'malformed_payload']

/**
 * Whether the engine says that its machine is at fault, such as a full disk: no document is. What we send is well-formed; where
 * 1.50 has no room to put it, it says that it is not.
 */
export function isOfServer({ code, type }: { code?: string; type?: string }): boolean {
  return type === 'system' || codesOfServer.includes(code ?? '')
}

/**
 * Does something with the engine. @throws DomainError `unavailable` with one sentence if the server can't be reached or
 * refuses us; any other error as it is.
 */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isUnavailable(error) ? new DomainError('unavailable', faultOf(error)) : error
  }
}

/** What went wrong, as one line for a person who runs the site. */
export function faultOf(error: unknown): string {
  const meiliUrl = withoutSecrets(env().meiliUrl ?? '')
  const status = statusOf(error)
  if (status === 401 || status === 403) return `Meilisearch at ${meiliUrl} refuses the key: check MEILI_KEY.`
  // The library wraps what ran out of time into what it could not do.
  if (isNamed(error, 'RequestTimeOutError') || isNamed((error as Error).cause, 'RequestTimeOutError'))
    return `Meilisearch at ${meiliUrl} did not answer in time.`
  if (isNamed(error, 'TaskTimeOutError')) return `Meilisearch at ${meiliUrl} does not get done with what it was sent: is its disk full?`
  if (isNamed(error, 'RequestError')) return `Meilisearch at ${meiliUrl} can’t be reached.`
  if (codeOf(error) === 'malformed_payload')
    return `Meilisearch at ${meiliUrl} can’t take what it is sent: is its disk full? ${messageOf(error)}`
  return messageOf(error)
}

function statusOf(error: unknown): number | undefined {
  return isNamed(error, 'ApiError') ? (error as { response?: { status: number } }).response?.status : undefined
}

/** The engine's word for what is wrong, such as `index_not_found`. */
export function codeOf(error: unknown): string | undefined {
  return (error as { cause?: { code?: string } }).cause?.code
}

// By name: Next bundles a copy of the library of its own.
function isNamed(error: unknown, kind: string): boolean {
  return error instanceof Error && error.name === `Meilisearch${kind}`
}
