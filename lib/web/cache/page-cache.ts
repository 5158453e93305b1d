import { LRUCache } from 'lru-cache'
import { pageTags } from '../../platform/expiry'

/** A finished page, as it is sent. */
export type CachedPage = {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer
  etag: string
  tags: string[]
  /** A visit to the page counts as a view of this. */
  subject?: { kind: 'thread' | 'answer'; id: number }
  /** Made when a reader first takes it: compressing costs more than everything else together. */
  gzip?: Buffer
}

/** View counts may be this old on a page. Everything else expires by its tag. */
const keptMs = 10 * 60_000
/** Memory for a page's compressed form and its headers. */
const overheadBytes = 2_000

/**
 * Whole pages by audience and address, up to a total size. A page carries tags of what it shows. Expiring a tag drops every page that
 * carries it. A page that is being made at that moment is not stored.
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

  /** Call before a page is made, and pass the number to `set`. */
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

  /** Drops every page that carries one of these tags. */
  expire(tags: string[]): void {
    const now = this.clock++
    for (const tag of tags) {
      this.expiredAt.set(tag, now)
      if (tag === pageTags.everything) {
        this.pages.clear()
        this.keysOfTag.clear()
        // Every page that is being made now began earlier, so this one entry stops them all.
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

  // Old entries matter to no page: no page is in the making for that many expiries. The entry for everything covers those that are removed.
  private prune(): void {
    this.expiredAt.clear()
    this.expiredAt.set(pageTags.everything, this.clock - 1)
  }
}

const expiredKeptMax = 50_000
