import { replyDocument } from '../../community/threads'
import { type AnalysedDocument, analyseDocument } from '../../search'
import { readAnsweredReplies } from './answered-replies'
import { columns } from './columns'
import type { ImportContext } from './context'
import { recordHidden } from './hidden'
import { digestOf, withNewIds, writeLedger } from './ledger'
import { writeAddresses } from './old-addresses'
import { personOf } from './people'
import { saidOfReply } from './said'
import type { SourceReply } from './source'

/** A reply that is new here: its thread and number here, and the id of its thread at the source. */
export type NewReply = {
  reply: SourceReply
  threadId: number
  number: number
  threadExternalId: string
  /** The posts of a hidden thread are not in search. */
  threadHidden?: boolean
}

type Row = NewReply & { id: number; answersId: number | null }

/** Inserts replies and their ledger. Returns search documents of those that are visible, which the caller stores. */
export async function insertReplies(context: ImportContext, fresh: NewReply[]): Promise<AnalysedDocument[]> {
  const { client, sourceId, report } = context
  if (fresh.length === 0) return []
  const withIds = await withNewIds(client, 'reply', fresh)
  const answeredBy = await readAnsweredReplies(context, withIds)
  const rows = withIds.map((row) => ({ ...row, answersId: answeredBy(row) }))
  await insertRows(context, rows)
  await writeLedger(
    client,
    sourceId,
    'reply',
    rows.map(({ reply, id, threadExternalId }) => ({
      externalId: reply.externalId,
      localId: id,
      digest: digestOf(reply),
      said: saidOfReply(reply, threadExternalId),
    })),
  )
  await writeAddresses(
    context,
    rows.flatMap(({ reply, id }) => reply.addresses.map((address) => ({ address, kind: 'reply' as const, subjectId: id }))),
  )
  await recordHidden(
    context,
    'reply',
    rows.map(({ reply, id }) => ({ id, hidden: reply.hidden })),
  )
  report.replies.added += rows.length
  return documentsOf(context, rows)
}

async function insertRows(context: ImportContext, rows: Row[]): Promise<void> {
  await context.client.query(
    `insert into reply (id, thread_id, number, author_id, body, answers_reply_id, answers_opening, created_at, accepted_at, boost_count, boost_base, withdrawn_at, hidden_at)
     select i, t, n, a, b, ar, ao, c::timestamptz, ac::timestamptz, bo, bo, case when w then now() end, case when h then now() end
     from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::text[], $6::int[], $7::bool[], $8::text[], $9::text[], $10::int[], $11::bool[], $12::bool[])
       as u(i, t, n, a, b, ar, ao, c, ac, bo, w, h)`,
    columns(rows, ({ reply, threadId, number, id, answersId }) => [
      id,
      threadId,
      number,
      personOf(context, reply.author),
      reply.body,
      answersId,
      reply.answers === 'opening',
      reply.createdAt.toISOString(),
      reply.accepted ? reply.createdAt.toISOString() : null,
      reply.boosts,
      reply.withdrawn ?? false,
      reply.hidden !== undefined,
    ]),
  )
}

function documentsOf(context: ImportContext, rows: Row[]): AnalysedDocument[] {
  const visible = rows.filter(({ reply, threadHidden }) => !reply.hidden && !threadHidden)
  return visible.map(({ reply, threadId, number, id }) =>
    analyseDocument(
      replyDocument({
        id,
        threadId,
        number,
        authorId: personOf(context, reply.author),
        createdAt: reply.createdAt,
        version: 1,
        body: reply.body,
        withdrawnAt: reply.withdrawn ? new Date() : null,
      }),
    ),
  )
}
