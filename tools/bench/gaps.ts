import { z } from 'zod'
import { wantGaps } from '../../lib/curation/gaps'
import { placeDue, regroup, workOut } from '../../lib/curation/gaps/measuring'
import { pool, queryRow } from '../../lib/platform/db'
import { quantile } from './quantiles'

/** What one run over all threads costs. `turnMs` is the most CPU between two ticks of a timer: so long nothing else had its turn. */
export type GapRunFigures = { seconds: number; cpuSeconds: number; memoryMb: number; turnMs: number }

/**
 * What finding gaps costs with so many threads: `groups` is working them out, `first` that and writing all of them, `again` a run that changes
 * nothing. `placeMs`: until a new thread is in its gap.
 */
export type GapBenchFigures = {
  threads: number
  ties: number
  gaps: number
  groups: GapRunFigures
  first: GapRunFigures
  again: GapRunFigures
  placeMs: { median: number; max: number }
}

/** So many threads ask the same, each like half of the others; the rest of a list leads anywhere. */
const askedAlike = 6
const placed = 50

const Count = z.object({ n: z.int() })
const Id = z.object({ id: z.int() })

/** Fills the (scratch) database with threads and related lists of its own making, as they are when all lists are made, and finds gaps. */
export async function benchGaps(threads: number, progress: (part: string, figures: GapRunFigures) => void): Promise<GapBenchFigures> {
  await fill(threads)
  const groups = await costOf(async () => void (await workOut()))
  progress('groups', groups)
  const first = await costOf(async () => {
    await wantGaps()
    await regroup()
  })
  progress('first run', first)
  await pool().query('vacuum analyze')
  const again = await costOf(async () => {
    await wantGaps()
    await regroup()
  })
  progress('run that changes nothing', again)
  const { n: ties } = await queryRow(pool(), Count, 'select count(*)::int as n from related_link')
  const { n: gaps } = await queryRow(pool(), Count, `select count(*)::int as n from gap where state = 'open'`)
  while (await placeDue());
  return { threads, ties, gaps, groups, first, again, placeMs: await timePlacing(threads) }
}

async function fill(threads: number): Promise<void> {
  const questions = Math.ceil(threads / askedAlike)
  const client = await pool().connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('alter table related_link disable trigger gap_note_links')
    await client.query('select setseed(0.5)')
    const topic = await queryRow(client, Id, `insert into topic (slug, name) values ('bench', 'Bench') returning id`)
    await client.query(
      `insert into thread (id, topic_id, title, slug, body, created_at, activity_at, view_count)
       select i, $2, 'How do I do number ' || i % $3 || '?', 'how', 'Words.', now() - interval '9 days', now(), floor(exp(random() * 6))::int
       from generate_series(1, $1::int) i`,
      [threads, topic.id, questions],
    )
    // Members of a question lie apart by as many threads as there are questions.
    await client.query(
      `insert into related_link (from_kind, from_id, position, to_kind, to_id, score, reason, closeness)
       select 'thread', i, p, 'thread', case when alike then 1 + (i - 1 + (p + 1) * $2::int) % (${askedAlike} * $2::int)
           else 1 + floor(random() * $1::int)::int end,
         1, '{"kind":"alike"}', case when alike then 0.4 + random() * 0.5 else random() * 0.4 end
       from (select i, p, p < ${askedAlike - 1} and random() < 0.5 as alike from generate_series(1, $1::int) i, generate_series(0, 9) p) link`,
      [threads, questions],
    )
    await client.query('alter table related_link enable trigger gap_note_links')
    await client.query('delete from related_link where to_id > $1', [threads])
    await client.query(`select setval(pg_get_serial_sequence('thread', 'id'), $1)`, [threads])
    await client.query('vacuum analyze')
  } finally {
    client.release(true)
  }
}

const sampleMs = 5

async function costOf(work: () => Promise<void>): Promise<GapRunFigures> {
  const before = process.memoryUsage().rss
  let [most, turn, last] = [before, 0, process.cpuUsage()]
  // Time alone would also count what other processes of the machine take.
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
    const { user } = process.cpuUsage(last)
    turn = Math.max(turn, user / 1_000)
    last = process.cpuUsage()
  }, sampleMs)
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  clearInterval(sampling)
  const { user, system } = process.cpuUsage(cpu)
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    memoryMb: (most - before) / 2 ** 20,
    turnMs: turn,
  }
}

/** New threads that ask what others ask: from their lists being made until they are in the gap. */
async function timePlacing(threads: number): Promise<{ median: number; max: number }> {
  const times: number[] = []
  const step = Math.floor(threads / placed)
  for (let i = 0; i < placed; i++) {
    const like = 1 + i * step
    const { id } = await queryRow(
      pool(),
      Id,
      `insert into thread (topic_id, title, slug, body, created_at, activity_at) select topic_id, title, slug, body, now(), now() from thread where id = $1 returning id`,
      [like],
    )
    await pool().query(
      `insert into related_link (from_kind, from_id, position, to_kind, to_id, score, reason, closeness)
       select 'thread', $2, row_number() over (order by m.thread_id) - 1, 'thread', m.thread_id, 1, '{"kind":"alike"}', 0.9
       from gap_thread own join gap_thread m on m.gap_id = own.gap_id where own.thread_id = $1 limit 10`,
      [like, id],
    )
    const started = performance.now()
    while (await placeDue());
    times.push(performance.now() - started)
  }
  return { median: quantile(times, 0.5), max: Math.max(...times) }
}
