import { type Viewer, visibleTopic } from '../identity/viewer'
import { db, type Visibility } from '../platform/db'
import type { DraftText } from './draft'
import { liveDraft, versionWithoutDraft } from './live-draft'

/** A draft with what the editor's page needs to know of its answer. */
export type DraftView = DraftText & {
  answerId: number
  slug: string
  topic: { id: number; slug: string; name: string; visibility: Visibility }
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
    topic: { id: answer.topic.id, slug: answer.topic.slug, name: answer.topic.name, visibility: answer.topic.visibility },
    status: answer.status,
    publishedNumber: answer.revisionNumber,
    publishedBody: answer.body,
    version: draft?.version ?? versionWithoutDraft(answer.revisionNumber),
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
