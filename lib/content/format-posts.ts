import { z } from 'zod'
import { answerIsLive } from '../identity/viewer'
import { type Db, db, pool, queryRow, queryRows, withLock } from '../platform/db'
import { pageTags } from '../platform/expiry'
import { log } from '../platform/log'
import { rendererVersion } from './markdown/version'
import { forgetRenderings, formatMissing } from './rendering'

const Finished = z.object({ wanted: z.boolean(), done: z.int() })
const Answer = z.object({ id: z.int(), texts: z.array(z.string()) })
const Thread = z.object({ id: z.int(), body: z.string() })
const Reply = z.object({ number: z.int(), body: z.string() })
const Withdrawn = z.object({ gone: z.array(z.string()) })

/** Progress of the worker that formats texts before they are read. `done` and `total` count answers and threads. */
export type FormatProgress = { running: boolean; done: number; total: number; finishedAt: Date | null }

const batchSize = 20
/** Replies of one thread in memory at a time. */
const repliesAtOnce = 200

/** SQL with which an import announces new texts. The worker begins within seconds. */
export const wantFormatting = 'update format_run set wanted = true where not wanted'

/** Returns the progress. */
export async function readFormatProgress(): Promise<FormatProgress> {
  const { running, done, total, finishedAt } = await readRun(db())
  return { running, done, total, finishedAt }
}

/**
 * Formats the next answers, then threads, the newest first: after an import, or if the stored HTML is of another version of the
 * renderer. A text that has its HTML costs one lookup. A kill loses one batch. Returns whether there is more to do.
 */
export async function continueFormatting(version = rendererVersion, batchMax = batchSize): Promise<boolean> {
  const more = await withLock('formatting', false, async () => {
    const run = await readRun(db())
    // A newer program formats texts, or did. Readers get its HTML.
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
       total = (select count(*) from answer a where ${answerIsLive('a')}) + (select count(*) from thread where hidden_at is null)`,
    [version],
  )
  log('info', 'texts are formatted before they are read', { version })
}

async function finish(): Promise<boolean> {
  const text = 'update format_run set running = false, total = done, finished_at = now() returning wanted, done'
  const { wanted, done } = await queryRow(pool(), Finished, text)
  log('info', 'texts are formatted before they are read: done', { subjects: done })
  return wanted
}

async function formatAnswers(batchMax: number): Promise<boolean> {
  const rows = await queryRows(
    pool(),
    Answer,
    `select a.id, array(select unnest(array[s.source, s.passage]) from answer_section s where s.answer_id = a.id order by s.number) as texts
     from answer a where ${answerIsLive('a')} and a.id < coalesce((select answer_id from format_run), 2147483647)
     order by a.id desc limit $1`,
    [batchMax],
  )
  for (const { id, texts } of rows) await formatMissing(db(), texts, [pageTags.answer(id)])
  return note('answer_id', rows)
}

async function formatThreads(batchMax: number): Promise<boolean> {
  const rows = await queryRows(
    pool(),
    Thread,
    `select id, body from thread where hidden_at is null and id < coalesce((select thread_id from format_run), 2147483647) order by id desc limit $1`,
    [batchMax],
  )
  for (const { id, body } of rows) {
    let texts = [body]
    for (let last = 0; ; ) {
      const replies = await queryRows(
        pool(),
        Reply,
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

/** Removes the HTML of texts that were withdrawn while they were formatted. */
async function forgetWithdrawn(threadId: number, texts: string[]): Promise<void> {
  const [withdrawn] = await queryRows(
    pool(),
    Withdrawn,
    `select array(select unnest($2::text[]) except select body from thread where id = $1 except select body from reply where thread_id = $1) as gone
     where exists (select 1 from thread where id = $1 and withdrawn_at is not null)
       or exists (select 1 from reply where thread_id = $1 and withdrawn_at is not null)`,
    [threadId, texts],
  )
  if (withdrawn && withdrawn.gone.length > 0) await forgetRenderings(db(), withdrawn.gone)
}

/** Returns whether there were any rows. */
async function note(cursor: 'answer_id' | 'thread_id', rows: { id: number }[]): Promise<boolean> {
  const last = rows.at(-1)
  if (!last) return false
  await pool().query(`update format_run set ${cursor} = $1, done = done + $2`, [last.id, rows.length])
  return true
}
