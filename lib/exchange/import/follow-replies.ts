import { pagesOfThread } from '../../community/threads'
import type { Db } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { followReply, type PlacedThread } from './follow-reply'
import { readKnownReplies } from './known-replies'
import type { Outcome } from './outcome'
import { isSameSaid, type SaidOfReply } from './said'

type Written = { externalId: string; said: SaidOfReply }

/**
 * Updates the known replies of a thread from the source: acceptances, and replies that the source has hidden, removed,
 * shown again or moved to this thread. A missing reply counts as removed only if the export has all replies.
 */
export async function followReplies(tx: Db, sourceId: number, place: PlacedThread, outcome: Outcome): Promise<void> {
  const { thread, livesIn } = place
  const given = new Map(thread.replies.map((reply, i) => [reply.externalId, { reply, number: i + 1 }]))
  const { threadHidden, rows } = await readKnownReplies(tx, sourceId, thread, place)
  const written: Written[] = []
  let acceptance = false
  for (const row of rows) {
    const followed = await followReply(tx, { row, threadHidden, ...given.get(row.external_id) }, place, outcome)
    if (!followed) continue
    acceptance ||= followed.acceptance
    if (!isSameSaid(row.said, followed.said)) written.push({ externalId: row.external_id, said: followed.said })
  }
  await writeSaid(tx, sourceId, written)
  if (acceptance) await countAccepted(tx, livesIn)
}

async function countAccepted(tx: Db, threadId: number): Promise<void> {
  await tx.$executeRaw`
    update thread set accepted_count = (select count(*) from reply where thread_id = ${threadId} and accepted_at is not null and hidden_at is null),
      version = version + 1 where id = ${threadId}`
  await expirePages(tx, await pagesOfThread(tx, threadId))
}

/** One statement for all replies, because a thread may have ten thousand. */
async function writeSaid(tx: Db, sourceId: number, rows: Written[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    update imported_record i set said = u.said::jsonb
    from unnest(${rows.map(({ externalId }) => externalId)}::text[], ${rows.map(({ said }) => JSON.stringify(said))}::text[]) as u(external_id, said)
    where i.source_id = ${sourceId} and i.kind = 'reply' and i.external_id = u.external_id`
}
