import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { anEmptyDatabase, withClient } from '../../../test/databases'
import { readiness } from '../../web/server/readiness'
import { pool } from '../db/client'
import { env } from '../env/env'
import { knownMigrations, requireMigrated } from './known-migrations'

const root = path.resolve(import.meta.dirname, '../../..')
const last = knownMigrations().at(-1) as string
const future = '20991231000000_future'

// Readiness gives up on a database that is slow to connect, and the first connection of a run waits until the server has started.
beforeAll(() => withClient(env().databaseUrl as string, async () => undefined))

/** Whether the last migration was applied; it was not, as after an update of the program. */
async function lastIs({ finished }: { finished: boolean }): Promise<void> {
  await pool().query('update _prisma_migrations set finished_at = case when $2 then now() end where migration_name = $1', [last, finished])
}
afterEach(() => lastIs({ finished: true }))

async function database(): Promise<{ ready: boolean; detail: string } | undefined> {
  return (await readiness(true)).find(({ name }) => name === 'database')
}

test('/readyz is ready where all migrations are applied that the program knows, and no others', async () => {
  expect(await database()).toMatchObject({ ready: true })
  await lastIs({ finished: false })
  expect(await database()).toMatchObject({ ready: false, detail: expect.stringContaining(`lacks the migration ${last}`) })
  await pool().query('insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ($1, $1, $1, now())', [future])
  await lastIs({ finished: true })
  expect(await database()).toMatchObject({ ready: false, detail: expect.stringContaining(`has the migration ${future}`) })
  await pool().query('delete from _prisma_migrations where id = $1', [future])
})

test('web, worker and commands refuse a database that nobody has brought up to date, and change nothing in it', async () => {
  await lastIs({ finished: false })
  const counted = async () => (await pool().query('select count(*)::int as n from _prisma_migrations')).rows[0].n
  const before = await counted()
  for (const script of ['bin/web.ts', 'bin/worker.ts', 'bin/cairn.ts stats', 'bin/cairn.ts recount']) {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...script.split(' ')], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: env().databaseUrl, PORT: '1' },
    })
    expect([status, stderr], script).toEqual([
      1,
      expect.stringContaining(`it lacks the migration ${last}. Run \`npm run cairn -- migrate\``),
    ])
  }
  expect(await counted()).toBe(before)
})

test('cairn migrate brings an empty database up to date, and others are served from then on', async () => {
  const own = await anEmptyDatabase()
  try {
    await expect(requireMigrated(own.url)).rejects.toThrow('The database is empty. Run `npm run cairn -- migrate` once')
    const run = () =>
      spawnSync(process.execPath, ['--import', 'tsx', 'bin/cairn.ts', 'migrate', '--json'], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: own.url, CAIRN_BACKUP_TO: 'off' },
      })
    expect(JSON.parse(run().stdout).applied).toEqual(knownMigrations())
    await requireMigrated(own.url)
    const topics = await withClient(own.url, (client) => client.query('select name from topic'))
    expect(topics.rows, 'one can ask at once').toEqual([{ name: 'General' }])
    expect(JSON.parse(run().stdout).applied).toEqual([])
  } finally {
    await own.drop()
  }
})
