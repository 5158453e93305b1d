import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { env } from '../lib/platform/env'

const root = path.resolve(import.meta.dirname, '..')

/** Starts a worker in its own process, with this test's database. `settings` are the worker's own. */
export function aWorker(settings: Record<string, string> = {}): ChildProcess {
  const { databaseUrl = '', dataDir } = env()
  const own = { DATABASE_URL: databaseUrl, CAIRN_DATA_DIR: dataDir, CAIRN_ENV_FILE: 'off', CAIRN_BACKUP_TO: 'off', ...settings }
  const outer = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  return spawn(process.execPath, ['--import', 'tsx', path.join(root, 'lib/worker/killed/worker-process.ts')], {
    cwd: root,
    env: { ...outer, NODE_ENV: 'production', ...own },
    stdio: 'ignore',
  })
}

/** Kills a worker with SIGKILL, and resolves when it is gone. */
export async function kill(worker: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) =>
    worker.exitCode === null && worker.signalCode === null ? worker.once('exit', resolve) : resolve(null),
  )
  worker.kill('SIGKILL')
  await gone
}
