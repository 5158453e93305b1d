import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { withLockFile } from '../../shared/lock-file.mjs'
import { connectionOf, queryRow, withClient } from '../db'
import { freePort } from '../process'
import { type ClusterHome, clusterHome } from './home'
import { type Identity, serverIdentity } from './identity'
import { holdsDatabase, noteBeginning, noteWhole, refuseLostDatabase } from './marker'
import { removeStalePid, runningPort } from './postmaster'

const run = promisify(execFile)
const lockTimeoutSeconds = 90
const startTimeoutSeconds = 60
const user = 'cairn'
const database = 'cairn'
const Count = z.object({ n: z.int() })

/** A running embedded server. */
export type Cluster = {
  databaseUrl: string
  /** True if this call made the database, which is empty then. */
  created: boolean
  /** True if this call started the server; false if it was running already. */
  started: boolean
  /** Where the data is, if it could not be put into the data folder. */
  movedTo: string | undefined
  /** Whether the server still runs. Reads a file and opens no connection. */
  running(): boolean
  /** Stops the server unless another process still uses it. */
  release(): Promise<void>
}

/**
 * `scratch` trades safety for speed, for tests and measurements. `newDatabase` begins with an empty database if the one of the data folder
 * is missing.
 */
export type ClusterOptions = { scratch?: boolean; newDatabase?: boolean }

/**
 * Starts the embedded PostgreSQL of a data folder, or uses the one that already runs there, and makes the database. That server may have
 * outlived its supervisor (kill -9).
 */
export async function startCluster(dataDir: string, options: ClusterOptions = {}): Promise<Cluster> {
  const identity = serverIdentity()
  const home = clusterHome(dataDir, identity)
  const lock = path.join(dataDir, 'postgres.lock')
  return withLockFile(lock, lockTimeoutSeconds, async () => {
    if (runningPort(home.clusterDir) === undefined && !holdsDatabase(home.clusterDir)) {
      if (!options.newDatabase) refuseLostDatabase(dataDir, home.clusterDir)
      noteBeginning(dataDir)
      await initialise(dataDir, home, identity, options)
    }
    const password = fs.readFileSync(passwordFile(dataDir), 'utf8').trim()
    let port = runningPort(home.clusterDir)
    const started = port === undefined
    port ??= await start(home, identity, await portFor(dataDir), options)
    fs.writeFileSync(portFile(dataDir), String(port))
    const databaseUrl = `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
    const created = await createDatabase(databaseUrl)
    noteWhole(dataDir, home.clusterDir)
    return {
      databaseUrl,
      created,
      started,
      running: () => runningPort(home.clusterDir) !== undefined,
      movedTo: home.moved ? home.clusterDir : undefined,
      release: () => withLockFile(lock, lockTimeoutSeconds, () => stopIfUnused(home, identity, databaseUrl)),
    }
  })
}

const portFile = (dataDir: string) => path.join(dataDir, 'postgres.port')

/** The port of last time, if it is free, so that users of a server that died find it again. */
async function portFor(dataDir: string): Promise<number> {
  const last = fs.existsSync(portFile(dataDir)) ? Number(fs.readFileSync(portFile(dataDir), 'utf8')) : 0
  return freePort(last)
}

const passwordFile = (dataDir: string) => path.join(dataDir, 'postgres.password')

/** Makes a cluster in another folder and moves it when it is complete, so that an interrupted one is never used. */
async function initialise(dataDir: string, home: ClusterHome, identity: Identity, { scratch }: ClusterOptions): Promise<void> {
  const base = path.dirname(home.clusterDir)
  // Left by a start that was killed. Its initdb may still be writing, so this one uses another name.
  for (const name of fs.readdirSync(base)) if (/^(postgres\.partial-|\.password-)/.test(name)) removeIfStill(path.join(base, name))
  const partial = path.join(base, `postgres.partial-${process.pid}-${randomBytes(4).toString('hex')}`)
  const given = path.join(base, `.password-${process.pid}`)
  const password = randomBytes(18).toString('base64url')
  fs.mkdirSync(partial, { mode: 0o700 })
  fs.writeFileSync(given, password, { mode: 0o600 })
  if (identity.uid !== undefined) for (const each of [partial, given]) fs.chownSync(each, identity.uid, identity.gid)
  try {
    await pgProgram(home, identity, 'initdb', [
      `--pgdata=${partial}`,
      `--username=${user}`,
      `--pwfile=${given}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      // From now on the folder is marked: its content must survive a power cut.
      ...(scratch ? ['--no-sync'] : []),
    ])
  } catch (error) {
    fs.rmSync(partial, { recursive: true, force: true })
    throw error
  } finally {
    fs.rmSync(given, { force: true })
  }
  const own = `${passwordFile(dataDir)}.${process.pid}`
  fs.writeFileSync(own, password, { mode: 0o600 })
  // Without the password, a database that was only missing could not be opened when it is found again.
  if (fs.existsSync(passwordFile(dataDir)) && fs.readFileSync(passwordFile(dataDir), 'utf8') !== password)
    fs.renameSync(passwordFile(dataDir), `${passwordFile(dataDir)}.old-${Date.now()}`)
  fs.renameSync(own, passwordFile(dataDir))
  // A cluster without a database holds nothing of value. It is kept anyway, in case that is wrong.
  if (fs.readdirSync(home.clusterDir).length > 0) fs.renameSync(home.clusterDir, `${home.clusterDir}.old-${Date.now()}`)
  else fs.rmdirSync(home.clusterDir)
  fs.renameSync(partial, home.clusterDir)
}

/** Removes a folder. If something still writes into it, it stays until the next time and does not end this start. */
function removeIfStill(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
  }
}

async function start(home: ClusterHome, identity: Identity, port: number, { scratch }: ClusterOptions): Promise<number> {
  removeStalePid(home.clusterDir)
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    max_connections: '100',
    jit: 'off',
    ...(scratch ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value || "''"}`)
  await pgProgram(home, identity, 'pg_ctl', [
    'start',
    '--wait',
    `--timeout=${startTimeoutSeconds}`,
    '--silent',
    `--pgdata=${home.clusterDir}`,
    `--log=${home.logFile}`,
    `--options=-p ${port} ${flags.join(' ')}`,
  ])
  return port
}

/** Makes the database unless it exists. Returns whether it did. */
async function createDatabase(databaseUrl: string): Promise<boolean> {
  return withClient({ ...connectionOf(databaseUrl), database: 'postgres' }, async (client) => {
    const { n } = await queryRow(client, Count, 'select count(*)::int as n from pg_database where datname = $1', [database])
    if (n === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
    return n === 0
  })
}

async function stopIfUnused(home: ClusterHome, identity: Identity, databaseUrl: string): Promise<void> {
  if (runningPort(home.clusterDir) === undefined) return
  const others = await withClient({ ...connectionOf(databaseUrl), database: 'postgres' }, async (client) => {
    const text = `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
    return (await queryRow(client, Count, text)).n
  })
  if (others > 0) return
  await pgProgram(home, identity, 'pg_ctl', ['stop', '--mode=fast', '--wait', '--silent', `--pgdata=${home.clusterDir}`])
}

async function pgProgram(home: ClusterHome, identity: Identity, program: string, args: string[]): Promise<void> {
  try {
    // The server must not be in the terminal's process group: Ctrl-C would stop it before its users.
    await run(path.join(home.binDir, program), args, {
      ...identity,
      cwd: '/',
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
    })
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    throw new Error(`PostgreSQL's ${program} failed: ${(stderr || message).trim()} See ${home.logFile}.`)
  }
}
