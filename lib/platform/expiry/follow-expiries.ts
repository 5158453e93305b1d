import pg from 'pg'
import { connectionOf } from '../db'
import { pageTags } from './page-tags'

/** Numbers are given before transactions commit: this many behind the highest one may still appear. */
const overlap = 2_000n
/** Missed notifications and rows that committed late are found by reading again this often. */
const pollMs = 1_000
const reconnectMs = 500
const queryTimeoutMs = 3_000
const heardKeptMax = 1_000

export type ExpiryFollower = {
  /** False while nothing can be heard: what is cached can't be trusted then. */
  listening(): boolean
  /** Highest number applied so far. */
  applied(): bigint
  /** Resolves once everything that had been committed when it was called is applied; at once where it was for this `write`. */
  catchUpTo(write: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Hears of every expiry from now on, whichever process wrote it, and hands its tags to `expire`. After a gap in
 * listening, `expire` gets the tag of everything.
 */
export function followExpiries(databaseUrl: string, expire: (tags: string[]) => void, onError: (error: Error) => void): ExpiryFollower {
  let client: pg.Client | undefined
  let stopped = false
  let highest = 0n
  let seen = new Set<bigint>()
  let reading: Promise<void> | undefined
  let again = false

  async function connect(): Promise<void> {
    const next = new pg.Client({
      ...connectionOf(databaseUrl),
      application_name: 'cairn',
      query_timeout: queryTimeoutMs,
      connectionTimeoutMillis: queryTimeoutMs,
      keepAlive: true,
    })
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, new Error('connection ended')))
    next.on('notification', () => void catchUp())
    await next.connect()
    await next.query('listen page_expiry')
    const { rows } = await next.query('select coalesce(max(id), 0)::text as highest from page_expiry')
    highest = BigInt(rows[0].highest)
    const { rows: recent } = await next.query('select id::text as id from page_expiry where id > $1', [(highest - overlap).toString()])
    seen = new Set(recent.map((row) => BigInt(row.id)))
    // Only what was rendered after this point has been listened for.
    expire([pageTags.everything])
    client = next
  }

  function lost(which: pg.Client, error: Error): void {
    if (client !== which || stopped) return
    client = undefined
    onError(error)
    expire([pageTags.everything])
    which.end().catch(() => undefined)
    retry()
  }

  function retry(): void {
    if (stopped) return
    setTimeout(() => {
      if (stopped || client) return
      connect().catch((error) => {
        onError(error)
        retry()
      })
    }, reconnectMs).unref()
  }

  /** One reading at a time; a call during a reading makes another one follow. */
  function catchUp(): Promise<void> {
    if (reading) {
      again = true
      return reading
    }
    reading = read().finally(() => {
      reading = undefined
      if (again) {
        again = false
        void catchUp()
      }
    })
    return reading
  }

  async function read(): Promise<void> {
    const from = client
    if (!from) return
    try {
      const { rows } = await from.query('select id::text as id, tags from page_expiry where id > $1 order by id', [
        (highest - overlap).toString(),
      ])
      for (const row of rows) {
        const id = BigInt(row.id)
        if (seen.has(id)) continue
        seen.add(id)
        expire(row.tags)
        if (id > highest) highest = id
      }
      for (const id of seen) if (id <= highest - overlap) seen.delete(id)
    } catch (error) {
      lost(from, error as Error)
    }
  }

  // Writes that a reading which began later has covered. A few suffice: they are asked for within seconds.
  const heard = new Set<string>()
  async function catchUpTo(write: string): Promise<void> {
    if (heard.has(write)) return
    // One that is under way may have begun before the write was committed.
    await reading
    await catchUp()
    if (heard.size >= heardKeptMax) heard.clear()
    heard.add(write)
  }

  connect().catch((error) => {
    onError(error)
    retry()
  })
  const timer = setInterval(() => void catchUp(), pollMs)
  timer.unref()
  return {
    listening: () => client !== undefined,
    applied: () => highest,
    catchUpTo,
    async stop() {
      stopped = true
      clearInterval(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
