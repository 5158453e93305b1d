import { db } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { type Viewer, viewerOf } from '../viewer'
import { auth } from './auth'
import { noteSeen } from './note-seen'
import { type Suspension, suspensionColumns, suspensionOf } from './suspension'

/** The person who sent a request, with account and session. */
export type SignedIn = {
  viewer: Viewer & { personId: number }
  person: { id: number; name: string; displayName: string; role: 'member' | 'editor' | 'admin' }
  user: { id: string; email: string; createdAt: Date }
  sessionId: string
}

/** Who sent a request. `suspension` is that of an account whose session is therefore worth nothing. */
export type SessionState = { signedIn: SignedIn | null; suspension: Suspension | null }

/**
 * Returns who is signed in by these headers' cookies; null for visitors, ended sessions and suspended accounts. `cookies` must be set,
 * because they prolong a session that is used.
 */
export async function readSignedIn(headers: Headers): Promise<SessionState & { cookies: string[] }> {
  const { response: found, headers: answered } = await readSession(headers)
  const cookies = answered.getSetCookie()
  if (!found) return { signedIn: null, suspension: null, cookies }
  const user = await db().user.findUnique({
    where: { id: found.user.id },
    select: { id: true, email: true, createdAt: true, seenOn: true, ...suspensionColumns, person: true },
  })
  const suspension = user && suspensionOf(user)
  if (!user || suspension) return { signedIn: null, suspension, cookies }
  await noteSeen(user)
  const { id, name, displayName, role } = user.person
  return {
    signedIn: {
      viewer: { ...viewerOf(id, role), personId: id },
      person: { id, name, displayName, role },
      user: { id: user.id, email: user.email, createdAt: user.createdAt },
      sessionId: found.session.id,
    },
    suspension: null,
    cookies,
  }
}

// A session that is used is written again once a day. If nothing can be written, as on a full disk, the session is read as it is.
async function readSession(headers: Headers) {
  try {
    return await auth().api.getSession({ headers, returnHeaders: true })
  } catch (error) {
    const read = await auth().api.getSession({ headers, returnHeaders: true, query: { disableRefresh: true } })
    log('warn', 'session not renewed', { error: messageOf(error) })
    return read
  }
}
