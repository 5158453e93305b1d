import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { buildContentWorker } from '../bin/lib/content-worker.mjs'
import { disconnect } from '../lib/platform/db/client'
import { connectionOf } from '../lib/platform/db/connection'
import { startCluster } from '../lib/platform/embedded-database/cluster'
import { setDatabase } from '../lib/platform/env/env'
import { prepareJobs } from '../lib/platform/jobs/boss'
import { migrate } from '../lib/platform/migrations/migrate'
import { hasOwnServer, hasServer } from './meilisearch'
import { findOtherPostgres } from './other-postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string
  }
}

/** A real PostgreSQL for all tests, with a migrated database that each test file copies for itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Also where a test file is run by itself.
  await buildContentWorker()
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-test-'))
  fs.chmodSync(dir, 0o755)
  const cluster = await startCluster(dir, { scratch: true })
  await migrate(cluster.databaseUrl)
  setDatabase(cluster.databaseUrl)
  await prepareJobs()
  await disconnect()
  const client = new pg.Client({ ...connectionOf(cluster.databaseUrl), database: 'postgres' })
  await client.connect()
  await client.query('alter database cairn rename to template_cairn')
  await client.end()
  project.provide('serverUrl', cluster.databaseUrl.replace(/cairn$/, 'template_cairn'))
  if (!hasServer)
    console.log('The Meilisearch half of the search contract did not run: there is no `meilisearch` in the path, see docs/testing.md.')
  else if (!hasOwnServer)
    console.log('The faults of Meilisearch were not tried: there is a server, and no program to start one with, see docs/testing.md.')
  if (!findOtherPostgres())
    console.log('Backups were not taken from one PostgreSQL to another: there is no `initdb` of the system, see docs/testing.md.')
  return async () => {
    await cluster.release()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}
