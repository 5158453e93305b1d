import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEmptyDatabase, type OwnDatabase, withClient } from '../../../test/databases'
import { knownMigrations } from '../../platform/migrations/known-migrations'
import { migrate } from '../../platform/migrations/migrate'

// A database from before posts had a kind, brought up to date.
let database: OwnDatabase
beforeAll(async () => {
  database = await anEmptyDatabase()
  const before = knownMigrations().filter((name) => name < '20261129000400')
  await migrate(database.url, { only: new Set(before) })
})
afterAll(() => database.drop())

/** Writes a post as versions did that knew no kind. */
async function writePost(client: pg.Client, groupKind: string, groupId: number, place: number, replyId: number | null): Promise<void> {
  await client.query(
    `insert into search_post (group_kind, group_id, place, reply_id, created_at, version, title_terms, terms, forward)
     values ($1, $2, $3, $4, now(), 1, '', '', '')`,
    [groupKind, groupId, place, replyId],
  )
}

async function kindsOf(client: pg.Client, groupId: number): Promise<string[]> {
  const { rows } = await client.query(
    'select group_kind, place, kind from search_post where group_id = $1 order by group_kind::text desc, place',
    [groupId],
  )
  return rows.map(({ group_kind, place, kind }) => `${group_kind} ${place} ${kind}`)
}

async function writeGroups(client: pg.Client, id: number): Promise<void> {
  await writePost(client, 'thread', id, 0, null)
  await writePost(client, 'thread', id, 1, 10 * id)
  await writePost(client, 'thread', id, 500_000, 10 * id + 1)
  for (const place of [0, 1, 499_999, 500_000, 999_999, 1_000_001]) await writePost(client, 'answer', id, place, null)
}

const expected = [
  'thread 0 opening',
  'thread 1 reply',
  'thread 500000 reply',
  'answer 0 head',
  'answer 1 section',
  'answer 499999 section',
  'answer 500000 alias',
  'answer 999999 alias',
  'answer 1000001 covered_title',
]

test('an update names the kind of every post, and neither Meilisearch nor the embedder has to do anything again', async () => {
  await withClient(database.url, async (client) => {
    await writeGroups(client, 1)
    // More than one batch of the update.
    await client.query(
      `insert into search_post (group_kind, group_id, place, reply_id, created_at, version, title_terms, terms, forward)
       select 'thread', 4, n, n, now(), 1, '', '', '' from generate_series(1, 20000) n`,
    )
    await writeGroups(client, 5)
    await client.query('update search_mirror set mirrored = true')
    await client.query(`insert into meaning_model (name, dimensions, embedder, location) values ('m', 4, 'local', '')`)
    // The triggers are there: a write is heard of.
    await writePost(client, 'thread', 2, 0, null)
    const waiting = async () =>
      (await client.query('select (select count(*)::int from search_outbox) as sent, (select count(*)::int from meaning_due) as due'))
        .rows[0]
    const before = await waiting()
    expect(before).toEqual({ sent: 1, due: 1 })
    await migrate(database.url)
    expect(await kindsOf(client, 1)).toEqual(expected)
    expect(await kindsOf(client, 5)).toEqual(expected)
    expect((await kindsOf(client, 4)).filter((line) => line.endsWith(' reply'))).toHaveLength(20_000)
    expect(await waiting()).toEqual(before)
    await client.query('update search_post set version = 2 where group_id = 2')
    expect((await waiting()).sent, 'the triggers are back').toBe(2)
  })
})

test('what a process of an earlier version still writes is named, too', async () => {
  await withClient(database.url, async (client) => {
    await writeGroups(client, 3)
    expect(await kindsOf(client, 3)).toEqual(expected)
  })
})
