import { oneLine } from '../content'
import { authorize, authorizePerson, type Viewer, visibleTopic } from '../identity/viewer'
import { recordEvent } from '../notices/events'
import { type Db, db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { bodyLengthMax, storable, summaryLengthMax, titleLengthMax } from '../shared'
import { liveDraft, nextDraftVersion, refuseStaleDraft, versionWithoutDraft } from './live-draft'
import { lockAnswer } from './lock-answers'

/** The text of an answer as it is worked on. */
export type DraftText = {
  title: string
  summary: string
  body: string
  appliesTo: string[]
  aliases: string[]
  tags: string[]
  /** Day, or null for none. */
  reviewAt: Date | null
}

/**
 * Saves a draft over the version its writer has seen. May be incomplete; publishing checks. `basedOn` is the published
 * revision the writer has seen, where it is another than the draft began on.
 * @throws DomainError `conflict` (field `version`) if someone has saved since, `forbidden`, `not_found`.
 */
export function saveDraft(
  viewer: Viewer,
  answerId: number,
  version: number,
  text: DraftText & { basedOn?: number },
): Promise<{ version: number }> {
  return transaction((tx) => saveDraftIn(tx, viewer, { answerId, version, ...text }))
}

type SaveDraft = DraftText & { answerId: number; version: number; basedOn?: number }

/** As `saveDraft()`, in the caller's transaction. */
export async function saveDraftIn(
  tx: Db,
  viewer: Viewer,
  { answerId, version, basedOn, ...text }: SaveDraft,
): Promise<{ version: number }> {
  const editedBy = authorizePerson(viewer, 'answer.write')
  const clean = {
    title: oneLine(text.title, titleLengthMax),
    summary: storable(text.summary).trim().slice(0, summaryLengthMax),
    body: storable(text.body).slice(0, bodyLengthMax),
    appliesTo: listOf(text.appliesTo, 20),
    aliases: listOf(text.aliases, 100),
    // More than an answer may have: publishing says so, and nothing that was typed is lost.
    tags: listOf(text.tags, 100),
    reviewAt: text.reviewAt,
  }
  const answer = await lockAnswer(tx, answerId, { where: { hiddenAt: null, topic: visibleTopic(viewer) } })
  if (answer.status === 'archived') throw new DomainError('conflict', 'This answer is archived.')
  const draft = await tx.answerDraft.findUnique({ where: { answerId } })
  const live = liveDraft(draft)
  const present = live?.version ?? versionWithoutDraft(answer.revisionNumber)
  refuseStaleDraft(version, present)
  const next = nextDraftVersion(answer.revisionNumber, draft?.version)
  const saved = { ...clean, editedBy, editedAt: new Date(), version: next, ...(basedOn === undefined ? {} : { basedOn }) }
  const begun = { basedOn: answer.revisionNumber, startedBy: editedBy, inReview: false, discardedAt: null, ...saved }
  await tx.answerDraft.upsert({ where: { answerId }, create: { answerId, ...begun }, update: live ? saved : begun })
  return { version: next }
}

function listOf(values: string[], countMax: number): string[] {
  return [...new Set(values.map((value) => storable(value).replace(/\s+/g, ' ').trim().slice(0, 200)).filter(Boolean))].slice(0, countMax)
}

/** Gives a draft to review, or takes it back. @throws DomainError `forbidden`, or `not_found` without a draft. */
export async function setInReview(viewer: Viewer, answerId: number, inReview: boolean): Promise<void> {
  authorize(viewer, 'answer.write')
  await transaction(async (tx) => {
    const draft = await tx.answerDraft.findUnique({ where: { answerId, discardedAt: null }, select: { inReview: true } })
    if (!draft) throw new DomainError('not_found', 'There is no draft: save one first.')
    await tx.answerDraft.update({ where: { answerId }, data: { inReview } })
    if (inReview && !draft.inReview) await recordEvent(tx, viewer, { kind: 'review_asked', answerId })
    // What was never published carries its state itself; a published answer stays so while its next text is reviewed.
    await tx.answer.updateMany({
      where: { id: answerId, status: { in: ['draft', 'in_review'] } },
      data: { status: inReview ? 'in_review' : 'draft' },
    })
  })
}

/** Says something to the other editors of a draft. @throws DomainError `forbidden`, `invalid` if it is empty. */
export async function commentOnDraft(viewer: Viewer, answerId: number, body: string): Promise<void> {
  const personId = authorizePerson(viewer, 'answer.write')
  const said = storable(body).trim().slice(0, 5_000)
  if (!said) throw new DomainError('invalid', 'The comment is empty.', 'comment')
  await db().draftComment.create({ data: { answerId, personId, body: said } })
}
