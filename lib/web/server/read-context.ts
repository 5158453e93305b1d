import { fromNodeHeaders } from 'better-auth/node'
import type { SessionState } from '../../identity/accounts'
import { visitor } from '../../identity/viewer'
import type { ExpiryFollower } from '../../platform/expiry'
import type { SessionCache } from '../cache'
import { carriesSession, isStatic, type RequestContext, writtenBy } from '../http'
import type { Incoming } from './incoming'

type Sources = { sessions: SessionCache; follower: ExpiryFollower }

/** Returns the context of a request: who asks, as far as its page may know. Files of the build are the same for everyone. */
export async function readContext(incoming: Incoming, { sessions, follower }: Sources): Promise<RequestContext> {
  const { id, request, address, reader } = incoming
  const userAgent = String(request.headers['user-agent'] ?? '')
  const context: RequestContext = {
    id,
    viewer: visitor,
    url: address.url,
    reader: { address: reader, userAgent },
    ...(request.method === 'POST' && { authorization: request.headers.authorization }),
    tags: new Set(),
    signedIn: null,
    suspension: null,
    personal: false,
  }
  if (isStatic(address.pathname)) return context
  // The reader's own last write is applied first: it may have been a sign-out.
  const written = writtenBy(request)
  if (written !== null) await follower.catchUpTo(written)
  const { signedIn, suspension } = await readSessionOf(incoming, sessions)
  if (suspension) return { ...context, suspension }
  return signedIn ? { ...context, signedIn, viewer: { audience: signedIn.viewer.audience, personId: null } } : context
}

/** Returns whose session the request's cookies name. Without a session cookie nothing is looked up. */
async function readSessionOf({ request, response }: Incoming, sessions: SessionCache): Promise<SessionState> {
  if (!carriesSession(request.headers.cookie)) return { signedIn: null, suspension: null }
  const { cookies, ...state } = await sessions.read(fromNodeHeaders(request.headers))
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
  return state
}
