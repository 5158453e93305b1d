import { DomainError } from '../../platform/errors'
import { type Action, authorize } from './policy'
import type { Viewer } from './viewer'

/** Returns who writes, if the policy allows it. @throws DomainError `forbidden`. */
export function authorizePerson(viewer: Viewer, action: Action, own = false): number {
  authorize(viewer, action, own)
  if (viewer.personId === null) throw new DomainError('forbidden', 'The program writes nothing under its own name.')
  return viewer.personId
}
