import { DomainError } from '../errors'
import type { Viewer } from './viewer'

/** The person who writes. @throws DomainError `forbidden` for a visitor. */
export function requirePerson(viewer: Viewer): number {
  if (viewer.personId === null) throw new DomainError('forbidden', 'Sign in to do this.')
  return viewer.personId
}

/** @throws DomainError `forbidden` unless the viewer is an editor. */
export function requireEditor(viewer: Viewer): void {
  if (viewer.audience !== 'editor') throw new DomainError('forbidden', 'Only editors may do this.')
}
