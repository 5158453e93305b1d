import { publishRevision } from '../../answers'
import { citationsIn } from '../../content'
import { authorize, type Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { requireCitation } from './require-citation'

/**
 * Publishes the answer without one source: a revision like any other, which can be undone. @throws DomainError `conflict` if the text has
 * changed since, `not_found`, `forbidden`.
 */
export async function dropCitation(viewer: Viewer, id: number): Promise<{ answerId: number }> {
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
  return { answerId: answer.id }
}
