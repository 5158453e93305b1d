import { z } from 'zod'
import { openingDocument } from '../../community/threads'
import { queryRows } from '../../platform/db'
import { analyseDocument, changeOf, changeRow, documentColumns, insertChange, upsertDocuments } from '../../search'
import { slugOf } from '../../shared'
import { columns } from './columns'
import type { ImportContext } from './context'
import { recordHidden, shownReplies } from './hidden'
import { digestOf, type LedgerEntry, readLedger, reserveIds, writeLedger } from './ledger'
import { writeAddresses } from './old-addresses'
import { authorsOf, personIdsFor, personOf } from './people'
import { isOlderForm, isOlderText, type SaidOfReply, type SaidOfThread, saidOfThread } from './said'
import type { SourceThread } from './source'
import { tagIdsByLabel, tagIdsOf } from './tags'
import { topicIdFor } from './topics'
import { updateReplies } from './update-replies'
import { updateThread } from './update-thread'
import { withholdWithdrawn } from './withhold'
import { insertReplies } from './write-replies'

/** Writes a batch of threads, new and known, within the caller's transaction. */
export async function writeThreads(context: ImportContext, threads: SourceThread[]): Promise<void> {
  const { client, sourceId, report } = context
  const ledger = await readLedger<SaidOfThread>(
    client,
    sourceId,
    'thread',
    threads.map((thread) => thread.externalId),
  )
  const fresh: NewThread[] = []
  const seen = new Set<string>()
  for (const thread of threads) {
    context.links.push(...thread.links.map((link) => ({ from: thread.externalId, to: link.toExternalId, kind: link.kind })))
    const digest = digestOf(thread)
    const entry = ledger.get(thread.externalId)
    if (seen.has(thread.externalId)) continue
    seen.add(thread.externalId)
    if (!entry) fresh.push({ thread, digest })
    else if (entry.digest.equals(digest)) {
      report.threads.unchanged++
      report.replies.unchanged += thread.replies.length
    } else if (isOlderForm(entry.said?.age, thread.age)) {
      const message = 'this export has an older form of it than the last import, so nothing was changed'
      report.kept.push({ subject: 'thread', externalId: thread.externalId, message })
      report.threads.unchanged++
      report.replies.unchanged += thread.replies.length
    } else {
      await personIdsFor(client, sourceId, authorsOf(thread), context.people)
      const shown = (await withholdWithdrawn(context, [thread])).get(thread)
      if (!shown) continue
      const changes = await updateThread(context, await withNewestText(context, shown, entry), entry.localId)
      context.following.push({ thread, threadId: entry.localId, digest, ...changes })
    }
  }
  if (fresh.length > 0) await insertThreads(context, fresh)
}

/** The thread with the text that its opening has here, where the one that came is older. */
async function withNewestText({ client }: ImportContext, thread: SourceThread, entry: LedgerEntry<SaidOfThread>): Promise<SourceThread> {
  if (!isOlderText(entry.said, thread)) return thread
  const [here] = await queryRows(client, Body, 'select body from thread where id = $1', [entry.localId])
  return { ...thread, body: here?.body ?? thread.body }
}

const Body = z.object({ body: z.string() })

type NewThread = { thread: SourceThread; digest: Buffer }

async function insertThreads(context: ImportContext, found: NewThread[]): Promise<void> {
  const { client, sourceId, people, tags, report } = context
  await personIdsFor(
    client,
    sourceId,
    found.flatMap(({ thread }) => authorsOf(thread)),
    people,
  )
  const shown = await withholdWithdrawn(
    context,
    found.map(({ thread }) => thread),
  )
  const brought = found.flatMap(({ thread, digest }) => {
    const left = shown.get(thread)
    return left ? [{ thread: left, digest }] : []
  })
  if (brought.length === 0) return
  // A topic that was split off at the source has replies that are known here from another one: they move once it is here.
  const known = await readLedger<SaidOfReply>(
    client,
    sourceId,
    'reply',
    brought.flatMap(({ thread }) => thread.replies.map(({ externalId }) => externalId)),
  )
  const fresh = brought.map(({ thread, digest }) => {
    const coming = thread.replies.filter(({ externalId }) => known.has(externalId))
    const replies = coming.length === 0 ? thread.replies : thread.replies.filter(({ externalId }) => !known.has(externalId))
    return { thread: { ...thread, replies }, whole: thread, coming, digest }
  })
  await tagIdsByLabel(
    client,
    fresh.flatMap(({ thread }) => thread.tags),
    tags,
  )
  const topicIds: number[] = []
  for (const { thread } of fresh) topicIds.push(await topicIdFor(client, sourceId, thread.topic, context.topics))
  const ids = await reserveIds(client, 'thread', fresh.length)
  const rows = fresh.map((each, i) => ({ ...each, id: ids[i] as number, topicId: topicIds[i] as number }))
  await client.query(
    `insert into thread (id, topic_id, area_id, author_id, title, slug, body, state, standing, created_at, activity_at,
        reply_count, reply_base, accepted_count, boost_count, boost_base, view_count, view_base, withdrawn_at, hidden_at)
     select i, t, t, a, ti, s, b, st::thread_state, sd::standing, c::timestamptz, ac::timestamptz, r, rb, acc, bo, bo, v, v, case when w then now() end,
        case when h then now() end
     from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::bool[], $17::bool[])
        as u(i, t, a, ti, s, b, st, sd, c, ac, r, rb, acc, bo, v, w, h)`,
    columns(rows, ({ thread, id, topicId }) => {
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
  await insertTags(context, rows)
  await countTopics(context, rows)
  await writeLedger(
    client,
    sourceId,
    'thread',
    rows.map(({ thread, id, digest, coming }) => ({
      externalId: thread.externalId,
      localId: id,
      // The digest says that everything has followed: where replies still have to come it is written after them.
      digest: coming.length === 0 ? digest : Buffer.alloc(0),
      said: saidOfThread(thread),
    })),
  )
  await writeAddresses(
    context,
    rows.flatMap(({ thread, id }) => thread.addresses.map((address) => ({ address, kind: 'thread' as const, subjectId: id }))),
  )
  await recordHidden(
    context,
    'thread',
    rows.map(({ thread, id }) => ({ id, hidden: thread.hidden })),
  )
  const documents = rows
    .filter(({ thread }) => !thread.hidden)
    .map(({ thread, id }) =>
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
  const replyDocuments = await insertReplies(
    context,
    rows.flatMap(({ thread, whole, id }) => {
      const numberOf = new Map(whole.replies.map(({ externalId }, i) => [externalId, i + 1]))
      return thread.replies.map((reply) => ({
        reply,
        threadId: id,
        number: numberOf.get(reply.externalId) as number,
        threadExternalId: thread.externalId,
        threadHidden: thread.hidden !== undefined,
      }))
    }),
  )
  const all = [...documents, ...replyDocuments]
  if (all.length > 0) {
    await client.query(upsertDocuments, documentColumns(all))
    await client.query(insertChange, changeRow(changeOf(all)))
  }
  for (const { whole, coming, id, digest } of rows) {
    if (coming.length === 0) continue
    // Until they have moved, more people may see them than see this thread: they come as they are.
    const isPrivate = whole.hidden !== undefined || whole.topic.visibility !== undefined
    const replies = isPrivate ? new Set<string>() : await updateReplies(context, coming, known)
    context.following.push({ thread: whole, threadId: id, digest, added: true, changed: true, replies, hidden: new Map() })
  }
  report.threads.added += rows.length
}

async function insertTags(context: ImportContext, rows: { id: number; thread: SourceThread }[]): Promise<void> {
  const pairs = rows.flatMap(({ id, thread }) => {
    return tagIdsOf(context, thread.tags).map((tagId) => [id, tagId, thread.hidden === undefined] as const)
  })
  await context.client.query('insert into thread_tag (thread_id, tag_id) select * from unnest($1::int[], $2::int[])', [
    pairs.map(([id]) => id),
    pairs.map(([, tagId]) => tagId),
  ])
  await context.client.query(
    'update tag set thread_count = thread_count + n from (select t, count(*)::int as n from unnest($1::int[]) as t group by t) c where tag.id = c.t',
    [pairs.filter(([, , counts]) => counts).map(([, tagId]) => tagId)],
  )
}

async function countTopics(context: ImportContext, all: { topicId: number; thread: SourceThread }[]): Promise<void> {
  const rows = all.filter(({ thread }) => !thread.hidden)
  await context.client.query(
    `update topic set thread_count = thread_count + n, answered_count = answered_count + a
     from (select t, count(*)::int as n, count(*) filter (where answered)::int as a from unnest($1::int[], $2::bool[]) as u(t, answered) group by t) c
     where topic.id = c.t`,
    [rows.map((row) => row.topicId), rows.map((row) => shownReplies(row.thread).some((reply) => reply.accepted))],
  )
}
