import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recount } from '../../lib/maintenance/recount'
import { disconnect } from '../../lib/platform/db/client'
import { setDatabase } from '../../lib/platform/env/env'
import { prepareJobs } from '../../lib/platform/jobs/boss'
import { knownMigrations, migrationsFolder } from '../../lib/platform/migrations/known-migrations'
import { migrate } from '../../lib/platform/migrations/migrate'
import { readAnalysis } from '../../lib/search'
import { startWorker } from '../../lib/worker/worker'
import { anEmptyDatabase, type OwnDatabase, shapeOf, withClient } from '../databases'
import { eventually } from '../eventually'
import { serverUrl } from '../server-url'
import { storedOnPurpose } from './changed-on-purpose'
import { type Expected, loadDump, readExpected } from './load-dump'
import { storedFacts } from './stored-facts'

// A site of an earlier version is brought up to date: README.md beside this file.
let database: OwnDatabase
let expected: Expected
beforeAll(async () => {
  expected = readExpected()
  database = await anEmptyDatabase()
  await loadDump(database.url)
  await disconnect()
  setDatabase(database.url)
})
afterAll(async () => {
  await disconnect()
  await database.drop()
})

const facts = () => withClient(database.url, storedFacts)
const withoutSequences = (lines: string[]) => lines.filter((line) => !line.startsWith('sequence'))

test('migrations that a version had are never changed: the database remembers what they were', () => {
  const digestOf = (name: string) =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(migrationsFolder(), name, 'migration.sql')))
      .digest('hex')
  expect(expected.migrations.map(({ name }) => ({ name, checksum: digestOf(name) }))).toEqual(expected.migrations)
})

test('every row, counter and text is as before, once the migrations are applied', async () => {
  expect(await facts(), 'the dump itself').toEqual(expected.stored)
  const old = expected.migrations.map(({ name }) => name)
  expect(await migrate(database.url)).toEqual(knownMigrations().filter((name) => !old.includes(name)))
  expect(await facts()).toEqual(storedOnPurpose(expected.stored))
})

test('its tables, rules and triggers are those of a new database', async () => {
  const ofNew = await withClient(await serverUrl(), shapeOf)
  expect(withoutSequences(await withClient(database.url, shapeOf))).toEqual(withoutSequences(ofNew))
})

test('the worker does what was left to do, reads the index again, and no counter is wrong then', async () => {
  await prepareJobs()
  const waiting = () =>
    withClient(database.url, async (client) => {
      const { rows } = await client.query(`select name, state, output from pgboss.job where state <> 'completed' order by name, id`)
      return rows
    })
  expect((await waiting()).length).toBeGreaterThan(0)
  const worker = await startWorker({ removeSample: async () => undefined })
  try {
    await eventually(async () => {
      expect(await waiting()).toEqual([])
      expect((await readAnalysis()).finishedAt).not.toBeNull()
    })
  } finally {
    await worker.stop()
  }
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  expect(await facts()).toEqual(storedOnPurpose(expected.stored))
})
