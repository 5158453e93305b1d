import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { disconnect, pool, queryRow, queryRows } from '../../lib/platform/db'
import { startCluster } from '../../lib/platform/embedded-database'
import { projectRoot, setDatabase, setSecret } from '../../lib/platform/env'
import { freePort } from '../../lib/platform/process'
import { forgetLimits } from './forget-limits'
import { type BenchMember, benchSecret, makeMembers } from './members'

const Thread = z.object({ id: z.int() })
const Word = z.object({ word: z.string(), n: z.int() })

/** What became of a hundred replies while something was killed. `lost` and `doubled` must be 0. */
export type KillFigures = { killed: string; acknowledged: number; stored: number; lost: number; doubled: number; seconds: number }

const victims = { web: ['web'], worker: ['worker'], PostgreSQL: ['postgres'], 'all three': ['web', 'worker', 'postgres'] } as const

const membersCount = 10
const repliesEach = 10
/** The number of acknowledged replies after which the kill comes. */
const killAfter = 30
const readyWithinMs = 180_000
const sendingsMax = 60
const requestTimeoutMs = 15_000

/**
 * Runs a whole site under its supervisor, as `npm start` does, and kills its parts with SIGKILL while ten members send ten replies each.
 * Someone who gets no response sends the same form again, as a person does.
 */
export async function benchKills(): Promise<KillFigures[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-kills-'))
  fs.chmodSync(dir, 0o755)
  const port = await freePort()
  const env = { ...process.env, CAIRN_DATA_DIR: dir, PORT: String(port), CAIRN_SECRET: benchSecret, DATABASE_URL: '' }
  const site = spawn(process.execPath, ['--import', 'tsx', path.join(projectRoot(), 'bin/supervisor.ts')], {
    cwd: projectRoot(),
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    await isReady(site)
    const cluster = await startCluster(dir)
    setDatabase(cluster.databaseUrl)
    setSecret(benchSecret)
    const members = await makeMembers(membersCount, 0)
    const thread = await queryRow(pool(), Thread, 'select id from thread order by id limit 1')
    const target = { origin: `http://127.0.0.1:${port}`, threadId: thread.id, members }
    const figures: KillFigures[] = []
    for (const [killed, parts] of Object.entries(victims)) {
      // Ten members may post only as much in ten minutes as people do, so four times as many post here.
      await forgetLimits()
      const kill = () => {
        for (const part of parts) for (const pid of pidsOf(part, site.pid as number, dir)) process.kill(pid, 'SIGKILL')
      }
      figures.push({ killed, ...(await hundredReplies(target, killed, kill)) })
    }
    return figures
  } finally {
    await disconnect()
    const ended = new Promise((resolve) => site.once('exit', resolve))
    site.kill('SIGTERM')
    await ended
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}

/** Where replies go, and who sends them. */
type Target = { origin: string; threadId: number; members: BenchMember[] }

async function hundredReplies({ origin, threadId, members }: Target, name: string, kill: () => void): Promise<Omit<KillFigures, 'killed'>> {
  const started = performance.now()
  const acknowledged: string[] = []
  let killed = false
  await Promise.all(
    members.map(async (member, m) => {
      for (let r = 0; r < repliesEach; r++) {
        const word = `kill${name.replaceAll(' ', '')}m${m}r${r}z`
        if (await reply(origin, member, threadId, word)) acknowledged.push(word)
        if (acknowledged.length >= killAfter && !killed) {
          killed = true
          kill()
        }
      }
    }),
  )
  const counts = await storedOf(`kill${name.replaceAll(' ', '')}m`)
  return {
    acknowledged: acknowledged.length,
    stored: counts.size,
    lost: acknowledged.filter((word) => !counts.has(word)).length,
    doubled: [...counts.values()].filter((count) => count > 1).length,
    seconds: (performance.now() - started) / 1_000,
  }
}

/** Sends a reply until it is acknowledged. Returns false if it is refused, or never acknowledged. */
async function reply(origin: string, member: BenchMember, threadId: number, word: string): Promise<boolean> {
  for (let sent = 0; sent < sendingsMax; sent++) {
    try {
      const response = await fetch(`${origin}/threads/${threadId}/reply`, {
        method: 'POST',
        headers: { cookie: member.cookie, accept: 'application/json', origin },
        body: new URLSearchParams({ body: `A reply with the word ${word} in it.`, submission: `key-of-${word}` }),
        signal: AbortSignal.timeout(requestTimeoutMs),
      })
      await response.arrayBuffer()
      if (response.ok) return true
      // A reply that is refused for good is not sent again. One that failed is, and so is one whose session could not be looked up.
      if (response.status === 422 || response.status === 404) return false
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  return false
}

/** Returns how often each word is in a reply. A database that has just come back is asked again. */
async function storedOf(prefix: string): Promise<Map<string, number>> {
  for (let tries = 0; ; tries++) {
    try {
      const rows = await queryRows(
        pool(),
        Word,
        `select substring(body from 'the word (\\w+) in it') as word, count(*)::int as n from reply where body like $1 group by 1`,
        [`A reply with the word ${prefix}%`],
      )
      return new Map(rows.map(({ word, n }) => [word, n]))
    } catch (error) {
      if (tries > 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

/** Returns the processes of one part of the site. */
function pidsOf(part: string, supervisor: number, dir: string): number[] {
  if (part === 'postgres') return [Number(fs.readFileSync(path.join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])]
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(supervisor)], { encoding: 'utf8' })
  return children.split('\n').flatMap((line) => (line.includes(`bin/${part}.ts`) ? [Number.parseInt(line.trim(), 10)] : []))
}

function isReady(site: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The site did not start in time.')), readyWithinMs)
    site.stdout?.on('data', (chunk) => {
      if (!String(chunk).includes('Cairn is ready')) return
      clearTimeout(timer)
      resolve()
    })
    site.once('exit', (code) => reject(new Error(`The site ended with ${code}.`)))
  })
}
