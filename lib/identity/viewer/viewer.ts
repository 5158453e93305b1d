/** Who is looking, as far as visibility goes. Also the key under which pages are cached. */
export type Audience = 'visitor' | 'member' | 'editor'

/** On whose behalf something is read or written. The first argument of every read and write. */
export type Viewer = {
  audience: Audience
  personId: number | null
  /** An editor who also runs the place. */
  admin?: boolean
}

/** Someone who has not signed in. */
export const visitor: Viewer = { audience: 'visitor', personId: null }

/** The program itself: jobs, importers and the command line. It sees everything. */
export const system: Viewer = { audience: 'editor', personId: null, admin: true }

/** A signed-in person as a viewer. */
export function viewerOf(personId: number, role: 'member' | 'editor' | 'admin'): Viewer {
  return { audience: role === 'member' ? 'member' : 'editor', personId, admin: role === 'admin' }
}

/** Visibilities of topics that this viewer may see. */
export function visibilitiesFor(viewer: Viewer): ('public' | 'members' | 'editors')[] {
  if (viewer.audience === 'editor') return ['public', 'members', 'editors']
  if (viewer.audience === 'member') return ['public', 'members']
  return ['public']
}
