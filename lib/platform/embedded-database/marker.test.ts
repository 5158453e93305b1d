import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { eventuallyTrue } from '../../../test/eventually'
import { type Cluster, startCluster } from './cluster'

const made: string[] = []
const running: Cluster[] = []

function aFolder(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-marker-'))
  fs.chmodSync(dir, 0o755)
  made.push(dir)
  return dir
}

async function start(dir: string, newDatabase = false): Promise<Cluster> {
  const cluster = await startCluster(dir, { scratch: true, newDatabase })
  running.push(cluster)
  return cluster
}

/** A data folder that has had a database, which is gone. */
async function aLostDatabase(): Promise<string> {
  const dir = aFolder()
  const cluster = await startCluster(dir, { scratch: true })
  await cluster.release()
  fs.rmSync(path.join(dir, 'postgres'), { recursive: true })
  return dir
}

afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.release()
  // An initdb whose parent was killed may still write into it.
  for (const dir of made.splice(0)) fs.rmSync(dir, { recursive: true, force: true, maxRetries: 100 })
})

test('a data folder without its database is refused by name, and begins with an empty one only when asked', async () => {
  const dir = await aLostDatabase()
  await expect(start(dir)).rejects.toThrow(`The database of ${dir} is missing: it was kept in ${dir}/postgres.`)
  await expect(start(dir)).rejects.toThrow('--new-database')
  const password = fs.readFileSync(path.join(dir, 'postgres.password'), 'utf8')
  expect((await start(dir, true)).created).toBe(true)
  expect((await start(dir)).created).toBe(false)
  // Should the lost one be found again, it must not be closed for ever.
  const old = fs.readdirSync(dir).find((name) => name.startsWith('postgres.password.old-'))
  expect(fs.readFileSync(path.join(dir, old as string), 'utf8')).toBe(password)
})

test('a copy of a data folder names where the database of the original was kept', async () => {
  const dir = await aLostDatabase()
  const copy = aFolder()
  fs.cpSync(dir, copy, { recursive: true })
  await expect(start(copy)).rejects.toThrow(`it was kept in ${dir}/postgres. Cairn looks for it in ${copy}/postgres now.`)
})

test('a folder from before the marker that was more than a first start counts as marked', async () => {
  const dir = await aLostDatabase()
  fs.rmSync(path.join(dir, 'postgres.made'))
  fs.writeFileSync(path.join(dir, 'secret'), 'of an older Cairn')
  await expect(start(dir)).rejects.toThrow('is missing')
})

test('a folder from before the marker that holds what a killed first start leaves simply begins again', async () => {
  const dir = aFolder()
  fs.writeFileSync(path.join(dir, 'supervisor.lock'), '1')
  fs.writeFileSync(path.join(dir, 'postgres.password'), 'never used')
  // What initdb had written when it was killed.
  fs.mkdirSync(path.join(dir, 'postgres'))
  fs.writeFileSync(path.join(dir, 'postgres/PG_VERSION'), '18\n')
  expect((await start(dir)).created).toBe(true)
  const [kept] = putAside(dir)
  expect(fs.readdirSync(path.join(dir, kept as string)), 'it is kept beside it, in case that is wrong').toEqual(['PG_VERSION'])
})

test('a model that was fetched before the first start is no database', async () => {
  const dir = aFolder()
  fs.mkdirSync(path.join(dir, 'models'))
  expect((await start(dir)).created).toBe(true)
  expect(putAside(dir), 'there was nothing to keep').toEqual([])
})

test('a start that is killed during initdb begins again', async () => {
  const dir = aFolder()
  fs.mkdirSync(path.join(dir, 'models'))
  const code = `import { startCluster } from ${JSON.stringify(path.join(import.meta.dirname, 'cluster.ts'))}; await startCluster(${JSON.stringify(dir)})`
  for (let round = 0; round < 2; round++) {
    const first = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: 'ignore' })
    const ended = new Promise((resolve) => first.on('exit', resolve))
    await eventuallyTrue(() => partial(dir).some((name) => fs.existsSync(path.join(dir, name, 'PG_VERSION'))))
    first.kill('SIGKILL')
    await ended
    expect(fs.existsSync(path.join(dir, 'postgres.made')), 'it was not whole').toBe(false)
  }
  const cluster = await start(dir)
  expect(cluster.created).toBe(true)
  expect(fs.existsSync(path.join(dir, 'postgres.made'))).toBe(true)
})

test('a start goes on although an initdb that a killed one left still writes', async () => {
  const dir = aFolder()
  fs.mkdirSync(path.join(dir, 'postgres.partial-1-left'))
  const remove = fs.rmSync
  vi.spyOn(fs, 'rmSync').mockImplementation((target, options) => {
    if (String(target).includes('partial-1-left')) throw Object.assign(new Error('directory not empty'), { code: 'ENOTEMPTY' })
    remove(target, options)
  })
  const { created } = await start(dir).finally(() => vi.restoreAllMocks())
  expect(created).toBe(true)
})

const putAside = (dir: string) => fs.readdirSync(dir).filter((name) => name.startsWith('postgres.old-'))
const partial = (dir: string) => fs.readdirSync(dir).filter((name) => name.startsWith('postgres.partial'))

// Only root lends the server another account, and only then can a folder be closed to it.
test.runIf(process.getuid?.() === 0)('a copy of a closed folder of root lacks the database, and says so', async () => {
  const closed = aFolder()
  fs.chmodSync(closed, 0o700)
  const cluster = await start(path.join(closed, 'data'))
  const home = path.dirname(cluster.movedTo as string)
  made.push(home)
  await cluster.release()
  const copy = path.join(aFolder(), 'copy')
  fs.cpSync(path.join(closed, 'data'), copy, { recursive: true })
  await expect(start(copy)).rejects.toThrow(`it was kept in ${home}/postgres`)
})
