import { z } from 'zod'
import { replyDocument } from '../../community/threads'
import { queryRows } from '../../platform/db'
import { replaceDocuments } from '../../search'
import type { ImportContext } from './context'
import { digestOf, type LedgerEntry, writeLedger } from './ledger'
import { isOlderText, type SaidOfReply } from './said'
import type { SourceReply } from './source'

const Known = z.object({
  id: z.int(),
  thread_id: z.int(),
  number: z.int(),
  author_id: z.int().nullable(),
  body: z.string(),
  created_at: z.date(),
  version: z.int(),
  revision_number: z.int(),
  boost_base: z.int(),
  withdrawn_at: z.date().nullable(),
  searched: z.boolean(),
})
type Known = z.infer<typeof Known>

/**
 * Updates texts and counts of known replies, within the batch's transaction. A text that was edited or withdrawn
 * here, or is newer than this one, stays. Returns the replies that changed.
 */
export async function updateReplies(
  context: ImportContext,
  replies: SourceReply[],
  ledger: Map<string, LedgerEntry<SaidOfReply>>,
): Promise<Set<string>> {
  const { client, sourceId, report } = context
  const changed = replies.flatMap((reply) => {
    const entry = ledger.get(reply.externalId)
    const digest = digestOf(reply)
    return !entry || entry.digest.equals(digest) || isOlderText(entry.said, reply)
      ? []
      : [{ reply, externalId: reply.externalId, localId: entry.localId, digest }]
  })
  report.replies.unchanged += replies.length - changed.length
  if (changed.length === 0) return new Set()
  const rows = await queryRows(
    client,
    Known,
    `select r.*, r.hidden_at is null and t.hidden_at is null as searched from reply r join thread t on t.id = r.thread_id
     where r.id = any($1::int[]) for update of r`,
    [changed.map(({ localId }) => localId)],
  )
  const knownOf = new Map(rows.map((row) => [row.id, row]))
  const updated = new Set<string>()
  for (const { reply, localId } of changed) {
    const known = knownOf.get(localId)
    if (known && known.withdrawn_at === null && (await updateReply(context, reply, known))) updated.add(reply.externalId)
    else report.replies.unchanged++
  }
  await writeLedger(client, sourceId, 'reply', changed)
  report.replies.updated += updated.size
  return updated
}

async function updateReply(context: ImportContext, reply: SourceReply, known: Known): Promise<boolean> {
  const textDiffers = known.body !== reply.body
  // A reply that the source hides is hidden after this. Until then, or if it stays visible, nobody may read its new text.
  const isPrivate = reply.hidden !== undefined && known.searched
  const textFollows = textDiffers && known.revision_number === 1 && !isPrivate
  if (textDiffers && !textFollows && !isPrivate) {
    const message = 'it was edited here and keeps its text'
    context.report.kept.push({ subject: 'reply', externalId: reply.externalId, message })
  }
  if (!textFollows && known.boost_base === reply.boosts) return false
  await context.client.query(
    `update reply set boost_count = boost_count - boost_base + $2, boost_base = $2, body = $3, version = version + 1 where id = $1`,
    [known.id, reply.boosts, textFollows ? reply.body : known.body],
  )
  if (!textFollows || !known.searched) return true
  const state = { id: known.id, threadId: known.thread_id, number: known.number, authorId: known.author_id, createdAt: known.created_at }
  await replaceDocuments(
    context.client,
    [replyDocument({ ...state, version: known.version, body: known.body })],
    [replyDocument({ ...state, version: known.version + 1, body: reply.body })],
  )
  return true
}
