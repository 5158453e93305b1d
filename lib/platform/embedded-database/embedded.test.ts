import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually'
import { connectionOf } from '../db/connection'
import { startCluster } from './cluster'

const askOne = async (databaseUrl: string) => {
  const client = new pg.Client(connectionOf(databaseUrl))
  await client.connect()
  const { rows } = await client.query('select 1 as one')
  await client.end()
  return rows[0].one
}

test('a second start joins the server that runs, and the last one to leave stops it', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-embedded-'))
  fs.chmodSync(dir, 0o755)
  const first = await startCluster(dir, { scratch: true })
  const second = await startCluster(dir, { scratch: true })
  expect([first.created, first.started, second.created, second.started]).toEqual([true, true, false, false])
  expect(await askOne(second.databaseUrl)).toBe(1)
  const user = new pg.Client(connectionOf(first.databaseUrl))
  await user.connect()
  await second.release()
  expect(await askOne(first.databaseUrl), 'someone still uses it').toBe(1)
  await user.end()
  await first.release()
  await expect(askOne(first.databaseUrl)).rejects.toThrow()
  fs.rmSync(dir, { recursive: true, force: true })
})

// Only root lends the server another account, and only then can a folder be closed to it.
test.runIf(process.getuid?.() === 0)('root in a folder that others can’t enter has a database all the same', async () => {
  const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-closed-'))
  fs.chmodSync(closed, 0o700)
  const cluster = await startCluster(path.join(closed, 'data'), { scratch: true })
  expect(cluster.movedTo).toMatch(/^\/var\/lib\/cairn\//)
  expect(await askOne(cluster.databaseUrl)).toBe(1)
  await cluster.release()
  fs.rmSync(path.dirname(cluster.movedTo as string), { recursive: true, force: true })
  fs.rmSync(closed, { recursive: true, force: true })
})

test('a server that died comes back under the same address, so that its users find it again', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-embedded-'))
  fs.chmodSync(dir, 0o755)
  const before = await startCluster(dir, { scratch: true })
  expect(before.running()).toBe(true)
  process.kill(Number(fs.readFileSync(path.join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
  await eventually(() => expect(before.running()).toBe(false))
  const after = await startCluster(dir, { scratch: true })
  expect(after.databaseUrl).toBe(before.databaseUrl)
  expect(await askOne(before.databaseUrl)).toBe(1)
  await after.release()
  fs.rmSync(dir, { recursive: true, force: true })
})

test('a server starts although its number of last time is another program’s by now', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-embedded-'))
  fs.chmodSync(dir, 0o755)
  const before = await startCluster(dir, { scratch: true })
  const pidFile = path.join(dir, 'postgres/postmaster.pid')
  const [pid, ...rest] = fs.readFileSync(pidFile, 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await eventually(() => expect(before.running()).toBe(false))
  // One that names the folder of the database, as a program that follows its log does.
  const log = path.join(dir, 'postgres/server.log')
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', log], { stdio: 'ignore' })
  fs.writeFileSync(pidFile, [other.pid, ...rest].join('\n'))
  try {
    const after = await startCluster(dir, { scratch: true })
    expect(after.started).toBe(true)
    expect(await askOne(after.databaseUrl)).toBe(1)
    await after.release()
  } finally {
    other.kill('SIGKILL')
  }
  fs.rmSync(dir, { recursive: true, force: true })
})
