import { publishRevision } from '../../answers'
import { authorize, liveAnswer, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { DomainError, refuseStale } from '../../platform/errors'

type ParagraphRevision = {
  answerId: number
  /** The revision whose paragraph was read. */
  basedOn: number
  /** Where the paragraph begins in the text of that revision, and how long it is. */
  from: number
  length: number
  text: string
  note: string
}

/**
 * Publishes an answer with one paragraph changed: a minor revision like any other. The empty text removes the paragraph.
 * @throws DomainError `conflict` if another revision was published since, `invalid`, `forbidden`, `not_found`.
 */
export async function reviseParagraph(
  viewer: Viewer,
  { answerId, basedOn, from, length, text, note }: ParagraphRevision,
): Promise<{ slug: string; number: number }> {
  authorize(viewer, 'answer.publish')
  const answer = await db().answer.findFirst({ where: { id: answerId, ...liveAnswer, topic: visibleTopic(viewer) } })
  if (!answer) throw new DomainError('not_found', 'There is no such answer.')
  const { slug, title, summary, body, appliesTo, revisionNumber: present } = answer
  refuseStale({ seen: basedOn, present, because: `Revision ${present} was published`, field: 'text' })
  if (from < 0 || length < 0 || from + length > body.length) throw new DomainError('not_found', 'There is no such paragraph.')
  if (text.trim() === body.slice(from, from + length).trim())
    throw new DomainError('invalid', 'You have not changed the paragraph.', 'text')
  const { number } = await publishRevision(viewer, {
    answerId,
    basedOn,
    title,
    summary,
    body: replaced(body.slice(0, from), text.trim(), body.slice(from + length)),
    appliesTo,
    note: note.trim() || 'One paragraph',
    significance: 'minor',
  })
  return { slug, number }
}

function replaced(before: string, text: string, after: string): string {
  return text ? before + text + after : `${before.trimEnd()}\n\n${after.replace(/^\s*\n/, '')}`.trim()
}
