import { z } from 'zod'
import { publishRevision } from '../../answers'
import { citationsIn } from '../../content'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer, visibleTopic } from '../../identity/viewer'
import { db, queryRows, transaction } from '../../platform/db'
import { DomainError, refuseStale } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { Watched, watchedColumns, watchedTables } from './watched'

const Row = Watched.extend({ thread_now: z.int().nullable(), reply_now: z.int().nullable() })

/**
 * Says that a source still supports its paragraph: what it says now is what is cited. `seen` is the text of it that the editor has read, as
 * `readFlagged()` numbers it.
 * @throws DomainError `conflict` if it was edited since, or is gone; `not_found`, `forbidden`.
 */
export async function verifyCitation(viewer: Viewer, id: number, seen: number | null, at = new Date()): Promise<void> {
  authorize(viewer, 'answer.publish')
  const { answerId } = await requireCitation(viewer, id)
  await transaction(async (tx) => {
    const [row] = await queryRows(
      tx,
      Row,
      `select ${watchedColumns}, t.id as thread_now, r.id as reply_now from ${watchedTables} where c.id = $1::int`,
      [id],
    )
    if (!row) throw new DomainError('not_found', 'There is no such source.')
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
      },
    })
    await recordAudit(tx, viewer, { action: 'citation.verify', subject: { kind: 'answer', id: answerId }, reason: row.label })
    await expirePages(tx, [pageTags.answer(answerId)])
  })
}

/**
 * Publishes the answer without one source: a revision like any other, which can be undone. @throws DomainError `conflict` if the text has
 * changed since, `not_found`, `forbidden`.
 */
export async function dropCitation(viewer: Viewer, id: number): Promise<{ slug: string }> {
  authorize(viewer, 'answer.publish')
  const { position, label, answer } = await requireCitation(viewer, id)
  const mark = citationsIn(answer.body)[position]
  if (mark?.label !== label) throw new DomainError('not_found', 'The answer does not cite this source any more.')
  await publishRevision(viewer, {
    answerId: answer.id,
    basedOn: answer.revisionNumber,
    title: answer.title,
    summary: answer.summary,
    body: answer.body.slice(0, mark.from) + answer.body.slice(mark.to),
    appliesTo: answer.appliesTo,
    note: 'A source is not cited any more',
    significance: 'minor',
  })
  return { slug: answer.slug }
}

async function requireCitation(viewer: Viewer, id: number) {
  const where = { id, answer: { topic: visibleTopic(viewer) } }
  const citation = await db().citation.findFirst({ where, include: { answer: true } })
  if (!citation) throw new DomainError('not_found', 'There is no such source.')
  return citation
}
