import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { connectionOf } from '../lib/platform/db/connection'
import { env, setDatabase } from '../lib/platform/env/env'
import { serverUrl } from './server-url'

// Each test file has a database of its own, copied from the migrated one: files run side by side. It is made when the file first
// connects, so that a file that needs none waits for none. Until then its address has this host, which no name server knows.
const notStarted = 'database-of-this-test-file.invalid'
const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`
const placeholder = `postgresql://cairn@${notStarted}/${name}`
// And a data folder, or tests would leave pictures and deleted people in that of the site that runs from here.
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-test-data-'))
process.env.CAIRN_DATA_DIR = dataDir
// No test asks other sites whether they still have what its texts link to.
process.env.CAIRN_CHECK_LINKS = 'off'

let made: Promise<pg.PoolConfig> | undefined

/** Makes the database at the first call. Returns where it is. */
function ownDatabase(): Promise<pg.PoolConfig> {
  made ??= (async () => {
    await onServer(`create database ${name} template template_cairn`)
    const url = (await serverUrl()).replace(/template_cairn$/, name)
    // For programs that a test starts: they get this address.
    if (env().databaseUrl === placeholder) setDatabase(url)
    return connectionOf(url)
  })()
  return made
}

/** Has `connect` of node-postgres wait for the database where it is asked for the one that is not there yet. */
function waitForDatabase(prototype: { connect: unknown }, target: (self: never) => pg.PoolConfig): void {
  const connect = prototype.connect as (callback?: (error: Error) => void) => unknown
  prototype.connect = function (this: never, callback?: (error: Error) => void) {
    const config = target(this)
    if (config.host !== notStarted) return connect.call(this, callback)
    const ready = ownDatabase().then(({ host, port, password }) => void Object.assign(config, { host, port, password }))
    if (!callback) return ready.then(() => connect.call(this))
    ready.then(() => connect.call(this, callback), callback)
  }
}
// A pool gives up on a connection after seconds: it must not begin before the server runs.
waitForDatabase(pg.Pool.prototype, (self: pg.Pool) => self.options)
waitForDatabase(pg.Client.prototype, (self: pg.Client) => self as unknown as pg.PoolConfig)

beforeAll(() => setDatabase(placeholder))

afterAll(async () => {
  if (made) {
    const { disconnect } = await import('../lib/platform/db/client')
    await disconnect()
    await made.catch(() => undefined)
    await onServer(`drop database if exists ${name} with (force)`)
  }
  fs.rmSync(dataDir, { recursive: true, force: true })
})

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ ...connectionOf(await serverUrl()), database: 'postgres' })
  await client.connect()
  try {
    // Two files that copy at once: the template may have one user at a time.
    await client.query('select pg_advisory_lock(1)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
