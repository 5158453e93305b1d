/** What a viewer may see. Also part of the key of cached pages. */
export type Audience = 'visitor' | 'member' | 'editor'

/** The person or program for whom something is read or written. The first argument of every read and write. */
export type Viewer = {
  audience: Audience
  personId: number | null
  /** An editor who also runs the site. */
  admin?: boolean
  /** Nobody is told of what is done, as by the people of the sample. */
  quiet?: boolean
}

/** Someone who has not signed in. */
export const visitor: Viewer = { audience: 'visitor', personId: null }

/** The program itself: jobs, importers and the command line. It sees everything. */
export const system: Viewer = { audience: 'editor', personId: null, admin: true }

/** Returns a signed-in person as a viewer. */
export function viewerOf(personId: number, role: 'member' | 'editor' | 'admin'): Viewer {
  return { audience: role === 'member' ? 'member' : 'editor', personId, admin: role === 'admin' }
}

/** Returns the visibilities of topics that this viewer may see. */
export function visibilitiesFor(viewer: Viewer): ('public' | 'members' | 'editors')[] {
  if (viewer.audience === 'editor') return ['public', 'members', 'editors']
  if (viewer.audience === 'member') return ['public', 'members']
  return ['public']
}
