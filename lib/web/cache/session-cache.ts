import { LRUCache } from 'lru-cache'
import { readSignedIn, type SessionState } from '../../identity/accounts'
import { pageTags } from '../../platform/expiry'

const keptMs = 30_000
const sessionsMax = 20_000

/**
 * Remembers for half a minute who is signed in by which cookie: looking it up costs twenty times as much as a cached page. Ending or
 * changing a session expires a tag, as for pages, and every process forgets all sessions at once. Without a connection to hear that,
 * nothing is remembered.
 */
export class SessionCache {
  private readonly known = new LRUCache<string, SessionState>({ max: sessionsMax, ttl: keptMs })
  private clock = 0

  constructor(private readonly mayKeep: () => boolean) {}

  /** Returns who sent these headers, and cookies to set. Do not call it for headers without a session cookie. */
  async read(headers: Headers): Promise<SessionState & { cookies: string[] }> {
    const key = sessionCookie(headers.get('cookie') ?? '')
    const kept = this.mayKeep() ? this.known.get(key) : undefined
    if (kept) return { ...kept, cookies: [] }
    const begun = this.clock
    const found = await readSignedIn(headers)
    // A session that was read before a change, and is returned after it, is not remembered.
    const { cookies, ...state } = found
    if ((state.signedIn || state.suspension) && this.mayKeep() && begun === this.clock) this.known.set(key, state)
    return { ...state, cookies }
  }

  /** Forgets everything if the tags say that sessions have changed. Returns whether they do. */
  expire(tags: string[]): boolean {
    if (!tags.includes(pageTags.sessions) && !tags.includes(pageTags.everything)) return false
    this.clock++
    this.known.clear()
    return true
  }
}

// The whole cookie with its signature: a forged cookie is another key, is looked up, and is refused.
function sessionCookie(cookies: string): string {
  return /(?:^|; )(?:__Secure-)?cairn\.session_token=([^;]*)/.exec(cookies)?.[1] ?? ''
}
