import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import sharp from 'sharp'
import { z } from 'zod'
import { pool, queryRows } from '../../lib/platform/db'
import { setSecret } from '../../lib/platform/env'
import { freePort } from '../../lib/platform/process'
import { markdownAttacks } from './attacks'
import { type BenchMember, benchSecret, makeMembers } from './members'
import { summary } from './quantiles'
import { startedProcess } from './started-process'

const Thread = z.object({ id: z.int(), slug: z.string() })

/**
 * Response times of readers in milliseconds, and the web process, while members attack it in one way. `usual` is the median just before.
 * `grown` is how many megabytes the process had at most more than before.
 */
export type AttackFigures = {
  attack: string
  sent: number
  refused: number
  usual: number
  p50: number
  p99: number
  megabytes: number
  grown: number
  died: boolean
}

const attackersCount = 6
const seconds = 15
const requestTimeoutMs = 60_000

type Attacker = (origin: string, member: BenchMember, n: number) => Promise<number>

/** Shorter texts pass the bounds and are expensive, longer ones exceed them: all sizes in turn. */
const sizes = [2_000, 8_000, 20_000, 60_000, 200_000]
const texts = Object.values(markdownAttacks)
const textOf = (n: number) => (texts[n % texts.length] as (size: number) => string)(sizes[n % sizes.length] as number)

/**
 * Readers go on reading while six members send texts that are expensive to format, as previews and as replies, and pictures that are
 * expensive to decode, through the forms of the production build. Each attack gets a new process, which has served the same readers for as
 * long before.
 */
export async function benchAttack(databaseUrl: string): Promise<AttackFigures[]> {
  setSecret(benchSecret)
  const members = await makeMembers(attackersCount * 3, 0)
  const rows = await queryRows(pool(), Thread, 'select id, slug from thread order by id limit 40')
  const readers = rows.slice(1).map(({ id, slug }) => `/threads/${id}/${slug}`)
  const gif = await aDearGif()
  const attacks: [string, Attacker][] = [
    ['previews', (site, member, n) => send(site, member, '/preview', new URLSearchParams({ body: textOf(n) }))],
    ['replies', (site, member, n) => send(site, member, `/threads/${rows[0]?.id}/reply`, new URLSearchParams({ body: textOf(n) }))],
    ['pictures', (site, member) => send(site, member, '/uploads', formOf(gif))],
  ]
  const figures: AttackFigures[] = []
  for (const [i, [attack, attacker]] of attacks.entries()) {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const web = await startedProcess('bin/web.ts', {
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      NODE_ENV: 'production',
      CAIRN_SECRET: benchSecret,
    })
    const before = await whileReading(origin, readers, web, async () => undefined)
    const counts = { sent: 0, refused: 0 }
    const own = members.slice(i * attackersCount, (i + 1) * attackersCount)
    const during = await whileReading(origin, readers, web, (until) =>
      Promise.all(own.map((member, m) => attackUntil(until, m, counts, (n) => attacker(origin, member, n)))),
    )
    figures.push({
      attack,
      ...counts,
      usual: before.p50,
      p50: during.p50,
      p99: during.p99,
      megabytes: during.megabytes,
      grown: during.megabytes - before.megabytes,
      died: web.exitCode !== null || web.signalCode !== null,
    })
    web.kill('SIGTERM')
  }
  return figures
}

/** Returns what readers see, and how large the process becomes, during `attack`. */
async function whileReading(origin: string, readers: string[], web: ChildProcess, work: (until: number) => Promise<unknown>) {
  const until = performance.now() + seconds * 1_000
  let megabytes = 0
  const weighing = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes(web.pid as number))
  }, 100)
  const [times] = await Promise.all([read(origin, readers, until), work(until)])
  clearInterval(weighing)
  return { ...summary(times), megabytes }
}

async function attackUntil(
  until: number,
  first: number,
  counts: { sent: number; refused: number },
  attack: (n: number) => Promise<number>,
) {
  for (let n = first; performance.now() < until; n += 7) {
    const status = await attack(n)
    counts.sent++
    if (status === 429 || status === 503 || status === 422) counts.refused++
    // Limits refuse at once: an attacker who reaches them would only count refusals.
    if (status === 429) await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function send(origin: string, member: BenchMember, path: string, body: URLSearchParams | FormData): Promise<number> {
  try {
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: { cookie: member.cookie, accept: 'application/json', origin },
      body,
      signal: AbortSignal.timeout(requestTimeoutMs),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

/** Two readers, one page after the other: cached pages, and now and then one that must be made. */
async function read(origin: string, addresses: string[], until: number): Promise<number[]> {
  const times: number[] = []
  await Promise.all(
    [0, 1].map(async (reader) => {
      for (let n = reader; performance.now() < until; n++) {
        const address = n % 40 === 0 ? `/search?q=word${n}` : addresses[n % addresses.length]
        const asked = performance.now()
        await fetch(`${origin}${address}`, { signal: AbortSignal.timeout(requestTimeoutMs) })
          .then((response) => response.arrayBuffer())
          .catch(() => undefined)
        times.push(performance.now() - asked)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }),
  )
  return times
}

/** Within every limit, and about as expensive to decode as the limits allow. */
async function aDearGif(): Promise<Buffer> {
  const [width, height, frames] = [2_000, 2_000, 4]
  const raw = Buffer.alloc(width * height * frames * 3)
  for (let i = 0; i < raw.length; i += 3) raw[i] = (i * 31) % 251
  return sharp(raw, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
    .gif({ loop: 0, delay: Array(frames).fill(100) })
    .toBuffer()
}

function formOf(picture: Buffer): FormData {
  const form = new FormData()
  form.set('picture', new File([new Uint8Array(picture)], 'a.gif', { type: 'image/gif' }))
  return form
}

function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1_024
  } catch {
    return 0
  }
}
