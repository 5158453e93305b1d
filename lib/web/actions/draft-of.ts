import { type DraftView, readDraft } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'

/** The draft of the answer that an address names. @throws DomainError `not_found` also where this viewer may not edit it. */
export async function draftOf(viewer: Viewer, slug: string | undefined): Promise<DraftView> {
  const draft = await readDraft(viewer, slug ?? '')
  if (!draft) throw new DomainError('not_found', 'There is no such answer.')
  return draft
}
