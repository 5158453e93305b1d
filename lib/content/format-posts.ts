import { type Db, db, pool, withLock } from '../platform/db'
import { pageTags } from '../platform/expiry'
import { log } from '../platform/log'
import { rendererVersion } from './markdown/version'
import { forgetRenderings, formatMissing } from './rendering'

/** How far the worker is that formats texts before they are read. `done` and `total` count answers and threads. */
export type FormatProgress = { running: boolean; done: number; total: number; finishedAt: Date | null }

const batchSize = 20
/** Replies of one thread that are held in memory together. */
const repliesAtOnce = 200

/** SQL by which an import says that it has written texts; the worker begins within seconds. */
export const wantFormatting = 'update format_run set wanted = true where not wanted'

/** Reads how far it is. */
export async function readFormatProgress(): Promise<FormatProgress> {
  const { running, done, total, finishedAt } = await readRun(db())
  return { running, done, total, finishedAt }
}

/**
 * Formats the next answers, then threads, the newest first: after an import, and where the renderer has another version than the one
 * that made the stored HTML. What has its HTML already costs a look. A kill costs one batch. Returns whether there is more to do.
 */
export async function continueFormatting(version = rendererVersion, batchMax = batchSize): Promise<boolean> {
  const more = await withLock('formatting', false, async () => {
    const run = await readRun(db())
    // A newer program is at it, or was: its HTML is what readers get.
    if (run.version > version) return false
    if (run.version < version || (run.wanted && !run.running)) await begin(version)
    else if (!run.running) return false
    return (await formatAnswers(batchMax)) || (await formatThreads(batchMax)) || finish()
  })
  return more ?? false
}

async function readRun(tx: Db) {
  return (await tx.formatRun.findFirst()) ?? tx.formatRun.create({ data: {} })
}

async function begin(version: number): Promise<void> {
  await pool().query(
    `update format_run set version = $1, wanted = false, running = true, answer_id = null, thread_id = null, done = 0, finished_at = null,
       total = (select count(*) from answer where status = 'published' and hidden_at is null) + (select count(*) from thread where hidden_at is null)`,
    [version],
  )
  log('info', 'texts are formatted before they are read', { version })
}

async function finish(): Promise<boolean> {
  const { rows } = await pool().query<{ wanted: boolean; done: number }>(
    'update format_run set running = false, total = done, finished_at = now() returning wanted, done',
  )
  log('info', 'texts are formatted before they are read: done', { subjects: rows[0]?.done })
  return rows[0]?.wanted ?? false
}

async function formatAnswers(batchMax: number): Promise<boolean> {
  const { rows } = await pool().query<{ id: number; texts: string[] }>(
    `select a.id, array(select unnest(array[s.source, s.passage]) from answer_section s where s.answer_id = a.id order by s.number) as texts
     from answer a where a.status = 'published' and a.hidden_at is null and a.id < coalesce((select answer_id from format_run), 2147483647)
     order by a.id desc limit $1`,
    [batchMax],
  )
  for (const { id, texts } of rows) await formatMissing(db(), texts, [pageTags.answer(id)])
  return note('answer_id', rows)
}

async function formatThreads(batchMax: number): Promise<boolean> {
  const { rows } = await pool().query<{ id: number; body: string }>(
    `select id, body from thread where hidden_at is null and id < coalesce((select thread_id from format_run), 2147483647) order by id desc limit $1`,
    [batchMax],
  )
  for (const { id, body } of rows) {
    let texts = [body]
    for (let last = 0; ; ) {
      const { rows: replies } = await pool().query<{ number: number; body: string }>(
        'select number, body from reply where thread_id = $1 and number > $2 and hidden_at is null order by number limit $3',
        [id, last, repliesAtOnce],
      )
      texts.push(...replies.map((reply) => reply.body))
      await formatMissing(db(), texts, [pageTags.thread(id)])
      await forgetWithdrawn(id, texts)
      if (replies.length < repliesAtOnce) break
      last = replies.at(-1)?.number ?? last
      texts = []
    }
  }
  return note('thread_id', rows)
}

/** A text may be withdrawn while it is formatted: its HTML must not stay. */
async function forgetWithdrawn(threadId: number, texts: string[]): Promise<void> {
  const { rows } = await pool().query<{ gone: string[] }>(
    `select array(select unnest($2::text[]) except select body from thread where id = $1 except select body from reply where thread_id = $1) as gone
     where exists (select 1 from thread where id = $1 and withdrawn_at is not null)
       or exists (select 1 from reply where thread_id = $1 and withdrawn_at is not null)`,
    [threadId, texts],
  )
  if (rows[0] && rows[0].gone.length > 0) await forgetRenderings(db(), rows[0].gone)
}

/** Returns whether there was anything. */
async function note(cursor: 'answer_id' | 'thread_id', rows: { id: number }[]): Promise<boolean> {
  const last = rows.at(-1)
  if (!last) return false
  await pool().query(`update format_run set ${cursor} = $1, done = done + $2`, [last.id, rows.length])
  return true
}
