import { z } from 'zod'
import { refreshResolution } from '../../community/threads'
import { queryRows, transaction } from '../../platform/db'
import type { Following, ImportContext } from './context'
import { writeLedger } from './ledger'
import { saidOfReply, saidOfThread } from './said'
import type { SourceThread } from './source'
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

/**
 * Writes the ledger of all threads that are equal to the source, in one go, and returns the others, which are
 * compared one by one. After a new version of Cairn every known thread is compared again, and nearly all are equal.
 */
export async function skipSame(
  context: ImportContext,
  threads: Following[],
  topicIds: number[],
): Promise<{ following: Following; topicId: number }[]> {
  const { client, sourceId } = context
  const ids = threads.map(({ threadId }) => threadId)
  const here = await queryRows(
    client,
    Here,
    `select t.id, t.topic_id, t.state = 'closed' as closed, t.hidden_at is null and t.merged_into_id is null
         and not exists (select 1 from thread m where m.merged_into_id = t.id) as seen,
       array(select tag_id from thread_tag x where x.thread_id = t.id) as tag_ids
     from thread t where t.id = any($1::int[])`,
    [ids],
  )
  const replies = await queryRows(
    client,
    Reply,
    `select i.external_id, i.local_id, i.digest, r.thread_id, r.accepted_at is not null as accepted,
       r.hidden_at is null and r.withdrawn_at is null as seen
     from imported_record i join reply r on r.id = i.local_id where i.source_id = $1 and i.kind = 'reply' and r.thread_id = any($2::int[])`,
    [sourceId, ids],
  )
  const hereOf = new Map(here.map((row) => [row.id, row]))
  const repliesOf = new Map<number, Reply[]>(ids.map((id) => [id, []]))
  for (const row of replies) repliesOf.get(row.thread_id)?.push(row)
  const same = threads.filter((following, i) =>
    isSame(context, following.thread, {
      topicId: topicIds[i] as number,
      here: hereOf.get(following.threadId),
      replies: repliesOf.get(following.threadId),
    }),
  )
  await transaction((tx) =>
    refreshResolution(
      tx,
      same.filter(({ changed }) => changed).map(({ threadId }) => threadId),
    ),
  )
  await writeLedger(
    client,
    sourceId,
    'reply',
    same.flatMap(({ thread, threadId }) => {
      const known = new Map((repliesOf.get(threadId) ?? []).map((row) => [row.external_id, row]))
      return thread.replies.map((reply) => {
        const { local_id: localId, digest } = known.get(reply.externalId) as Reply
        return { externalId: reply.externalId, localId, digest, said: saidOfReply(reply, thread.externalId) }
      })
    }),
  )
  await writeLedger(
    client,
    sourceId,
    'thread',
    same.map(({ thread, threadId, digest }) => ({ externalId: thread.externalId, localId: threadId, digest, said: saidOfThread(thread) })),
  )
  for (const { changed } of same) context.report.threads[changed ? 'updated' : 'unchanged']++
  const skipped = new Set(same)
  return threads.flatMap((following, i) => (skipped.has(following) ? [] : [{ following, topicId: topicIds[i] as number }]))
}

/** A thread as it is here. `topicId` is the topic in which the source has it. */
type Found = { topicId: number; here: Here | undefined; replies: Reply[] | undefined }

function isSame(context: ImportContext, thread: SourceThread, { topicId, here, replies = [] }: Found): boolean {
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
