import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { recount } from '../../lib/maintenance'
import { setSecret } from '../../lib/platform/env'
import { freePort } from '../../lib/platform/process'
import { benchSecret, makeMembers } from './members'
import { summary } from './quantiles'
import { startedProcess } from './started-process'
import { WritingRun } from './writing-run'

/** What a hundred members did in a minute. Times are milliseconds. */
export type WriteFigures = {
  writes: number
  writesPerSecond: number
  p50: number
  p99: number
  /** From the response to a write until search finds it. */
  found: { p50: number; p99: number }
  /** What visitors read meanwhile. */
  reads: number
  /** Everything below must be 0. */
  failures: number
  lost: number
  twice: number
  drift: number
  kills: number
}

const membersCount = 100
const editorsCount = 5

/**
 * Lets a hundred members ask, reply, boost, accept and edit at once while visitors read. With `kill`, the web process and the worker are
 * killed twice in the middle and started again; acknowledged writes must still be there.
 */
export async function benchWrites(databaseUrl: string, seconds: number, kill: boolean): Promise<WriteFigures> {
  setSecret(benchSecret)
  const port = await freePort()
  // The corpus must not take a place among the backups of the installation.
  const env = { DATABASE_URL: databaseUrl, PORT: String(port), NODE_ENV: 'production', CAIRN_SECRET: benchSecret, CAIRN_BACKUP_TO: 'off' }
  const members = await makeMembers(membersCount, editorsCount)
  const start = async () => [await startedProcess('bin/web.ts', env), await startedProcess('bin/worker.ts', env)]
  let processes: ChildProcess[] = await start()
  const run = new WritingRun(`http://127.0.0.1:${port}`, members)
  await run.prepare()
  const until = performance.now() + seconds * 1_000
  let kills = 0
  const killing = kill
    ? (async () => {
        for (const share of [0.33, 0.66]) {
          await sleep(Math.max(0, until - performance.now()) * share)
          run.down = true
          for (const each of processes) each.kill('SIGKILL')
          kills++
          processes = await start()
          run.down = false
        }
      })()
    : Promise.resolve()
  const started = performance.now()
  await Promise.all([...members.map((member, i) => run.member(member, i, until)), ...[1, 2].map(() => run.visitor(until)), killing])
  const elapsed = (performance.now() - started) / 1_000
  const { lost, twice } = await run.compare()
  const drift = (await recount(false)).reduce((sum, { rows }) => sum + rows, 0)
  for (const each of processes) each.kill('SIGTERM')
  const times = summary(run.times)
  return {
    writes: run.times.length,
    writesPerSecond: run.times.length / elapsed,
    p50: times.p50,
    p99: times.p99,
    found: summary(run.foundTimes),
    reads: run.reads,
    failures: run.failures,
    lost,
    twice,
    drift,
    kills,
  }
}
