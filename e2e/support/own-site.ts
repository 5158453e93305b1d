import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { guardScratchFolder } from '../../lib/platform/embedded-database/guard'
import { freePort } from '../../lib/platform/process/free-port'
import { askAct, child, script, stop } from './processes'

/** A site of one test's own, that may be broken without others noticing. */
export type OwnSite = {
  /** One address a web process. */
  urls: string[]
  databaseUrl: string
  dataDir: string
  /** What the web processes have logged so far. */
  log(): string
  /** Runs SQL on its database. */
  sql(text: string, values?: unknown[]): Promise<pg.QueryResult>
  /** Does something as a person of it: see act.ts. */
  act<T>(command: string, ...words: (string | number)[]): T
  /** Starts one more web process, with these settings too. Returns its address. */
  another(settings?: Record<string, string>): Promise<string>
  /** Starts a worker, which ends with the site. */
  startWorker(): Promise<void>
  /** Ends the database, as an operator does who restarts it. */
  stopDatabase(): void
  /** Starts it again, on the same port. */
  startDatabase(): void
  stop(): Promise<void>
}

type Options = {
  webs?: number
  settings?: Record<string, string>
  sample?: boolean
  /** Begin with the database of an earlier version, brought up to date: test/upgrade. */
  upgraded?: boolean
}

/** Starts a site with sample content, unless that is not wanted, and `webs` web processes, with these settings. */
export async function anOwnSite({ webs = 1, settings = {}, sample = true, upgraded = false }: Options = {}): Promise<OwnSite> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-own-'))
  fs.chmodSync(dataDir, 0o755)
  const dismissGuard = guardScratchFolder(dataDir)
  const words = upgraded ? ['--upgraded'] : sample ? [] : ['--no-sample']
  const databaseUrl = script('e2e/support/prepare-database.ts', { CAIRN_DATA_DIR: dataDir }, words).trim()
  const own = {
    CAIRN_SECRET: randomBytes(32).toString('hex'),
    CAIRN_DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    MEILI_URL: '',
    // Tests post the same texts again and again.
    CAIRN_SPAM_RULES: 'off',
    CAIRN_CHECK_LINKS: 'off',
    ...settings,
  }
  let logged = ''
  const children: ChildProcess[] = []
  const urls: string[] = []
  const another = async (more: Record<string, string> = {}) => {
    const port = await freePort()
    const env = { ...process.env, NODE_ENV: 'production', ...own, ...more, PORT: String(port) } as NodeJS.ProcessEnv
    children.push(
      await child('bin/web.ts', env, (text) => {
        logged += text
      }),
    )
    urls.push(`http://127.0.0.1:${port}`)
    return urls.at(-1) as string
  }
  const socket = path.join(dataDir, 'act.sock')
  // It makes a person of its own, whom a site that is compared with what it was must not have.
  const acting = upgraded ? [] : [child('e2e/support/act.ts', { ...process.env, ...own } as NodeJS.ProcessEnv, undefined, [socket])]
  for (let i = 0; i < webs; i++) await another()
  children.push(...(await Promise.all(acting)))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => undefined)
  return {
    urls,
    databaseUrl,
    dataDir,
    log: () => logged,
    sql: (text, values) => pool.query(text, values),
    another,
    async startWorker() {
      const env = { ...process.env, NODE_ENV: 'production', ...own, CAIRN_BACKUP_TO: 'off' } as NodeJS.ProcessEnv
      children.push(await child('bin/worker.ts', env))
    },
    stopDatabase: () => void script('e2e/support/stop-database.ts', { CAIRN_DATA_DIR: dataDir }),
    startDatabase: () => void script('e2e/support/start-database.ts', { CAIRN_DATA_DIR: dataDir }),
    act: (command, ...words) => askAct(socket, command, words),
    async stop() {
      await pool.end()
      await Promise.all(children.map(stop))
      script('e2e/support/stop-database.ts', { CAIRN_DATA_DIR: dataDir })
      fs.rmSync(dataDir, { recursive: true, force: true })
      dismissGuard()
    },
  }
}
