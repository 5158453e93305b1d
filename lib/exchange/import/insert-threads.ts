import { openingDocument } from '../../community/threads'
import { type AnalysedDocument, analyseDocument, writeDocuments } from '../../search'
import { slugOf } from '../../shared'
import { columns } from './columns'
import type { ImportContext } from './context'
import { countTopics, insertTags } from './count-threads'
import { recordHidden, shownReplies } from './hidden'
import { writeLedger } from './ledger'
import { writeAddresses } from './old-addresses'
import { personOf } from './people'
import { type NewThread, type Prepared, prepareThreads, type UnknownThread } from './prepare-threads'
import { saidOfThread } from './said'
import { updateReplies } from './update-replies'
import { insertReplies, type NewReply } from './write-replies'

/** Inserts threads with their replies, counters, ledger and search documents, within the caller's transaction. */
export async function insertThreads(context: ImportContext, unknown: UnknownThread[]): Promise<void> {
  const prepared = await prepareThreads(context, unknown)
  const { threads } = prepared
  if (threads.length === 0) return
  await insertRows(context, threads)
  await insertTags(context, threads)
  await countTopics(context, threads)
  await writeLedger(context.client, context.sourceId, 'thread', threads.map(ledgerEntryOf))
  await writeAddresses(
    context,
    threads.flatMap(({ thread, id }) => thread.addresses.map((address) => ({ address, kind: 'thread' as const, subjectId: id }))),
  )
  await recordHidden(
    context,
    'thread',
    threads.map(({ thread, id }) => ({ id, hidden: thread.hidden })),
  )
  const openings = openingDocumentsOf(context, threads)
  const replies = await insertReplies(context, threads.flatMap(newRepliesOf))
  const documents = [...openings, ...replies]
  if (documents.length > 0) await writeDocuments(context.client, documents)
  await updateMovingReplies(context, prepared)
  context.report.threads.added += threads.length
}

async function insertRows(context: ImportContext, threads: NewThread[]): Promise<void> {
  await context.client.query(
    `insert into thread (id, topic_id, area_id, author_id, title, slug, body, state, standing, created_at, activity_at,
        reply_count, reply_base, accepted_count, boost_count, boost_base, view_count, view_base, withdrawn_at, hidden_at)
     select i, t, t, a, ti, s, b, st::thread_state, sd::standing, c::timestamptz, ac::timestamptz, r, rb, acc, bo, bo, v, v, case when w then now() end,
        case when h then now() end
     from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::bool[], $17::bool[])
        as u(i, t, a, ti, s, b, st, sd, c, ac, r, rb, acc, bo, v, w, h)`,
    columns(threads, ({ thread, id, topicId }) => {
      const shown = shownReplies(thread)
      const accepted = shown.filter((reply) => reply.accepted).length
      return [
        id,
        topicId,
        personOf(context, thread.author),
        thread.title,
        slugOf(thread.title),
        thread.body,
        thread.closed ? 'closed' : 'open',
        accepted > 0 ? 'answered' : 'unanswered',
        thread.createdAt.toISOString(),
        (thread.activityAt ?? thread.createdAt).toISOString(),
        shown.length + thread.repliesElsewhere,
        thread.repliesElsewhere,
        accepted,
        thread.boosts,
        thread.views,
        thread.withdrawn ?? false,
        thread.hidden !== undefined,
      ]
    }),
  )
}

function ledgerEntryOf({ thread, id, digest, moving }: NewThread) {
  return {
    externalId: thread.externalId,
    localId: id,
    // The digest says that the whole record has been imported. Where replies still have to move, it is written after that.
    digest: moving.length === 0 ? digest : Buffer.alloc(0),
    said: saidOfThread(thread),
  }
}

function openingDocumentsOf(context: ImportContext, threads: NewThread[]): AnalysedDocument[] {
  const shown = threads.filter(({ thread }) => !thread.hidden)
  return shown.map(({ thread, id }) =>
    analyseDocument(
      openingDocument({
        id,
        authorId: personOf(context, thread.author),
        createdAt: thread.createdAt,
        version: 1,
        title: thread.title,
        body: thread.body,
        tags: thread.tags,
        withdrawnAt: thread.withdrawn ? new Date() : null,
      }),
    ),
  )
}

/** Replies are numbered as in the whole thread, so that those that move there later find their numbers free. */
function newRepliesOf({ thread, whole, id }: NewThread): NewReply[] {
  const isNew = new Set(thread.replies)
  return whole.replies.flatMap((reply, i) =>
    isNew.has(reply)
      ? [{ reply, threadId: id, number: i + 1, threadExternalId: thread.externalId, threadHidden: thread.hidden !== undefined }]
      : [],
  )
}

/** Updates known replies that will move to these threads, and leaves the move to `follow-threads.ts`. */
async function updateMovingReplies(context: ImportContext, { threads, ledger }: Prepared): Promise<void> {
  for (const { whole, moving, id, digest } of threads) {
    if (moving.length === 0) continue
    // Until they have moved, more people may see them than see this thread, so their texts are not updated.
    const isPrivate = whole.hidden !== undefined || whole.topic.visibility !== undefined
    const replies = isPrivate ? new Set<string>() : await updateReplies(context, moving, ledger)
    context.following.push({ thread: whole, threadId: id, digest, added: true, changed: true, replies, hidden: new Map() })
  }
}
