import { z } from 'zod'
import { lockThreadRows, nextReplyNumber, openingDocument } from '../../community/threads'
import { queryRow, Visibility } from '../../platform/db'
import { replaceDocuments, writeDocuments } from '../../search'
import { slugOf } from '../../shared'
import type { ImportContext, TextChanges } from './context'
import { type LedgerEntry, readLedger } from './ledger'
import type { SaidOfReply } from './said'
import type { SourceReply, SourceThread } from './source'
import { isMoreOpen } from './topics'
import { updateReplies } from './update-replies'
import { insertReplies } from './write-replies'

/**
 * Updates texts and counts of a known thread and adds its new replies, within the batch's transaction. Texts that
 * were edited here stay. If more people see the thread here than at the source, its texts stay, and new replies are
 * imported as hidden. Everything else that may be changed here is compared after the batch.
 */
export async function updateThread(context: ImportContext, thread: SourceThread, threadId: number): Promise<TextChanges> {
  const { client, sourceId } = context
  await lockThreadRows(client, [threadId])
  const before = await queryRow(
    client,
    Opening,
    `select t.*, array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id) as tags
     from thread t where id = $1`,
    [threadId],
  )
  // Replies of a merged thread are in the thread into which it was merged.
  const livesIn = before.merged_into_id ?? threadId
  const home = await readHome(context, livesIn)
  const reason = privateBecause(thread, home)
  const edited = reason === null && (await updateOpening(context, thread, before))
  const ledger = await readLedger<SaidOfReply>(
    client,
    sourceId,
    'reply',
    thread.replies.map((reply) => reply.externalId),
  )
  const { replies, hidden } = reason === null ? { replies: thread.replies, hidden: new Map() } : hideNew(thread, ledger, reason)
  const fresh = replies.filter((reply) => !ledger.has(reply.externalId))
  context.report.replies.unchanged += thread.replies.length - replies.length
  if (reason !== null) noteKept(context, thread, before, fresh)
  const next = await nextReplyNumber(client, livesIn)
  const documents = await insertReplies(
    context,
    fresh.map((reply, i) => ({ reply, threadId: livesIn, number: next + i, threadExternalId: thread.externalId })),
  )
  // The posts of a hidden thread are not in search. Restoring the thread adds them all.
  if (documents.length > 0 && !home.hidden) await writeDocuments(client, documents)
  const updated = await updateReplies(
    context,
    replies.filter((reply) => ledger.has(reply.externalId)),
    ledger,
  )
  const counted = livesIn === threadId ? await recount(context, thread, threadId) : await recountMerged(context, livesIn, fresh.length)
  return { changed: edited || fresh.length > 0 || updated.size > 0 || counted, replies: updated, hidden }
}

const Home = z.object({ hidden: z.boolean(), visibility: z.enum(Visibility) })
type Home = z.infer<typeof Home>

async function readHome({ client }: ImportContext, threadId: number): Promise<Home> {
  return queryRow(
    client,
    Home,
    'select t.hidden_at is not null as hidden, o.visibility from thread t join topic o on o.id = t.topic_id where t.id = $1',
    [threadId],
  )
}

/** Returns why the source shows a thread to fewer people than see it here, or null if it does not. */
function privateBecause({ hidden, topic }: SourceThread, home: Home): string | null {
  if (home.hidden) return null
  if (hidden !== undefined) return hidden
  return isMoreOpen(home.visibility, topic.visibility) ? `not everyone may read its category “${topic.name}”` : null
}

/**
 * Returns the new replies, hidden, and those that the source has hidden before. Visible replies are left out, so that
 * they keep their texts.
 */
function hideNew(thread: SourceThread, ledger: Map<string, LedgerEntry>, reason: string) {
  const hidden = new Map<string, string>()
  for (const { externalId } of thread.replies) {
    const entry = ledger.get(externalId)
    const last = entry?.said && 'hidden' in entry.said ? entry.said.hidden : null
    if (!entry || last !== null) hidden.set(externalId, last ?? reason)
  }
  const replies = thread.replies.flatMap((reply): SourceReply[] => {
    const because = reply.hidden ?? hidden.get(reply.externalId)
    return because === undefined ? [] : [{ ...reply, hidden: because }]
  })
  return { replies, hidden }
}

function noteKept({ report }: ImportContext, thread: SourceThread, before: Opening, fresh: SourceReply[]): void {
  const told = new Set(thread.replies.filter(({ hidden }) => hidden !== undefined).map(({ externalId }) => externalId))
  report.hidden.replies += fresh.filter(({ externalId }) => !told.has(externalId)).length
  if (fresh.length === 0 && before.title === thread.title && before.body === thread.body) return
  const came = fresh.length > 0 ? ' and its new replies were imported as hidden' : ''
  const message = `more people can see it here than at the source, so its texts were not updated${came}`
  report.kept.push({ subject: 'thread', externalId: thread.externalId, message })
}

const Opening = z.object({
  id: z.int(),
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  author_id: z.int().nullable(),
  created_at: z.date(),
  version: z.int(),
  revision_number: z.int(),
  hidden_at: z.date().nullable(),
  withdrawn_at: z.date().nullable(),
  merged_into_id: z.int().nullable(),
})
type Opening = z.infer<typeof Opening>

async function updateOpening(context: ImportContext, thread: SourceThread, before: Opening): Promise<boolean> {
  if (before.withdrawn_at !== null || (before.title === thread.title && before.body === thread.body)) return false
  const keptBecause =
    before.merged_into_id !== null ? 'it was merged into another thread' : before.revision_number > 1 ? 'it was edited' : null
  if (keptBecause !== null) {
    const message = `${keptBecause} here and keeps its title and text`
    context.report.kept.push({ subject: 'thread', externalId: thread.externalId, message })
    return false
  }
  await context.client.query('update thread set title = $2, slug = $3, body = $4, version = version + 1 where id = $1', [
    before.id,
    thread.title,
    slugOf(thread.title),
    thread.body,
  ])
  if (before.hidden_at !== null) return true
  const state = { id: before.id, authorId: before.author_id, createdAt: before.created_at, tags: before.tags }
  await replaceDocuments(
    context.client,
    [openingDocument({ ...state, version: before.version, title: before.title, body: before.body })],
    [openingDocument({ ...state, version: before.version + 1, title: thread.title, body: thread.body })],
  )
  return true
}

async function recount(context: ImportContext, thread: SourceThread, threadId: number): Promise<boolean> {
  const { rowCount } = await context.client.query(
    `update thread t set reply_count = c.n + $4, accepted_count = c.a, reply_base = $4,
       boost_count = boost_count - boost_base + $2, boost_base = $2, view_count = view_count - view_base + $3, view_base = $3,
       activity_at = greatest(activity_at, $5)
     from (select count(*)::int as n, count(accepted_at)::int as a from reply where thread_id = $1 and hidden_at is null) c
     where t.id = $1 and (t.reply_count, t.accepted_count, t.reply_base, t.boost_base, t.view_base, t.activity_at)
       is distinct from (c.n + $4, c.a, $4, $2, $3, greatest(activity_at, $5))`,
    [threadId, thread.boosts, thread.views, thread.repliesElsewhere, thread.activityAt ?? thread.createdAt],
  )
  return rowCount === 1
}

/** If a thread was merged into another, only the replies of the other are counted. The source's own counts belong to the merged thread. */
async function recountMerged(context: ImportContext, threadId: number, added: number): Promise<boolean> {
  await context.client.query(
    `update thread t set reply_count = c.n + t.reply_base, accepted_count = c.a, activity_at = greatest(t.activity_at, c.latest), version = t.version + 1
     from (select count(*)::int as n, count(accepted_at)::int as a, max(created_at) as latest from reply where thread_id = $1 and hidden_at is null) c
     where t.id = $1`,
    [threadId],
  )
  return added > 0
}
