import { may, type Viewer } from '../../identity/viewer'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'

const whoMay = { members: 'members', editors: 'only editors', admins: 'only administrators' }

/** Whether this person may use a tag that does not exist yet, which makes it: `CAIRN_NEW_TAGS`. */
export function mayAddTags(viewer: Viewer): boolean {
  if (!may(viewer, 'tag.add')) return false
  const { newTags } = env()
  return newTags === 'members' || (newTags === 'editors' ? viewer.audience === 'editor' : viewer.admin === true)
}

/** @throws DomainError `invalid` if some of these names would be new tags and the viewer may make none. */
export function refuseNewTags(viewer: Viewer, names: string[]): void {
  if (names.length === 0 || mayAddTags(viewer)) return
  const listed = names.map((name) => `“${name}”`).join(', ')
  const are = names.length === 1 ? 'is no tag yet' : 'are no tags yet'
  throw new DomainError(
    'invalid',
    `${listed} ${are}, and ${whoMay[env().newTags]} make new ones here. Choose from those there are.`,
    'tags',
  )
}
