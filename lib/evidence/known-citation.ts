import { z } from 'zod'
import { CitationState } from '../platform/db'

/** A source as an answer cites it, or did. */
export const Known = z.object({
  label: z.string(),
  claim: z.string(),
  thread_id: z.int().nullable(),
  reply_id: z.int().nullable(),
  cited_answer_id: z.int().nullable(),
  cited_revision: z.int().nullable(),
  cited_at: z.date(),
  verified_at: z.date().nullable(),
  state: z.enum(CitationState),
  noticed_at: z.date().nullable(),
  checked_up_to: z.int().nullable(),
})
export type Known = z.infer<typeof Known>

/** Returns its columns by the names that Prisma has for them. */
export function columnsOf(row: Known) {
  return {
    label: row.label,
    claim: row.claim,
    threadId: row.thread_id,
    replyId: row.reply_id,
    citedAnswerId: row.cited_answer_id,
    citedRevision: row.cited_revision,
    citedAt: row.cited_at,
    verifiedAt: row.verified_at,
    state: row.state,
    noticedAt: row.noticed_at,
    checkedUpTo: row.checked_up_to,
  }
}
