import { expect, test, vi } from 'vitest'
import { eventually } from '../../../test/eventually'
import { aMember, aThread } from '../../../test/factories'
import { postReply } from '../../community/threads'
import { db, pool } from '../db/client'
import { env } from '../env/env'
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
    await eventually(() => expect(follower.listening()).toBe(true))
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
    await eventually(() => expect(heard.flat()).toContain(`thread:${id}`))
    expect(heard.flat().filter((tag) => tag === `thread:${id}`)).toHaveLength(1)
  })
})

test('a write is heard because the database tells of it, not at the next look', async () => {
  // The follower looks by itself once a second: here never, as its timer was made while they stood still.
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const heard: string[] = []
  const follower = followExpiries(
    env().databaseUrl as string,
    (tags) => heard.push(...tags),
    () => undefined,
  )
  vi.useRealTimers()
  try {
    await eventually(() => expect(follower.listening()).toBe(true))
    await db().$transaction((tx) => expirePages(tx, ['thread:8']))
    await eventually(() => expect(heard).toContain('thread:8'))
  } finally {
    await follower.stop()
  }
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
    await eventually(() => expect(heard.flat()).toContain('thread:1000'))
    expect(heard.flat()).not.toContain('thread:999')
  })
})

test('a lower number that commits after a higher one is heard too', async () => {
  await following(async (heard) => {
    const slow = await pool().connect()
    await slow.query('begin')
    await slow.query(`insert into page_expiry (tags) values ('{slow}')`)
    await db().$transaction((tx) => expirePages(tx, ['fast']))
    await eventually(() => expect(heard.flat()).toContain('fast'))
    await slow.query('commit')
    slow.release()
    await eventually(() => expect(heard.flat()).toContain('slow'))
  })
})

test('after a lost connection nothing old is trusted, and listening comes back', async () => {
  await following(async (heard, follower) => {
    await pool().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%page_expiry%' and pid <> pg_backend_pid()`,
    )
    await eventually(() => expect(heard.flat()).toContain('everything'))
    await eventually(() => expect(follower.listening()).toBe(true))
    heard.length = 0
    await db().$transaction((tx) => expirePages(tx, ['thread:7']))
    await eventually(() => expect(heard.flat()).toContain('thread:7'))
  })
})
