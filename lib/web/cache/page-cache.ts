import { LRUCache } from 'lru-cache'
import { pageTags } from '../../platform/expiry'

/** A finished answer, as it goes out. */
export type CachedPage = {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer
  etag: string
  tags: string[]
  /** What a visit to it counts for. */
  subject?: { kind: 'thread' | 'answer'; id: number }
  /** Made when first asked for: compressing costs more than everything else together. */
  gzip?: Buffer
}

/** View counts may be this old on a page; everything else is expired by name. */
const keptMs = 10 * 60_000
/** Room for a page's compressed form and headers. */
const overheadBytes = 2_000

/**
 * Whole pages by audience and address, up to a size. A page knows what it was made from; expiring a tag drops every
 * page that carries it, and keeps pages that were being made at that moment from being stored.
 */
export class PageCache {
  private readonly pages: LRUCache<string, CachedPage>
  private readonly keysOfTag = new Map<string, Set<string>>()
  private readonly expiredAt = new Map<string, number>()
  private clock = 0

  constructor(megabytes: number) {
    this.pages = new LRUCache({
      maxSize: Math.max(1, megabytes * 1_048_576),
      sizeCalculation: (page) => page.body.length + Math.ceil(page.body.length / 3) + overheadBytes,
      ttl: keptMs,
      dispose: (page, key) => this.forget(key, page),
    })
  }

  get(key: string): CachedPage | undefined {
    return this.pages.get(key)
  }

  /** Call before a page is made, and hand the answer to `set`. */
  generation(): number {
    return this.clock
  }

  /** Stores a page unless something it shows has expired since `begun`. */
  set(key: string, page: CachedPage, begun: number): void {
    const stale = [...page.tags, pageTags.everything].some((tag) => (this.expiredAt.get(tag) ?? -1) >= begun)
    if (stale) return
    this.pages.set(key, page)
    for (const tag of page.tags) {
      const keys = this.keysOfTag.get(tag)
      if (keys) keys.add(key)
      else this.keysOfTag.set(tag, new Set([key]))
    }
  }

  /** Drops every page that shows any of this. */
  expire(tags: string[]): void {
    const now = this.clock++
    for (const tag of tags) {
      this.expiredAt.set(tag, now)
      if (tag === pageTags.everything) {
        this.pages.clear()
        this.keysOfTag.clear()
        // Whatever is being made now began before this: one entry says it for all.
        this.expiredAt.clear()
        this.expiredAt.set(tag, now)
      }
      for (const key of this.keysOfTag.get(tag) ?? []) this.pages.delete(key)
    }
    if (this.expiredAt.size > expiredKeptMax) this.prune()
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.pages.size, bytes: this.pages.calculatedSize }
  }

  private forget(key: string, page: CachedPage): void {
    for (const tag of page.tags) {
      const keys = this.keysOfTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.keysOfTag.delete(tag)
    }
  }

  // Old entries guard no page any more: none takes that many expiries to be made. Raising the floor keeps it safe.
  private prune(): void {
    this.expiredAt.clear()
    this.expiredAt.set(pageTags.everything, this.clock - 1)
  }
}

const expiredKeptMax = 50_000
