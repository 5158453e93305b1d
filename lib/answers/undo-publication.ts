import { recordAudit } from '../identity/audit'
import { authorize, authorizePerson, type Viewer } from '../identity/viewer'
import { type Db, db, transaction } from '../platform/db'
import { DomainError, refuseStale } from '../platform/errors'
import { changeStatus } from './archive-answer'
import { nextDraftVersion } from './live-draft'
import { type LockedAnswer, lockAnswer } from './lock-answers'
import { rollBack } from './publish-draft'

const undoMinutes = 10

/** A publication that can still be undone: its revision, when it was made, and what undoing it leaves. */
export type RecentPublication = { number: number; at: Date; leaves: 'earlier' | 'draft' }

/** Returns the last publication of an answer while it can be undone, or null. */
export async function readRecentPublication(viewer: Viewer, answerId: number, now = new Date()): Promise<RecentPublication | null> {
  authorize(viewer, 'answer.publish')
  const last = await db().answerRevision.findFirst({
    where: {
      answerId,
      number: { not: null },
      createdAt: { gt: new Date(now.getTime() - undoMinutes * 60_000) },
      answer: { status: 'published' },
    },
    orderBy: { number: 'desc' },
    select: { number: true, createdAt: true },
  })
  if (!last || last.number === null) return null
  // Nothing goes back to a text that an editor redacted meanwhile.
  const before = { answerId, number: last.number - 1, redactedAt: { not: null } }
  if ((await db().answerRevision.count({ where: before })) > 0) return null
  return { number: last.number, at: last.createdAt, leaves: last.number > 1 ? 'earlier' : 'draft' }
}

/**
 * Undoes the last publication within ten minutes. The text before it becomes the current one as a new revision; a first publication goes
 * back to being a draft, with its text. The revision itself stays readable in the history.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (field `version`) if it is not the last any more, `conflict` when it is too late.
 */
export async function undoPublication(viewer: Viewer, answerId: number, number: number, now = new Date()): Promise<void> {
  const recent = await readRecentPublication(viewer, answerId, now)
  const { revisionNumber: present } = await db().answer.findUniqueOrThrow({ where: { id: answerId }, select: { revisionNumber: true } })
  refuseStale({ seen: number, present, because: `Revision ${present} was published`, field: 'version' })
  if (!recent)
    throw new DomainError('conflict', `A publication can be undone for ${undoMinutes} minutes. Go back to an earlier revision instead.`)
  if (recent.leaves === 'draft') await returnToDraft(viewer, answerId, number)
  else await rollBack(viewer, answerId, number - 1, number)
}

async function returnToDraft(viewer: Viewer, answerId: number, number: number): Promise<void> {
  const editorId = authorizePerson(viewer, 'answer.publish')
  await transaction(async (tx) => {
    const where = { status: 'published' as const, revisionNumber: number, hiddenAt: null }
    const answer = await lockAnswer(tx, answerId, { where, otherwise: 'This publication is not there any more.' })
    await keepAsDraft(tx, answer, editorId)
    await changeStatus(tx, answerId, { status: 'draft', publishedAt: null })
    await recordAudit(tx, viewer, { action: 'answer.unpublish', subject: { kind: 'answer', id: answerId } })
  })
}

/** Someone may have begun the next text already: that stays. */
async function keepAsDraft(tx: Db, answer: LockedAnswer, editorId: number): Promise<void> {
  const draft = await tx.answerDraft.findUnique({ where: { answerId: answer.id } })
  if (draft && !draft.discardedAt) return
  const [aliases, tags, revision] = await Promise.all([
    tx.answerAlias.findMany({ where: { answerId: answer.id }, orderBy: { alias: 'asc' } }),
    tx.answerTag.findMany({ where: { answerId: answer.id }, include: { tag: true } }),
    tx.answerRevision.findUniqueOrThrow({ where: { answerId_number: { answerId: answer.id, number: answer.revisionNumber } } }),
  ])
  const { title, summary, body, appliesTo, reviewAt } = answer
  const text = {
    title,
    summary,
    body,
    appliesTo,
    reviewAt,
    aliases: aliases.map(({ alias }) => alias),
    tags: tags.map(({ tag }) => tag.name),
  }
  const begun = {
    ...text,
    basedOn: answer.revisionNumber,
    version: nextDraftVersion(answer.revisionNumber, draft?.version),
    inReview: false,
    startedBy: revision.authorId ?? editorId,
    editedBy: revision.authorId ?? editorId,
    editedAt: new Date(),
    discardedAt: null,
  }
  await tx.answerDraft.upsert({ where: { answerId: answer.id }, create: { answerId: answer.id, ...begun }, update: begun })
}
