import type { Viewer } from '../identity/viewer'
import type { Visibility } from '../platform/db'
import { DomainError } from '../platform/errors'
import { checkSources } from './check-sources'

type Text = { answerId: number; body: string; visibility: Visibility }

/**
 * Refuses, once, to publish a text whose sources not all of its readers may see. `known` names the sources of which its editor has read so:
 * the text may be published then. @throws DomainError `invalid` that says so, and changes the field `restricted`; `forbidden`.
 */
export async function refuseRestricted(viewer: Viewer, { answerId, ...text }: Text, known: string): Promise<void> {
  const restricted = (await checkSources(viewer, answerId, text)).filter(({ isRestricted }) => isRestricted)
  const labels = restricted.map(({ label }) => label).join(' ')
  if (restricted.length === 0 || labels === known) return
  const names = restricted.map(({ name }) => `“${name}”`).join(', ')
  const error = new DomainError(
    'invalid',
    `Not all who read this answer may see ${names}. Publish again if that is meant: those who may not see nothing of it.`,
  )
  error.changed = { restricted: labels }
  throw error
}
