import pg from 'pg'
import { z } from 'zod'
import { connectionOf, queryRow, queryRows } from '../db'
import { messageOf } from '../log'
import { pageTags } from './page-tags'

/** Numbers are given before transactions commit: so many below the highest one may still appear. */
const overlap = 2_000n
/** Rows are read again this often, to find those whose notification was missed or that committed late. */
const pollMs = 1_000
const reconnectMs = 500
const queryTimeoutMs = 3_000
const heardKeptMax = 1_000

const Highest = z.object({ highest: z.string() })
const Id = z.object({ id: z.string() })
const Expiry = z.object({ id: z.string(), tags: z.array(z.string()) })

/** What is done with the payload of a notification, by its channel. A channel is a word, as in SQL. */
type Listeners = Record<string, (payload: string) => void>

export type ExpiryFollower = {
  /** False without a connection: cached pages can't be trusted then. */
  listening(): boolean
  /** The highest number that was applied. */
  applied(): bigint
  /** Resolves when everything is applied that had been committed at the call; at once if that was already done for this `write`. */
  catchUpTo(write: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Hears of every expiry from now on, whichever process wrote it, and hands its tags to `expire`. After a gap in
 * listening, `expire` gets the tag of everything. `onFault` is told why nothing is heard, and null once something is again. The same
 * connection hears what else processes notify each other of (`others`, by channel), which gets the empty text after a gap.
 */
export function followExpiries(
  databaseUrl: string,
  expire: (tags: string[]) => void,
  onFault: (reason: string | null) => void,
  others: Listeners = {},
): ExpiryFollower {
  const follower = new Follower(databaseUrl, expire, onFault, others)
  follower.start()
  return follower
}

class Follower implements ExpiryFollower {
  private client: pg.Client | undefined
  private stopped = false
  private timer: NodeJS.Timeout | undefined
  private highest = 0n
  /** Numbers that were applied, of those below the highest that are read again. */
  private seen = new Set<bigint>()
  private reading: Promise<void> | undefined
  private again = false
  /** Writes that a later read has covered. A few suffice, because they are asked for within seconds. */
  private readonly heard = new Set<string>()

  constructor(
    private readonly databaseUrl: string,
    private readonly expire: (tags: string[]) => void,
    private readonly onFault: (reason: string | null) => void,
    private readonly others: Listeners,
  ) {}

  start(): void {
    this.connect().catch((error) => {
      this.onFault(messageOf(error))
      this.retry()
    })
    this.timer = setInterval(() => void this.catchUp(), pollMs)
    this.timer.unref()
  }

  listening(): boolean {
    return this.client !== undefined
  }

  applied(): bigint {
    return this.highest
  }

  async catchUpTo(write: string): Promise<void> {
    if (this.heard.has(write)) return
    // A read in progress may have begun before the write was committed.
    await this.reading
    await this.catchUp()
    if (this.heard.size >= heardKeptMax) this.heard.clear()
    this.heard.add(write)
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    await this.client?.end().catch(() => undefined)
  }

  private async connect(): Promise<void> {
    const next = new pg.Client({
      ...connectionOf(this.databaseUrl),
      application_name: 'cairn',
      query_timeout: queryTimeoutMs,
      connectionTimeoutMillis: queryTimeoutMs,
      keepAlive: true,
    })
    next.on('error', (error) => this.lost(next, error))
    next.on('end', () => this.lost(next, new Error('connection ended')))
    next.on('notification', ({ channel, payload }) => {
      if (channel === 'page_expiry') void this.catchUp()
      else this.others[channel]?.(payload ?? '')
    })
    await next.connect()
    await next.query(['page_expiry', ...Object.keys(this.others)].map((channel) => `listen ${channel}`).join('; '))
    const last = await queryRow(next, Highest, 'select coalesce(max(id), 0)::text as highest from page_expiry')
    this.highest = BigInt(last.highest)
    const recent = await queryRows(next, Id, 'select id::text as id from page_expiry where id > $1', [(this.highest - overlap).toString()])
    this.seen = new Set(recent.map((row) => BigInt(row.id)))
    // From here on changes are heard. Pages that were rendered before are dropped.
    this.expire([pageTags.everything])
    this.client = next
    for (const listen of Object.values(this.others)) listen('')
    this.onFault(null)
  }

  private lost(which: pg.Client, error: Error): void {
    if (this.client !== which || this.stopped) return
    this.client = undefined
    this.onFault(messageOf(error))
    this.expire([pageTags.everything])
    which.end().catch(() => undefined)
    this.retry()
  }

  private retry(): void {
    if (this.stopped) return
    setTimeout(() => {
      if (this.stopped || this.client) return
      this.connect().catch((error) => {
        this.onFault(messageOf(error))
        this.retry()
      })
    }, reconnectMs).unref()
  }

  /** One read at a time. A call during a read makes another one follow. */
  private catchUp(): Promise<void> {
    if (this.reading) {
      this.again = true
      return this.reading
    }
    this.reading = this.read().finally(() => {
      this.reading = undefined
      if (this.again) {
        this.again = false
        void this.catchUp()
      }
    })
    return this.reading
  }

  private async read(): Promise<void> {
    const from = this.client
    if (!from) return
    try {
      const rows = await queryRows(from, Expiry, 'select id::text as id, tags from page_expiry where id > $1 order by id', [
        (this.highest - overlap).toString(),
      ])
      for (const row of rows) {
        const id = BigInt(row.id)
        if (this.seen.has(id)) continue
        this.seen.add(id)
        this.expire(row.tags)
        if (id > this.highest) this.highest = id
      }
      for (const id of this.seen) if (id <= this.highest - overlap) this.seen.delete(id)
    } catch (error) {
      this.lost(from, error as Error)
    }
  }
}
