// What `npm start` runs once everything is installed and built: database, migrations, sample content, web, worker.
import './lib/load-env.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { makeFirstTopic } from '../lib/community/topics'
import { firstAdminToken } from '../lib/identity/accounts'
import { db, disconnect } from '../lib/platform/db'
import { type Cluster, startCluster } from '../lib/platform/embedded-database'
import { EnvError, env, setDatabase } from '../lib/platform/env'
import { messageOf } from '../lib/platform/log'
import { mailFolder } from '../lib/platform/mail'
import { supervise } from '../lib/platform/process'
import { modelSetting } from '../lib/search'
import { bringUpToDate } from '../lib/setup'
import { holderOf, tryLockFile } from '../lib/shared/lock-file.mjs'
import { fillWithSample } from '../tools/sample'

const say = (text: string) => process.stderr.write(`${text}\n`)
/** How often the embedded server is checked. */
const clusterWatchMs = 1_000
const wantsSample = !process.argv.includes('--no-sample')
const dev = process.argv.includes('--dev')
const newDatabase = process.argv.includes('--new-database')

let cluster: Cluster | undefined
const children: { stop(): Promise<void> }[] = []
let lock: string | undefined
let ending = false
let watching: Promise<void> = Promise.resolve()

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await watching
  await Promise.all(children.map((child) => child.stop()))
  await disconnect()
  await cluster?.release().catch((error) => say(messageOf(error)))
  if (lock) fs.rmSync(lock, { force: true })
  process.exit(code)
}

process.on('SIGINT', () => void end(0))
process.on('SIGTERM', () => void end(0))
// The terminal was closed. Not otherwise: a site may have been started with nohup.
if (dev) process.on('SIGHUP', () => void end(0))

/** Starts the embedded server again when it dies. Its users know its address, so if that changes, everything must end. */
function watchCluster(dataDir: string): void {
  setInterval(() => {
    watching = watching
      .then(async () => {
        if (ending || !cluster || cluster.running()) return
        say('The database server ended, starting it again')
        const { databaseUrl } = cluster
        cluster = await startCluster(dataDir)
        if (cluster.databaseUrl === databaseUrl) return
        say('Its port was taken meanwhile: start Cairn again.')
        void end(1)
      })
      .catch((error) => {
        say(messageOf(error))
      })
  }, clusterWatchMs).unref()
}

async function start(): Promise<void> {
  const { dataDir, databaseUrl, port } = env()
  fs.mkdirSync(dataDir, { recursive: true })
  const lockFile = path.join(dataDir, 'supervisor.lock')
  if (!tryLockFile(lockFile)) {
    throw new Error(`Cairn runs already on ${dataDir} (process ${holderOf(lockFile)}). Another copy needs its own CAIRN_DATA_DIR and PORT.`)
  }
  lock = lockFile
  if (!databaseUrl) {
    cluster = await startCluster(dataDir, { newDatabase })
    if (newDatabase && !cluster.created)
      throw new Error(`${dataDir} has a database. --new-database is for a data folder whose database is missing.`)
    watchCluster(dataDir)
    if (cluster.movedTo) say(`Others can’t enter ${dataDir}, and PostgreSQL does not run as root: its data is in ${cluster.movedTo}`)
    setDatabase(cluster.databaseUrl, true)
  }
  const url = env().databaseUrl as string
  const applied = await bringUpToDate(url, say)
  if (applied.length > 0) say(`Database: ${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`)
  // Someone else's database is never filled.
  if (cluster && wantsSample) await fillWithSample(say)
  await makeFirstTopic(db())
  const childEnv = {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: url,
    CAIRN_EMBEDDED: cluster ? '1' : '',
    // All processes of an installation have the settings of this start, even those that are started again after .env was changed.
    CAIRN_ENV_FILE: 'off',
  } as NodeJS.ProcessEnv
  if (dev) {
    const { develop, inspectPortOf } = await import('./lib/develop')
    children.push(await develop(childEnv, say, inspectPortOf(process.argv)))
  } else await startProcesses(childEnv)
  process.stdout.write(`Cairn is ready at http://localhost:${port}\n`)
  if (!env().smtpUrl) say(`No mail server (SMTP_URL): mail lands in ${mailFolder()} and on ${env().siteUrl}/admin/mail.`)
  if (modelSetting().kind === 'none' && env().embedder.kind !== 'none')
    say('No model: search uses keywords only. `npm run cairn -- model fetch` (24 MB, once) lets it find what is asked in other words.')
  const token = await firstAdminToken()
  if (token)
    say(
      `Nobody runs this site yet. Make the first account within a day, with a link that works once:\n  ${env().siteUrl}/first-admin?token=${token}`,
    )
}

async function startProcesses(childEnv: NodeJS.ProcessEnv): Promise<void> {
  const hopeless = (reason: string) => {
    say(reason)
    void end(1)
  }
  const web = supervise({ name: 'web', script: 'bin/web.ts' }, childEnv, hopeless)
  const worker = supervise({ name: 'worker', script: 'bin/worker.ts' }, childEnv, hopeless)
  children.push(web, worker)
  await Promise.all([web.ready, worker.ready])
}

try {
  await start()
} catch (error) {
  say(error instanceof EnvError ? error.message : messageOf(error))
  await end(1)
}
