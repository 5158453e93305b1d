import { z } from 'zod'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { CitationState, type Db, queryRows, transaction } from '../../platform/db'
import { DomainError, refuseStale } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { requireCitation } from './require-citation'
import { lockCitations, Watched, watchedColumns, watchedTables } from './watched'

const Row = Watched.extend({ thread_now: z.int().nullable(), reply_now: z.int().nullable() })

/** How a source was before it was verified, and when that was. */
const Before = z.object({
  at: z.coerce.date(),
  was: z.object({
    threadId: z.int().nullable(),
    replyId: z.int().nullable(),
    citedRevision: z.int().nullable(),
    verifiedAt: z.coerce.date().nullable(),
    state: z.enum(CitationState),
    noticedAt: z.coerce.date().nullable(),
    checkedUpTo: z.int().nullable(),
  }),
})

/**
 * Says that a source still supports its paragraph: what it says now is what is cited. `seen` is the text of it that the editor has read, as
 * `readFlagged()` numbers it.
 * @throws DomainError `conflict` if it was edited since, or is gone; `not_found`, `forbidden`.
 */
export async function verifyCitation(viewer: Viewer, id: number, seen: number | null, at = new Date()): Promise<void> {
  authorize(viewer, 'answer.publish')
  const { answerId } = await requireCitation(viewer, id)
  await transaction(async (tx) => {
    const citation = await lockCitation(tx, id)
    const [row] = await queryRows(
      tx,
      Row,
      `select ${watchedColumns}, t.id as thread_now, r.id as reply_now from ${watchedTables} where c.id = $1::int`,
      [id],
    )
    if (!row) throw noSource()
    if (row.is_gone) throw new DomainError('conflict', 'This source is not there any more. Revise the paragraph, or drop the source.')
    if (row.now_seen !== null) refuseStale({ seen: seen ?? 0, present: row.now_seen, because: 'The source was edited', field: 'seen' })
    await tx.citation.update({
      where: { id },
      data: {
        state: 'fine',
        noticedAt: null,
        verifiedAt: at,
        citedRevision: row.now_revision,
        checkedUpTo: row.now_revision,
        threadId: row.thread_now,
        replyId: row.reply_now,
        beforeVerified: JSON.parse(JSON.stringify(Before.parse({ at, was: citation }))),
      },
    })
    await recordAudit(tx, viewer, { action: 'citation.verify', subject: { kind: 'answer', id: answerId }, reason: row.label })
    await expirePages(tx, [pageTags.answer(answerId)])
  })
}

/** Takes back that a source was verified: it is flagged again, as before. @throws DomainError `conflict` if it was verified again since, `not_found`, `forbidden`. */
export async function undoVerifyCitation(viewer: Viewer, id: number): Promise<void> {
  authorize(viewer, 'answer.publish')
  const { answerId } = await requireCitation(viewer, id)
  await transaction(async (tx) => {
    const { label, verifiedAt, beforeVerified } = await lockCitation(tx, id)
    const before = Before.nullable().parse(beforeVerified)
    if (!before || before.at.getTime() !== verifiedAt?.getTime()) throw new DomainError('conflict', 'There is nothing to undo.')
    await tx.citation.update({ where: { id }, data: before.was })
    // Its post may be gone meanwhile, or say again what was cited.
    await tx.citationDue.create({ data: { citationId: id } })
    await recordAudit(tx, viewer, { action: 'citation.not_verify', subject: { kind: 'answer', id: answerId }, reason: label })
    await expirePages(tx, [pageTags.answer(answerId)])
  })
}

const noSource = () => new DomainError('not_found', 'There is no such source.')

async function lockCitation(tx: Db, id: number) {
  await lockCitations(tx, [id])
  const citation = await tx.citation.findUnique({ where: { id } })
  if (!citation) throw noSource()
  return citation
}
