import { listOwnHidden, type OwnHidden } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { type HeldPost, listOwnHeld } from './read-held'

/** Posts of one's own that others don't see: those that wait for approval or were refused, and those that are hidden or deleted. */
export type OwnUnseen = { held: (HeldPost & { passage: string })[]; hidden: OwnHidden[]; count: number }

/** Returns somebody's own questions or replies that others don't see. Three queries. */
export async function listOwnUnseen(viewer: Viewer & { personId: number }, kind: 'thread' | 'reply'): Promise<OwnUnseen> {
  const [held, hidden] = await Promise.all([listOwnHeld(viewer, kind), listOwnHidden(viewer, kind)])
  return { held, hidden, count: held.length + hidden.length }
}

/** What there is where the list is not shown. */
export const noneUnseen: OwnUnseen = { held: [], hidden: [], count: 0 }
