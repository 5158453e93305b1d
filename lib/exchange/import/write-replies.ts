import { z } from 'zod'
import { replyDocument } from '../../community/threads'
import { queryRows } from '../../platform/db'
import { type AnalysedDocument, analyseDocument } from '../../search'
import { columns } from './columns'
import type { ImportContext } from './context'
import { recordHidden } from './hidden'
import { digestOf, reserveIds, writeLedger } from './ledger'
import { writeAddresses } from './old-addresses'
import { personOf } from './people'
import { saidOfReply } from './said'
import type { SourceReply } from './source'

/** A reply that is new to us, with its place here and its thread there. */
export type NewReply = {
  reply: SourceReply
  threadId: number
  number: number
  threadExternalId: string
  /** Nothing of a hidden thread is found. */
  threadHidden?: boolean
}

/** Inserts replies and their ledger. Returns search documents of those that are shown, which the caller stores. */
export async function insertReplies(context: ImportContext, fresh: NewReply[]): Promise<AnalysedDocument[]> {
  const { client, sourceId, report } = context
  if (fresh.length === 0) return []
  const ids = await reserveIds(client, 'reply', fresh.length)
  const idOf = new Map(fresh.map(({ reply }, i) => [reply.externalId, ids[i] as number]))
  const numberOf = new Map(fresh.map(({ reply, number, threadId }) => [reply.externalId, { number, threadId }]))
  // What a known reply answers may have been imported earlier.
  const targets = fresh.flatMap(({ reply }) =>
    reply.answers && reply.answers !== 'opening' && !idOf.has(reply.answers) ? [reply.answers] : [],
  )
  const known = await readPlaces(context, targets)
  const rows = fresh.map((row, i) => ({ ...row, id: ids[i] as number, answersId: targetOf(row) }))
  await client.query(
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
  const shown = rows.filter(({ reply, threadHidden }) => !reply.hidden && !threadHidden)
  return shown.map(({ reply, threadId, number, id }) =>
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

  function targetOf({ reply, number, threadId }: NewReply): number | null {
    if (!reply.answers || reply.answers === 'opening') return null
    const target = numberOf.get(reply.answers)
    // Sources hold replies that point forward or into another thread; the words stay, the pointer goes.
    if (target && (target.number >= number || target.threadId !== threadId)) return null
    if (target) return idOf.get(reply.answers) ?? null
    const earlier = known.get(reply.answers)
    return earlier && earlier.threadId === threadId && earlier.number < number ? earlier.id : null
  }
}

/** Where known replies are here: what the source has moved may still be in another thread. */
async function readPlaces({ client, sourceId }: ImportContext, externalIds: string[]): Promise<Map<string, Place>> {
  if (externalIds.length === 0) return new Map()
  const rows = await queryRows(
    client,
    Home,
    `select i.external_id, r.id, r.thread_id, r.number from imported_record i join reply r on r.id = i.local_id
     where i.source_id = $1 and i.kind = 'reply' and i.external_id = any($2)`,
    [sourceId, externalIds],
  )
  return new Map(rows.map((row) => [row.external_id, { id: row.id, threadId: row.thread_id, number: row.number }]))
}

const Home = z.object({ external_id: z.string(), id: z.int(), thread_id: z.int(), number: z.int() })

type Place = { id: number; threadId: number; number: number }
