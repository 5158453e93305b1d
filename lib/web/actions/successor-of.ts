import { readDraft } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { decoded } from '../../shared'

/** Returns the id of a published answer by its address or its name in addresses; null for an empty text. @throws DomainError `invalid`. */
export async function successorOf(viewer: Viewer, written: string): Promise<number | null> {
  const name = written.trim().replace(/^.*\/answers\//, '')
  if (!name) return null
  const answer = await readDraft(viewer, decoded(name))
  if (answer?.status !== 'published') throw new DomainError('invalid', 'There is no published answer of that name.', 'successor')
  return answer.answerId
}
