import { z } from 'zod'
import { lockThreadRows } from '../../community/threads'
import { type Db, queryRowsIn } from '../../platform/db'
import { type SaidOfReply, saidColumn } from './said'
import type { SourceThread } from './source'

/** An imported reply as it is here. */
export type KnownReply = z.infer<typeof KnownReplyRow>

const KnownReplyRow = z.object({
  id: z.int(),
  thread_id: z.int(),
  external_id: z.string(),
  said: saidColumn<Partial<SaidOfReply>>(),
  accepted_at: z.date().nullable(),
  created_at: z.date(),
  hidden: z.boolean(),
  /** By its author, here. */
  deleted: z.boolean(),
  withdrawn: z.boolean(),
  revision_number: z.int(),
  /** True if its thread here came from the same source, or has such a thread merged into it. */
  among_own: z.boolean(),
})
const Home = z.object({ hidden: z.boolean(), merged: z.boolean() })

/** Returns known replies of a thread that the source has now or had before. They are in the thread `livesIn` here. */
export async function readKnownReplies(
  tx: Db,
  sourceId: number,
  thread: SourceThread,
  { id, livesIn }: { id: number; livesIn: number },
): Promise<{ threadHidden: boolean; rows: KnownReply[] }> {
  const ids = thread.replies.map((reply) => reply.externalId)
  await lockThreadRows(tx, [livesIn])
  const [home] = await queryRowsIn(tx, Home)`
    select t.hidden_at is not null as hidden, ${id} <> ${livesIn} or exists (select 1 from thread m where m.merged_into_id = t.id) as merged
    from thread t where t.id = ${livesIn}`
  if (!home) throw new Error(`There is no thread ${livesIn}.`)
  const { hidden, merged } = home
  // Two queries, each with an index: with “or” PostgreSQL would read all replies of the source.
  const rows = await queryRowsIn(tx, KnownReplyRow)`
    with known as (
      select i.external_id, i.said, r.id, r.thread_id, r.accepted_at, r.created_at, r.hidden_at, r.deleted_at, r.withdrawn_at, r.revision_number
      from imported_record i join reply r on r.id = i.local_id
      where i.source_id = ${sourceId} and i.kind = 'reply' and i.external_id = any(${ids})
      union
      select i.external_id, i.said, r.id, r.thread_id, r.accepted_at, r.created_at, r.hidden_at, r.deleted_at, r.withdrawn_at, r.revision_number
      from reply r join imported_record i on i.kind = 'reply' and i.local_id = r.id
      where r.thread_id = ${livesIn} and i.source_id = ${sourceId})
    select id, thread_id, external_id, said, accepted_at, created_at, hidden_at is not null as hidden, deleted_at is not null as deleted,
      withdrawn_at is not null as withdrawn,
      revision_number, thread_id <> ${livesIn} and (
        exists (select 1 from imported_record o where o.kind = 'thread' and o.source_id = ${sourceId} and o.local_id = thread_id)
        or exists (select 1 from thread m join imported_record o on o.kind = 'thread' and o.source_id = ${sourceId} and o.local_id = m.id
          where m.merged_into_id = thread_id)) as among_own
    from known order by id`
  const known = new Set(ids)
  // Earlier versions did not keep the thread of a reply. Such replies of a merged thread may belong to another one.
  const belongs = (row: KnownReply) => (row.said?.thread === undefined ? !merged : row.said.thread === thread.externalId)
  return { threadHidden: hidden, rows: rows.filter((row) => known.has(row.external_id) || belongs(row)) }
}

/**
 * Whether the source has moved a reply to this thread from another one. Nobody moves single replies here. If the
 * ledger does not have its thread, the reply came with the thread in which it is here.
 */
export function isMovedAway({ said, among_own }: KnownReply, thread: SourceThread): boolean {
  return said?.thread === undefined ? among_own : said.thread !== thread.externalId
}
