import { oneLine } from '../content'
import { authorize, authorizePerson, type Viewer, visibleTopic } from '../identity/viewer'
import { db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { bodyLengthMax, storable, summaryLengthMax, titleLengthMax } from '../shared'
import { liveDraft, refuseStaleDraft } from './live-draft'
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

/** A draft with what the editor's page needs to know of its answer. */
export type DraftView = DraftText & {
  answerId: number
  slug: string
  topic: { id: number; slug: string; name: string }
  status: 'draft' | 'in_review' | 'published' | 'archived'
  publishedNumber: number
  publishedBody: string
  /** Grows with every save and never comes again; 0 or below while nothing is saved: then it is the published text. */
  version: number
  basedOn: number
  inReview: boolean
  editedAt: Date | null
  editedBy: { id: number; displayName: string } | null
  comments: { id: number; author: string; body: string; createdAt: Date }[]
}

/** The draft of an answer: what was saved last, or the published text where nobody has begun. Editors only; else null. */
export async function readDraft(viewer: Viewer, slug: string): Promise<DraftView | null> {
  if (viewer.audience !== 'editor') return null
  const answer = await db().answer.findFirst({
    where: { slug, hiddenAt: null, topic: visibleTopic(viewer) },
    include: { draft: true, topic: true, aliases: { orderBy: { alias: 'asc' } }, tags: { include: { tag: true } } },
  })
  if (!answer) return null
  const draft = liveDraft(answer.draft)
  const published = { ...answer, aliases: answer.aliases.map(({ alias }) => alias), tags: answer.tags.map(({ tag }) => tag.name) }
  const { title, summary, body, appliesTo, aliases, tags, reviewAt } = draft ?? published
  const [editor, comments] = await Promise.all([
    draft ? db().person.findUnique({ where: { id: draft.editedBy }, select: { id: true, displayName: true } }) : null,
    readComments(answer.id),
  ])
  return {
    title,
    summary,
    body,
    appliesTo,
    aliases,
    tags,
    reviewAt,
    answerId: answer.id,
    slug: answer.slug,
    topic: { id: answer.topic.id, slug: answer.topic.slug, name: answer.topic.name },
    status: answer.status,
    publishedNumber: answer.revisionNumber,
    publishedBody: answer.body,
    version: draft?.version ?? withoutDraft(answer.revisionNumber),
    basedOn: draft?.basedOn ?? answer.revisionNumber,
    inReview: draft?.inReview ?? false,
    editedAt: draft?.editedAt ?? null,
    editedBy: editor,
    comments,
  }
}

async function readComments(answerId: number): Promise<DraftView['comments']> {
  const rows = await db().draftComment.findMany({ where: { answerId }, orderBy: { id: 'asc' } })
  const people = await db().person.findMany({
    where: { id: { in: rows.map((row) => row.personId) } },
    select: { id: true, displayName: true },
  })
  const nameOf = new Map(people.map((person) => [person.id, person.displayName]))
  return rows.map(({ id, personId, body, createdAt }) => ({ id, author: nameOf.get(personId) ?? 'Someone', body, createdAt }))
}

// A draft that ends with its publication is followed by another: its saves are counted on from the revision, so that no
// number stands for two texts.
const savesPerRevision = 100_000
const withoutDraft = (revisionNumber: number) => (revisionNumber === 0 ? 0 : -revisionNumber)

/**
 * Saves a draft over the version its writer has seen. May be incomplete; publishing checks. `basedOn` is the published
 * revision the writer has seen, where it is another than the draft began on.
 * @throws DomainError `conflict` (field `version`) if someone has saved since, `forbidden`, `not_found`.
 */
export async function saveDraft(
  viewer: Viewer,
  answerId: number,
  version: number,
  { basedOn, ...text }: DraftText & { basedOn?: number },
): Promise<{ version: number }> {
  const editedBy = authorizePerson(viewer, 'answer.write')
  const clean = {
    title: oneLine(text.title, titleLengthMax),
    summary: storable(text.summary).trim().slice(0, summaryLengthMax),
    body: storable(text.body).slice(0, bodyLengthMax),
    appliesTo: listOf(text.appliesTo, 20),
    aliases: listOf(text.aliases, 100),
    tags: listOf(text.tags, 8),
    reviewAt: text.reviewAt,
  }
  return transaction(async (tx) => {
    const answer = await lockAnswer(tx, answerId, { where: { hiddenAt: null, topic: visibleTopic(viewer) } })
    if (answer.status === 'archived') throw new DomainError('conflict', 'This answer is archived.')
    const draft = await tx.answerDraft.findUnique({ where: { answerId } })
    const live = liveDraft(draft)
    const present = live?.version ?? withoutDraft(answer.revisionNumber)
    refuseStaleDraft(version, present)
    const first = answer.revisionNumber * savesPerRevision + 1
    const next = draft ? Math.max(draft.version + 1, first) : first
    const saved = { ...clean, editedBy, editedAt: new Date(), version: next, ...(basedOn === undefined ? {} : { basedOn }) }
    const begun = { basedOn: answer.revisionNumber, startedBy: editedBy, inReview: false, discardedAt: null, ...saved }
    await tx.answerDraft.upsert({ where: { answerId }, create: { answerId, ...begun }, update: live ? saved : begun })
    return { version: next }
  })
}

function listOf(values: string[], countMax: number): string[] {
  return [...new Set(values.map((value) => storable(value).replace(/\s+/g, ' ').trim().slice(0, 200)).filter(Boolean))].slice(0, countMax)
}

/** Gives a draft to review, or takes it back. @throws DomainError `forbidden`, or `not_found` without a draft. */
export async function setInReview(viewer: Viewer, answerId: number, inReview: boolean): Promise<void> {
  authorize(viewer, 'answer.write')
  await transaction(async (tx) => {
    const { count } = await tx.answerDraft.updateMany({ where: { answerId, discardedAt: null }, data: { inReview } })
    if (count === 0) throw new DomainError('not_found', 'There is no draft: save one first.')
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
