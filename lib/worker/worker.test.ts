import pg from 'pg'
import { expect, test } from 'vitest'
import { anEmbeddingsServer } from '../../test/embeddings'
import { someTime } from '../../test/eventually'
import { anEditor, aTopic } from '../../test/factories'
import { startThread } from '../community/threads'
import { readRelatedProgress, wantRelated } from '../curation/related/rebuild-related'
import { pool } from '../platform/db/client'
import { connectionOf } from '../platform/db/connection'
import { env, setEmbedder } from '../platform/env/env'
import { forgetQueryEmbedder } from '../search/semantic'
import { startWorker } from './worker'

const threads = 24

test('a database that drops every connection while vectors are written or lists worked out costs a delay and nothing else', async () => {
  const server = await anEmbeddingsServer()
  setEmbedder({ kind: 'http', url: server.url, name: 'dropped', key: undefined })
  forgetQueryEmbedder()
  const editor = await anEditor()
  const topicId = await aTopic()
  for (let i = 0; i < threads; i++)
    await startThread(editor, { topicId, title: `Kettle ${i} is defective`, body: `Number ${i} of the kettles does not boil.` })
  server.behave('slowly')
  const outside = new pg.Client(connectionOf(env().databaseUrl as string))
  await outside.connect()
  const worker = await startWorker({ removeSample: async () => undefined })
  try {
    await dropConnections(outside, 4, 400)
    server.behave('well')
    await expect.poll(() => missing('meaning_vector v where v.post_id = p.id')).toBe(0)

    await pool().query('truncate related_link')
    await wantRelated(true)
    await dropConnections(outside, 8, 150)
    await expect.poll(() => missing(`related_link l where l.from_kind = 'thread' and l.from_id = p.group_id`)).toBe(0)
    await expect.poll(async () => (await readRelatedProgress()).running).toBe(false)
  } finally {
    await worker.stop()
    await outside.end()
    await server.close()
  }
})

/** What a restart of the server is to a client: all connections end at once, also those that are at work. */
async function dropConnections(outside: pg.Client, times: number, everyMs: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await someTime(everyMs)
    await outside.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
  }
}

/** How many openings have nothing in this table. */
async function missing(table: string): Promise<number> {
  const { rows } = await pool().query(
    `select count(*)::int as missing from search_post p where p.reply_id is null and not exists (select 1 from ${table})`,
  )
  return rows[0].missing
}
