import { analyseDocument, changeOf, changeRow, documentColumns, insertChange, upsertDocuments } from '../search'
import { slugOf } from '../shared/slug'
import { openingDocument, replyDocument } from '../threads'
import type { ImportContext } from './context'
import { digestOf, readLedger, writeLedger } from './ledger'
import type { SourceThread } from './source'
import { insertReplies } from './write-threads'

/**
 * Brings a thread of a newer export up to date: new replies are added, texts follow unless they were edited here,
 * acceptances and imported counts follow. What only we know (boosts of persons, coverage) stays, and what was withdrawn stays so.
 */
export async function updateThread(context: ImportContext, thread: SourceThread, threadId: number, digest: Buffer): Promise<void> {
  const { client, sourceId, report } = context
  const {
    rows: [before],
  } = await client.query(
    `select t.*, array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id) as tags
     from thread t where id = $1 for update`,
    [threadId],
  )
  const untouched = before.revision_number === 1 && before.hidden_at === null && before.withdrawn_at === null
  if (untouched && (before.title !== thread.title || before.body !== thread.body)) {
    await client.query('update thread set title = $2, slug = $3, body = $4, version = version + 1 where id = $1', [
      threadId,
      thread.title,
      slugOf(thread.title),
      thread.body,
    ])
    const state = { id: threadId, authorId: before.author_id, createdAt: before.created_at, tags: before.tags }
    await restate(
      context,
      openingDocument({ ...state, version: before.version, title: before.title, body: before.body }),
      openingDocument({ ...state, version: before.version + 1, title: thread.title, body: thread.body }),
    )
  }
  // Where editors merged it into another thread, its replies stand there.
  const livesIn: number = before.merged_into_id ?? threadId
  const ledger = await readLedger(
    client,
    sourceId,
    'reply',
    thread.replies.map((reply) => reply.externalId),
  )
  const fresh = thread.replies.filter((reply) => !ledger.has(reply.externalId))
  const {
    rows: [{ last }],
  } = await client.query('select coalesce(max(number), 0)::int as last from reply where thread_id = $1', [livesIn])
  const documents = await insertReplies(
    context,
    fresh.map((reply, i) => ({ reply, threadId: livesIn, number: last + i + 1 })),
  )
  if (documents.length > 0) {
    await client.query(upsertDocuments, documentColumns(documents))
    await client.query(insertChange, changeRow(changeOf(documents)))
  }
  for (const reply of thread.replies) {
    const entry = ledger.get(reply.externalId)
    if (!entry) continue
    const now = digestOf(reply)
    if (entry.digest.equals(now)) {
      report.replies.unchanged++
      continue
    }
    const {
      rows: [known],
    } = await client.query('select * from reply where id = $1', [entry.localId])
    if (known.withdrawn_at === null)
      await client.query(
        `update reply set boost_count = boost_count - boost_base + $2, boost_base = $2,
         accepted_at = case when $3 then coalesce(accepted_at, created_at) else accepted_at end, version = version + 1 where id = $1`,
        [entry.localId, reply.boosts, reply.accepted],
      )
    if (known.revision_number === 1 && known.hidden_at === null && known.withdrawn_at === null && known.body !== reply.body) {
      await client.query('update reply set body = $2 where id = $1', [entry.localId, reply.body])
      const state = {
        id: known.id,
        threadId: known.thread_id,
        number: known.number,
        authorId: known.author_id,
        createdAt: known.created_at,
      }
      await restate(
        context,
        replyDocument({ ...state, version: known.version, body: known.body }),
        replyDocument({ ...state, version: known.version + 1, body: reply.body }),
      )
    }
    await writeLedger(client, sourceId, 'reply', [{ externalId: reply.externalId, localId: entry.localId, digest: now }])
    report.replies.updated++
  }
  if (livesIn === threadId) await recount(context, thread, threadId)
  else await recountMerged(context, livesIn)
  await writeLedger(client, sourceId, 'thread', [{ externalId: thread.externalId, localId: threadId, digest }])
  report.threads.updated++
}

async function restate(
  context: ImportContext,
  before: Parameters<typeof analyseDocument>[0],
  after: Parameters<typeof analyseDocument>[0],
): Promise<void> {
  const come = analyseDocument(after)
  await context.client.query(upsertDocuments, documentColumns([come]))
  await context.client.query(insertChange, changeRow(changeOf([come], [analyseDocument(before)])))
}

async function recount(context: ImportContext, thread: SourceThread, threadId: number): Promise<void> {
  const {
    rows: [row],
  } = await context.client.query(
    `update thread t set
       reply_count = c.n + $4, accepted_count = c.a, reply_base = $4,
       boost_count = boost_count - boost_base + $2, boost_base = $2, view_count = view_count - view_base + $3, view_base = $3,
       activity_at = greatest(activity_at, $5),
       standing = case when standing = 'covered' then 'covered' when c.a > 0 then 'answered' else 'unanswered' end::standing
     from (select count(*)::int as n, count(accepted_at)::int as a from reply where thread_id = $1 and hidden_at is null) c,
       (select standing as was from thread where id = $1) w
     where t.id = $1 returning t.topic_id, w.was, t.standing, t.hidden_at`,
    [threadId, thread.boosts, thread.views, thread.repliesElsewhere, thread.activityAt ?? thread.createdAt],
  )
  await countAnswered(context, row)
}

/** Of a thread into which others were merged only its replies are counted: what the source counts is another thread's. */
async function recountMerged(context: ImportContext, threadId: number): Promise<void> {
  const {
    rows: [row],
  } = await context.client.query(
    `update thread t set reply_count = c.n + t.reply_base, accepted_count = c.a, activity_at = greatest(t.activity_at, c.latest), version = t.version + 1,
       standing = case when t.standing = 'covered' then 'covered' when c.a > 0 then 'answered' else 'unanswered' end::standing
     from (select count(*)::int as n, count(accepted_at)::int as a, max(created_at) as latest from reply where thread_id = $1 and hidden_at is null) c,
       (select standing as was from thread where id = $1) w
     where t.id = $1 returning t.topic_id, w.was, t.standing, t.hidden_at`,
    [threadId],
  )
  await countAnswered(context, row)
}

type Judged = { topic_id: number; was: string; standing: string; hidden_at: Date | null }

async function countAnswered(context: ImportContext, row: Judged): Promise<void> {
  if (row.was === row.standing || row.hidden_at) return
  const by = row.standing === 'answered' ? 1 : -1
  await context.client.query('update topic set answered_count = answered_count + $2 where id = $1', [row.topic_id, by])
}
