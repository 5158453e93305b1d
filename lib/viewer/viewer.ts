/** Who is looking, as far as visibility goes. Also the key under which pages are cached. */
export type Audience = 'visitor' | 'member' | 'editor'

/** On whose behalf something is read or written. The first argument of every read and write. */
export type Viewer = { audience: Audience; personId: number | null }

/** Someone who has not signed in. */
export const visitor: Viewer = { audience: 'visitor', personId: null }

/** The program itself: jobs, importers and the command line. It sees everything. */
export const system: Viewer = { audience: 'editor', personId: null }

/** Visibilities of topics that this viewer may see. */
export function visibilitiesFor(viewer: Viewer): ('public' | 'members' | 'editors')[] {
  if (viewer.audience === 'editor') return ['public', 'members', 'editors']
  if (viewer.audience === 'member') return ['public', 'members']
  return ['public']
}
