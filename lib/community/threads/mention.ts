import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { newlyMentioned, saveMentions } from '../mentions'

type Written = { kind: 'thread' | 'reply'; id: number; isNew: boolean }

/**
 * Writes down whom a text mentions that was posted or edited, and whom to tell. `isNew`: its earlier text, if any, mentioned nobody.
 * No statement for a text without names where it is new, five at most otherwise.
 */
export async function mention(tx: Db, viewer: Viewer, post: Written, names: string[]): Promise<void> {
  if (post.isNew && names.length === 0) return
  await saveMentions(tx, post, names)
  // Those who tell people of events take the ids from here.
  if (names.length > 0) await newlyMentioned(tx, viewer, post)
}
