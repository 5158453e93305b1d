import { expect, test, vi } from 'vitest'
import { aMember, aThread } from '../../test/factories'
import { db, pool } from '../db/client'
import { env } from '../env'
import { postReply } from '../threads'
import { expirePages } from './expire-pages'
import { followExpiries } from './follow-expiries'

async function following(work: (heard: string[][], follower: ReturnType<typeof followExpiries>) => Promise<void>): Promise<void> {
  const heard: string[][] = []
  const follower = followExpiries(
    env().databaseUrl as string,
    (tags) => heard.push(tags),
    () => undefined,
  )
  try {
    await vi.waitFor(() => expect(follower.listening()).toBe(true))
    heard.length = 0
    await work(heard, follower)
  } finally {
    await follower.stop()
  }
}

test('a write anywhere is heard once, with all it touches', async () => {
  const { id } = await aThread()
  await following(async (heard) => {
    await postReply(await aMember(), { threadId: id, body: 'x' })
    await vi.waitFor(() => expect(heard.flat()).toContain(`thread:${id}`), { timeout: 2_000 })
    expect(heard.flat().filter((tag) => tag === `thread:${id}`)).toHaveLength(1)
  })
})

test('a write that is rolled back is never heard', async () => {
  await following(async (heard) => {
    await db()
      .$transaction(async (tx) => {
        await expirePages(tx, ['thread:999'])
        throw new Error('no')
      })
      .catch(() => undefined)
    await db().$transaction((tx) => expirePages(tx, ['thread:1000']))
    await vi.waitFor(() => expect(heard.flat()).toContain('thread:1000'))
    expect(heard.flat()).not.toContain('thread:999')
  })
})

test('a lower number that commits after a higher one is heard too', async () => {
  await following(async (heard) => {
    const slow = await pool().connect()
    await slow.query('begin')
    await slow.query(`insert into page_expiry (tags) values ('{slow}')`)
    await db().$transaction((tx) => expirePages(tx, ['fast']))
    await vi.waitFor(() => expect(heard.flat()).toContain('fast'))
    await slow.query('commit')
    slow.release()
    await vi.waitFor(() => expect(heard.flat()).toContain('slow'), { timeout: 2_000 })
  })
})

test('after a lost connection nothing old is trusted, and listening comes back', async () => {
  await following(async (heard, follower) => {
    await pool().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%page_expiry%' and pid <> pg_backend_pid()`,
    )
    await vi.waitFor(() => expect(heard.flat()).toContain('everything'), { timeout: 3_000 })
    await vi.waitFor(() => expect(follower.listening()).toBe(true), { timeout: 5_000 })
    heard.length = 0
    await db().$transaction((tx) => expirePages(tx, ['thread:7']))
    await vi.waitFor(() => expect(heard.flat()).toContain('thread:7'), { timeout: 2_000 })
  })
})
