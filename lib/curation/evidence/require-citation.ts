import { type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { DomainError } from '../../platform/errors'

/** Returns a source with its answer. @throws DomainError `not_found` where the viewer may not see the answer. */
export async function requireCitation(viewer: Viewer, id: number) {
  const where = { id, answer: { topic: visibleTopic(viewer) } }
  const citation = await db().citation.findFirst({ where, include: { answer: true } })
  if (!citation) throw new DomainError('not_found', 'There is no such source.')
  return citation
}
