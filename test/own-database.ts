import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { disconnect } from '../lib/platform/db/client'
import { connectionOf } from '../lib/platform/db/connection'
import { withClient } from '../lib/platform/db/with-client'
import { setDatabase } from '../lib/platform/env/env'

// Each test file has a database of its own, copied from the migrated one: files run side by side.
const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`
// And a data folder, or tests would leave pictures and deleted people in that of the site that runs from here.
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-test-data-'))
process.env.CAIRN_DATA_DIR = dataDir
const serverUrl = inject('serverUrl')

beforeAll(async () => {
  await onServer(`create database ${name} template template_cairn`)
  setDatabase(serverUrl.replace(/template_cairn$/, name))
})

afterAll(async () => {
  await disconnect()
  fs.rmSync(dataDir, { recursive: true, force: true })
  await onServer(`drop database ${name} with (force)`)
})

async function onServer(statement: string): Promise<void> {
  await withClient({ ...connectionOf(serverUrl), database: 'postgres' }, async (client) => {
    // Two files that copy at once: the template may have one user at a time.
    await client.query('select pg_advisory_lock(1)')
    await client.query(statement)
  })
}
