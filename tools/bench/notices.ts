import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { postReply, startThread } from '../../lib/community/threads'
import { type Viewer, viewerOf } from '../../lib/identity/viewer'
import { pool, queryRow, queryRows } from '../../lib/platform/db'
import { quantile } from './quantiles'
import { startedProcess } from './started-process'

/** CPU of one reply in milliseconds, median: of the process, and of the database's connections. */
type WriteCost = { processMs: number; databaseMs: number; bothMs: number }

/** What telling people costs. `ratio` is the CPU of a reply that many follow, of that of one that nobody follows. */
export type NoticeFigures = {
  watchers: number
  replies: number
  unwatched: WriteCost
  watched: WriteCost
  ratio: number
  /** Telling everyone of so many of the replies, by workers of which some were killed. `wrong` replies were told to fewer or more, and must be 0. */
  told: { replies: number; kills: number; notices: number; wrong: number; seconds: number }
}

const watchers = 10_000
const replies = 1_000
const warmUp = 100
/** All of them would be ten million notices. */
const toldReplies = 30
const kills = 5

const Id = z.object({ id: z.int() })
const Pid = z.object({ pid: z.int() })
const Progress = z.object({ id: z.string(), upTo: z.int() })
const Told = z.object({ notices: z.int(), wrong: z.int() })

/** Writes replies to a thread that many follow and to one that nobody follows, in turn, and then tells everyone, while workers are killed. */
export async function benchNotices(databaseUrl: string): Promise<NoticeFigures> {
  const [author, asker] = [await aMember('author'), await aMember('asker')]
  const [quiet, followed] = [await aThread(asker), await aThread(asker)]
  await follow(followed)
  const costs = { quiet: [] as WriteCost[], followed: [] as WriteCost[] }
  for (let i = 0; i < warmUp + replies; i++) {
    // Each comes first as often as the other.
    for (const name of i % 2 === 0 ? (['quiet', 'followed'] as const) : (['followed', 'quiet'] as const)) {
      const cost = await costOf(() =>
        postReply(author, { threadId: { quiet, followed }[name], body: `A reply, number ${i}, with some words.` }),
      )
      if (i >= warmUp) costs[name].push(cost)
    }
  }
  const [unwatched, watched] = [medianOf(costs.quiet), medianOf(costs.followed)]
  return { watchers, replies, unwatched, watched, ratio: watched.bothMs / unwatched.bothMs, told: await tellAll(databaseUrl, followed) }
}

async function aMember(name: string): Promise<Viewer & { personId: number }> {
  const { id } = await queryRow(
    pool(),
    Id,
    `with p as (insert into person (name, display_name) values ($1, $1) returning id, name)
     insert into auth_user (id, name, email, email_verified, person_id) select name, name, name || '@example.org', true, id from p
     returning person_id as id`,
    [`bench-${name}`],
  )
  return { ...viewerOf(id, 'member'), personId: id }
}

async function aThread(asker: Viewer): Promise<number> {
  const topic = await queryRow(pool(), Id, `select id from topic where visibility = 'public' order by id limit 1`)
  const { id } = await startThread(asker, { topicId: topic.id, title: 'Who follows this?', body: 'Some words.' })
  await pool().query(`delete from watch where kind = 'thread' and subject_id = $1`, [id])
  return id
}

async function follow(threadId: number): Promise<void> {
  await pool().query(
    `with p as (insert into person (name, display_name) select 'watcher-' || i, 'Watcher ' || i from generate_series(1, $2::int) i returning id, name),
       u as (insert into auth_user (id, name, email, person_id) select name, name, name || '@example.org', id from p)
     insert into watch (person_id, kind, subject_id) select id, 'thread', $1 from p`,
    [threadId, watchers],
  )
  await pool().query('vacuum analyze watch, person, auth_user')
}

async function costOf(write: () => Promise<unknown>): Promise<WriteCost> {
  const connections = await queryRows(
    pool(),
    Pid,
    `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
  )
  const database = () => connections.reduce((sum, { pid }) => sum + runMsOf(pid), 0)
  const [before, cpu] = [database(), process.cpuUsage()]
  await write()
  const used = process.cpuUsage(cpu)
  const [processMs, databaseMs] = [(used.user + used.system) / 1_000, database() - before]
  return { processMs, databaseMs, bothMs: processMs + databaseMs }
}

/** How long a process has been on a CPU, to the nanosecond; `stat` counts hundredths of a second, which is a whole reply. */
function runMsOf(pid: number): number {
  try {
    return Number(fs.readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

function medianOf(costs: WriteCost[]): WriteCost {
  const of = (pick: (cost: WriteCost) => number) => quantile(costs.map(pick), 0.5)
  return { processMs: of((cost) => cost.processMs), databaseMs: of((cost) => cost.databaseMs), bothMs: of((cost) => cost.bothMs) }
}

async function tellAll(databaseUrl: string, threadId: number): Promise<NoticeFigures['told']> {
  const events = `(select id from event where kind = 'reply' and thread_id = $1 order by id desc limit ${toldReplies})`
  await pool().query(`update event set told_up_to = null where told_up_to is not null and id not in ${events}`, [threadId])
  const started = performance.now()
  const start = () => startedProcess('bin/worker.ts', { DATABASE_URL: databaseUrl, NODE_ENV: 'production', CAIRN_BACKUP_TO: 'off' })
  for (let i = 0; i < kills; i++) {
    const before = await progress()
    if (before === null) throw new Error('Everyone was told before the last worker was killed.')
    const worker = await start()
    while ((await progress()) === before) await sleep(10)
    await sleep(500)
    worker.kill('SIGKILL')
  }
  const last = await start()
  while ((await progress()) !== null) await sleep(100)
  const seconds = (performance.now() - started) / 1_000
  last.kill('SIGTERM')
  // The asker, who does not follow it, is told of another kind: of a reply to what they wrote.
  const told = await queryRow(
    pool(),
    Told,
    `select coalesce(sum(count), 0)::int as notices, (count(*) filter (where count <> $2))::int as wrong from (
       select e.id, count(n.person_id) as count from event e left join notice n on n.event_id = e.id and n.kind = 'reply' where e.id in ${events} group by e.id) each`,
    [threadId, watchers],
  )
  return { replies: toldReplies, kills, ...told, seconds }
}

/** How far telling has come; null when everyone has been told. */
async function progress(): Promise<string | null> {
  const [first] = await queryRows(
    pool(),
    Progress,
    'select id::text, told_up_to as "upTo" from event where told_up_to is not null order by id limit 1',
  )
  return first ? `${first.id} ${first.upTo}` : null
}
