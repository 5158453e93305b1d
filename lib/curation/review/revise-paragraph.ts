import { publishRevision } from '../../answers'
import { citationsIn } from '../../content'
import { refuseRestricted } from '../../evidence'
import { authorize, liveAnswer, type Viewer, visibleTopic } from '../../identity/viewer'
import { CitationState, db } from '../../platform/db'
import { DomainError, refuseStale } from '../../platform/errors'
import { verifyCitation } from '../evidence'

type ParagraphRevision = {
  answerId: number
  /** The revision whose paragraph was read. */
  basedOn: number
  /** Where the paragraph begins in the text of that revision, and how long it is. */
  from: number
  length: number
  text: string
  note: string
  /** The source that it was revised for, and the revision of that which its editor has read: what it says now is what the new paragraph rests on. */
  source?: { citation: number; seen: number | null }
  /** The restricted sources of which the editor knows, see `refuseRestricted()`. */
  restricted?: string
}

/**
 * Publishes an answer with one paragraph changed: a minor revision like any other. The empty text removes the paragraph.
 * @throws DomainError `conflict` if another revision was published since, `invalid`, `forbidden`, `not_found`.
 */
export async function reviseParagraph(
  viewer: Viewer,
  { answerId, basedOn, from, length, text, note, source, restricted = '' }: ParagraphRevision,
): Promise<{ slug: string; number: number }> {
  authorize(viewer, 'answer.publish')
  const where = { id: answerId, ...liveAnswer, topic: visibleTopic(viewer) }
  const answer = await db().answer.findFirst({ where, include: { topic: { select: { visibility: true } } } })
  if (!answer) throw new DomainError('not_found', 'There is no such answer.')
  const { slug, title, summary, body, appliesTo, revisionNumber: present } = answer
  refuseStale({ seen: basedOn, present, because: `Revision ${present} was published`, field: 'text' })
  if (from < 0 || length < 0 || from + length > body.length) throw new DomainError('not_found', 'There is no such paragraph.')
  if (text.trim() === body.slice(from, from + length).trim())
    throw new DomainError('invalid', 'You have not changed the paragraph.', 'text')
  await refuseRestricted(viewer, { answerId, body: text, visibility: answer.topic.visibility }, restricted)
  const label = source && (await db().citation.findFirst({ where: { id: source.citation, answerId } }))?.label
  const next = replaced(body.slice(0, from), text.trim(), body.slice(from + length))
  const published = { answerId, basedOn, title, summary, body: next, appliesTo, significance: 'minor' as const }
  const { number } = await publishRevision(viewer, { ...published, note: note.trim() || 'One paragraph' })
  if (source && label) await verifyIn(viewer, { answerId, label, body: next, from, to: from + text.trim().length, seen: source.seen })
  return { slug, number }
}

type Revised = { answerId: number; label: string; body: string; from: number; to: number; seen: number | null }

/** Verifies a source where the new paragraph still cites it. One that is gone, or was edited since it was read, stays flagged. */
async function verifyIn(viewer: Viewer, { answerId, label, body, from, to, seen }: Revised): Promise<void> {
  const places = citationsIn(body).flatMap((mark, place) => (mark.label === label && mark.from >= from && mark.to <= to ? [place] : []))
  const where = { answerId, label, position: { in: places }, state: { notIn: [CitationState.fine, CitationState.gone] } }
  for (const { id } of await db().citation.findMany({ where, select: { id: true } }))
    await verifyCitation(viewer, id, seen).catch((error) => {
      if (!(error instanceof DomainError && error.code === 'conflict')) throw error
    })
}

function replaced(before: string, text: string, after: string): string {
  return text ? before + text + after : `${before.trimEnd()}\n\n${after.replace(/^\s*\n/, '')}`.trim()
}
