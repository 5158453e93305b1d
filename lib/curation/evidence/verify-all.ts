import { z } from 'zod'
import { CitationState, type Db, queryRows } from '../../platform/db'
import { lockCitations, watchedTables } from './watched'

/** How a source was before it was verified. */
export const CitationBefore = z.object({
  id: z.int(),
  state: z.enum(CitationState),
  noticedAt: z.coerce.date().nullable(),
  verifiedAt: z.coerce.date().nullable(),
  citedRevision: z.int().nullable(),
  threadId: z.int().nullable().optional(),
  replyId: z.int().nullable().optional(),
})
export type CitationBefore = z.infer<typeof CitationBefore>

const Now = z.object({ id: z.int(), threadId: z.int().nullable(), replyId: z.int().nullable() })

/** Locks the sources of an answer, so that what its editor has read of them is compared with what is verified. Part of a transaction. */
export async function lockCitationsOf(tx: Db, answerId: number): Promise<void> {
  const sources = await tx.citation.findMany({ where: { answerId }, select: { id: true } })
  await lockCitations(
    tx,
    sources.map(({ id }) => id),
  )
}

/**
 * Says that the flagged sources of an answer support it, but for those that are gone. What is cited is what each said when it was compared
 * last, where its post is now: what nobody has compared is not verified. Returns how they were. Part of a
 * transaction that has called `lockCitationsOf()`.
 */
export async function verifyCitationsOf(tx: Db, answerId: number, at: Date): Promise<CitationBefore[]> {
  const where = { answerId, state: { notIn: [CitationState.fine, CitationState.gone] } }
  const select = { id: true, state: true, noticedAt: true, verifiedAt: true, citedRevision: true, threadId: true, replyId: true }
  const before = await tx.citation.findMany({ where, select })
  const now = await queryRows(
    tx,
    Now,
    `select c.id, t.id as "threadId", r.id as "replyId" from ${watchedTables} where c.id = any($1::int[])`,
    [before.map(({ id }) => id)],
  )
  await tx.$executeRaw`update citation c set state = 'fine', noticed_at = null, verified_at = ${at}::timestamptz, cited_revision = c.checked_up_to,
      thread_id = u.thread_id, reply_id = u.reply_id
    from unnest(${now.map(({ id }) => id)}::int[], ${now.map(({ threadId }) => threadId)}::int[], ${now.map(({ replyId }) => replyId)}::int[])
      u(id, thread_id, reply_id) where c.id = u.id`
  return before
}

/** Takes that back, where nothing has come up since. Part of a transaction. */
export async function unverifyCitationsOf(tx: Db, answerId: number, before: CitationBefore[]): Promise<void> {
  for (const { id, ...citation } of before) await tx.citation.updateMany({ where: { id, answerId, state: 'fine' }, data: citation })
}
