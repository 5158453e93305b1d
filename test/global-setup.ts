import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildContentWorker } from '../bin/lib/content-worker.mjs'
import { guardScratchFolder } from '../lib/platform/embedded-database/guard'
import { lazyDatabaseServer } from './database-server'
import { hasOwnServer, hasServer } from './meilisearch'
import { findOtherPostgres } from './other-postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    databasePort: number
  }
}

/** What all test files share: a folder for everything they write, and a PostgreSQL that starts when a test first connects. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Also where a test file is run by itself.
  await buildContentWorker()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-test-'))
  fs.chmodSync(folder, 0o755)
  const dismissGuard = guardScratchFolder(folder)
  // Servers that tests start for themselves are in the same folder, so that the guard finds them too.
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const server = await lazyDatabaseServer(folder)
  project.provide('databasePort', server.port)
  if (!hasServer)
    console.log('The Meilisearch half of the search contract did not run: there is no `meilisearch` in the path, see docs/testing.md.')
  else if (!hasOwnServer)
    console.log('The faults of Meilisearch were not tried: there is a server, and no program to start one with, see docs/testing.md.')
  if (!findOtherPostgres())
    console.log('Backups were not taken from one PostgreSQL to another: there is no `initdb` of the system, see docs/testing.md.')
  return async () => {
    await server.stop()
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    fs.rmSync(folder, { recursive: true, force: true })
    dismissGuard()
  }
}
