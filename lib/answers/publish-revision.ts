import { tagIdsFor } from '../community/tags'
import { refreshResolution } from '../community/threads'
import { checkedBody, checkedTitle, formatAhead } from '../content'
import { recordAudit } from '../identity/audit'
import { authorizePerson, type Viewer } from '../identity/viewer'
import { recordEvent } from '../notices/events'
import { type Db, db, type Significance, transaction } from '../platform/db'
import { DomainError, refuseStale } from '../platform/errors'
import { expirePages, pageTags } from '../platform/expiry'
import { enqueue } from '../platform/jobs'
import { storable } from '../shared'
import { requireDraft } from './live-draft'
import { lockAnswer } from './lock-answers'
import { pagesOfAnswer } from './touched-pages'
import { writeRevision } from './write-revision'

export type PublishRevision = {
  answerId: number
  /** Number of the revision the writer started from; 0 for a draft that was never published. */
  basedOn: number
  title: string
  summary: string
  body: string
  appliesTo: string[]
  note: string
  significance: Significance
  reviewerId?: number | null
  reviewAt?: Date | null
  /** Left as they are where not given. */
  aliases?: string[]
  tags?: string[]
  /** Who wrote it, where that is not who publishes it. */
  authorId?: number
  /** The draft it comes from, which ends with it. */
  draftVersion?: number
  /** The revision whose text it brings back, if it does. */
  restores?: number
  at?: Date
}

/**
 * Publishes a text as the next revision of an answer. Leaves in one transaction: the immutable revision, the answer's
 * current text, its sections in search, the resolution of the threads it covers, expired pages and the related job.
 * @throws DomainError `conflict` if another revision was published since, `forbidden`, `not_found`, `invalid`.
 */
export async function publishRevision(viewer: Viewer, input: PublishRevision): Promise<{ number: number }> {
  const publisherId = authorizePerson(viewer, 'answer.publish')
  const authorId = input.authorId ?? publisherId
  const text = {
    title: checkedTitle(input.title),
    summary: storable(input.summary).trim(),
    body: checkedBody(input.body),
    appliesTo: input.appliesTo,
  }
  const at = input.at ?? new Date()
  const { number, texts } = await transaction(async (tx) => {
    const answer = await lockAnswer(tx, input.answerId, { where: {} })
    if (answer.status === 'archived') throw new DomainError('conflict', 'This answer is archived.')
    const { revisionNumber: present } = answer
    refuseStale({ seen: input.basedOn, present, because: `Revision ${present} was published`, field: 'version' })
    const number = answer.revisionNumber + 1
    const pagesBefore = await pagesOfAnswer(tx, answer.id)
    if (input.draftVersion !== undefined) await endDraft(tx, answer.id, input.draftVersion)
    const { sections } = await writeRevision(tx, answer, {
      ...input,
      ...text,
      tagIds: input.tags && (await tagIdsFor(tx, viewer, input.tags)),
      number,
      authorId,
      reviewerId: input.reviewerId ?? (authorId === publisherId ? null : publisherId),
      at,
    })
    // Publishing a draft settles the threads that it was already said to cover.
    const covered = await tx.coverage.findMany({ where: { answerId: answer.id }, select: { threadId: true } })
    if (answer.status !== 'published')
      await refreshResolution(
        tx,
        covered.map(({ threadId }) => threadId),
      )
    await expirePages(tx, [...pagesBefore, ...(await pagesOfAnswer(tx, answer.id))])
    await recordAudit(tx, viewer, {
      action: 'answer.publish',
      subject: { kind: 'answer', id: answer.id },
      reason: `revision ${number}, ${input.significance}, “${input.note}”`,
    })
    await enqueue(tx, 'related.refresh', { kind: 'answer', id: answer.id, spread: true })
    const kind = answer.status === 'published' ? 'answer_revised' : 'answer_published'
    if (kind === 'answer_published' || input.significance === 'major')
      await recordEvent(tx, viewer, { kind, answerId: answer.id, revision: number })
    return { number, texts: sections.flatMap(({ source, passage }) => [source, passage]) }
  })
  await formatAhead(db(), texts, [pageTags.answer(input.answerId)])
  return { number }
}

async function endDraft(tx: Db, answerId: number, version: number): Promise<void> {
  await requireDraft(tx, answerId, version)
  await tx.answerDraft.delete({ where: { answerId } })
}
