import { LRUCache } from 'lru-cache'
import { readSignedIn, type SignedIn } from '../../identity/accounts'
import { pageTags } from '../../platform/expiry'

const keptMs = 30_000
const sessionsMax = 20_000

/**
 * Who is signed in by which cookie, for half a minute: looking it up costs twenty times what a kept page does. Whatever
 * ends or changes a session says so as pages are told, and every process forgets at once; while nothing can be heard,
 * nothing is kept.
 */
export class SessionCache {
  private readonly known = new LRUCache<string, { signedIn: SignedIn | null }>({ max: sessionsMax, ttl: keptMs })
  private clock = 0

  constructor(private readonly mayKeep: () => boolean) {}

  /** Who sent these headers, with cookies to be set. Headers without a session cookie need not be asked about. */
  async read(headers: Headers): Promise<{ signedIn: SignedIn | null; cookies: string[] }> {
    const key = sessionCookie(headers.get('cookie') ?? '')
    const kept = this.mayKeep() ? this.known.get(key) : undefined
    if (kept) return { signedIn: kept.signedIn, cookies: [] }
    const begun = this.clock
    const found = await readSignedIn(headers)
    // What was read before a change that was heard meanwhile is not kept.
    if (found.signedIn && this.mayKeep() && begun === this.clock) this.known.set(key, { signedIn: found.signedIn })
    return found
  }

  /** Forgets everything if the tags say that sessions have changed. */
  expire(tags: string[]): void {
    if (!tags.includes(pageTags.sessions) && !tags.includes(pageTags.everything)) return
    this.clock++
    this.known.clear()
  }
}

// The whole cookie, signature and all: one that was changed is another key and is looked up, and refused.
function sessionCookie(cookies: string): string {
  return /(?:^|; )(?:__Secure-)?cairn\.session_token=([^;]*)/.exec(cookies)?.[1] ?? ''
}
