import { z } from 'zod'
import { refreshResolution } from '../../community/threads'
import { queryRows, transaction } from '../../platform/db'
import type { Following, ImportContext } from './context'
import { writeLedger } from './ledger'
import { saidOfReply, saidOfThread } from './said'
import { tagIdsOf } from './tags'

const Here = z.object({ id: z.int(), topic_id: z.int(), closed: z.boolean(), seen: z.boolean(), tag_ids: z.array(z.int()) })
const Reply = z.object({
  external_id: z.string(),
  thread_id: z.int(),
  accepted: z.boolean(),
  seen: z.boolean(),
  local_id: z.int(),
  digest: z.instanceof(Buffer),
})
type Here = z.infer<typeof Here>
type Reply = z.infer<typeof Reply>

/** A known thread, and the topic in which the source has it, by its id here. */
export type Placed = { following: Following; topicId: number }

/** What is here of some threads: the threads and their imported replies, by thread. */
type Found = { threads: Map<number, Here>; replies: Map<number, Reply[]> }

/**
 * Writes the ledger of all threads that are equal to the source, in one go, and returns the others, which are
 * compared one by one. After a new version of Cairn every known thread is compared again, and nearly all are equal.
 */
export async function skipSame(context: ImportContext, placed: Placed[]): Promise<Placed[]> {
  const ids = placed.map(({ following }) => following.threadId)
  const found = { threads: await readThreads(context, ids), replies: await readReplies(context, ids) }
  const same = new Set(placed.filter((each) => isSame(context, each, found)))
  const following = [...same].map((each) => each.following)
  const changed = following.filter((each) => each.changed).map(({ threadId }) => threadId)
  await transaction((tx) => refreshResolution(tx, changed))
  await writeSame(context, following, found)
  context.report.threads.updated += changed.length
  context.report.threads.unchanged += following.length - changed.length
  return placed.filter((each) => !same.has(each))
}

async function readThreads({ client }: ImportContext, ids: number[]): Promise<Found['threads']> {
  const rows = await queryRows(
    client,
    Here,
    `select t.id, t.topic_id, t.state = 'closed' as closed, t.hidden_at is null and t.merged_into_id is null
         and not exists (select 1 from thread m where m.merged_into_id = t.id) as seen,
       array(select tag_id from thread_tag x where x.thread_id = t.id) as tag_ids
     from thread t where t.id = any($1::int[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

async function readReplies({ client, sourceId }: ImportContext, threadIds: number[]): Promise<Found['replies']> {
  const rows = await queryRows(
    client,
    Reply,
    `select i.external_id, i.local_id, i.digest, r.thread_id, r.accepted_at is not null as accepted, r.hidden_at is null as seen
     from imported_record i join reply r on r.id = i.local_id where i.source_id = $1 and i.kind = 'reply' and r.thread_id = any($2::int[])`,
    [sourceId, threadIds],
  )
  const repliesOf = new Map<number, Reply[]>(threadIds.map((id) => [id, []]))
  for (const row of rows) repliesOf.get(row.thread_id)?.push(row)
  return repliesOf
}

async function writeSame({ client, sourceId }: ImportContext, same: Following[], { replies }: Found): Promise<void> {
  const knownReplies = same.flatMap(({ thread, threadId }) => {
    const given = new Map(thread.replies.map((reply) => [reply.externalId, reply]))
    return (replies.get(threadId) ?? []).flatMap(({ external_id: externalId, local_id: localId, digest }) => {
      const reply = given.get(externalId)
      return reply ? [{ externalId, localId, digest, said: saidOfReply(reply, thread.externalId) }] : []
    })
  })
  await writeLedger(client, sourceId, 'reply', knownReplies)
  await writeLedger(
    client,
    sourceId,
    'thread',
    same.map(({ thread, threadId, digest }) => ({ externalId: thread.externalId, localId: threadId, digest, said: saidOfThread(thread) })),
  )
}

function isSame(context: ImportContext, { following, topicId }: Placed, found: Found): boolean {
  const { thread, threadId } = following
  const here = found.threads.get(threadId)
  const replies = found.replies.get(threadId) ?? []
  if (!here?.seen || thread.hidden !== undefined || here.topic_id !== topicId || here.closed !== thread.closed) return false
  if (keyOf(here.tag_ids) !== keyOf(tagIdsOf(context, thread.tags))) return false
  if (replies.length !== thread.replies.length) return false
  const given = new Map(thread.replies.map((reply) => [reply.externalId, reply]))
  return replies.every((row) => {
    const reply = given.get(row.external_id)
    return reply !== undefined && row.seen && reply.hidden === undefined && row.accepted === reply.accepted
  })
}

function keyOf(ids: number[]): string {
  return [...ids].sort((a, b) => a - b).join()
}
