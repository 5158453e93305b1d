import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { disconnect } from '../platform/db'
import { guardScratchFolder, startCluster } from '../platform/embedded-database'
import { setDatabase } from '../platform/env'
import { prepareJobs } from '../platform/jobs'
import { migrate } from '../platform/migrations'

/** Runs work on a migrated database that is gone afterwards. Unsafe settings: quick, and worth nothing. */
export async function withScratchDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-scratch-'))
  fs.chmodSync(dir, 0o755)
  const dismissGuard = guardScratchFolder(dir)
  try {
    const cluster = await startCluster(dir, { scratch: true })
    try {
      setDatabase(cluster.databaseUrl)
      await migrate(cluster.databaseUrl)
      await prepareJobs()
      return await work(cluster.databaseUrl)
    } finally {
      await disconnect()
      await cluster.release()
    }
  } finally {
    // A process of the server may still write for a moment: the work itself must not fail for that.
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    dismissGuard()
  }
}
