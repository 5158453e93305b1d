import type { IncomingMessage, ServerResponse } from 'node:http'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import { auth, readSignedIn } from '../../identity/accounts'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { carriesSession, isSameOrigin } from '../http'
import { sendText } from './answer'

/** Requests of passkeys are small. */
const bytesMax = 64_000

/**
 * Whether the address belongs to better-auth, which handles only what needs a script. For everything else there are forms, which count
 * against limits.
 */
export function isAuthPath(pathname: string): boolean {
  return pathname.startsWith('/api/auth/')
}

/** Handles the requests of passkeys. `address` is the reader's; attempts count against it. */
export async function servePasskeys(pathname: string, address: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The whole path must match: the library would resolve dots in it to another address.
  if (!/^\/api\/auth\/passkey\/[a-z-]+$/.test(pathname)) return sendText(response, 404, 'There is nothing here.\n')
  // Browsers always say how large a body is.
  if (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > bytesMax)
    return sendText(response, 413, 'This is more than a passkey needs.\n')
  if (request.method === 'POST' && !isSameOrigin(request)) return sendText(response, 403, 'This was sent from another site.\n')
  try {
    await countAgainst('sign_in', address)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return sendText(response, 429, `${error.message}\n`)
  }
  if (await isSuspendedSession(pathname, request)) return sendText(response, 403, 'This account is suspended.\n')
  response.setHeader('Cache-Control', 'no-store')
  return toNodeHandler(auth())(request, response)
}

/** A suspended account keeps its session to read why, and the library does not know that it is suspended. Signing in asks for it again. */
async function isSuspendedSession(pathname: string, { headers }: IncomingMessage): Promise<boolean> {
  if (!carriesSession(headers.cookie) || /(generate|verify)-authenticat/.test(pathname)) return false
  return (await readSignedIn(fromNodeHeaders(headers))).suspension !== null
}
