import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../lib/platform/process/free-port'
import { someTime } from './eventually'

/** A real server for tests. `MEILI_TEST_URL` names one that runs; else `meilisearch` of the path, or `MEILI_BIN`, is started. */
export type TestServer = {
  url: string
  key: string
  /** As a power cut does; null for a server that is not ours. */
  kill: (() => Promise<void>) | null
  start(): Promise<void>
  /** Of the process; undefined for a server that is not ours. */
  pid(): number | undefined
  end(): Promise<void>
}

/** For `waitTask`, which otherwise gives up after five seconds: the test's own limit ends the wait. */
export const untilDone = { timeout: 0 }

export const testKey = 'a key for tests, long enough'

/** Where the program is, or null. */
export function findMeilisearch(): string | null {
  try {
    return process.env.MEILI_BIN || execFileSync('which', ['meilisearch'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

/** Whether tests have a server at all, and one that they may kill. */
export const hasServer = findMeilisearch() !== null || Boolean(process.env.MEILI_TEST_URL)
export const hasOwnServer = findMeilisearch() !== null

/** A server that need not be killed: the one that `MEILI_TEST_URL` names, or one of our own. */
export async function anyMeilisearch(): Promise<TestServer> {
  const url = process.env.MEILI_TEST_URL
  return url ? aServerOf(url) : aMeilisearch()
}

/** A server with nothing in it; `within` is the folder it keeps its data in. */
export async function aMeilisearch(more: string[] = [], within = os.tmpdir()): Promise<TestServer> {
  const program = findMeilisearch()
  if (!program) return aServerOf(process.env.MEILI_TEST_URL as string)
  const dir = fs.mkdtempSync(path.join(within, 'cairn-meili-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let running: ChildProcess | undefined
  async function start(): Promise<void> {
    running = spawn(
      program as string,
      ['--db-path', path.join(dir, 'data'), '--http-addr', `127.0.0.1:${port}`, '--no-analytics', ...more],
      {
        cwd: dir,
        stdio: 'ignore',
        env: { ...process.env, MEILI_MASTER_KEY: testKey, MEILI_ENV: 'development' },
      },
    )
    await answers(url)
  }
  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running?.once('exit', resolve))
    running.kill(signal)
    await ended
    running = undefined
  }
  await start()
  return {
    url,
    key: testKey,
    start,
    pid: () => running?.pid,
    kill: () => kill(),
    async end() {
      await kill()
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function aServerOf(url: string): Promise<TestServer> {
  await answers(url)
  return {
    url,
    key: process.env.MEILI_TEST_KEY ?? testKey,
    kill: null,
    start: async () => undefined,
    pid: () => undefined,
    end: async () => undefined,
  }
}

async function answers(url: string): Promise<void> {
  // However long it takes: the test's own limit ends the wait.
  for (;;) {
    const ok = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await someTime(50)
  }
}
