import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { newlyMentioned, saveMentions } from '../mentions'

type Written = { kind: 'thread' | 'reply'; id: number; isNew: boolean }

/**
 * Writes down whom a text mentions that was posted or edited. Returns those who are to be told, each once for a post. `isNew`: its earlier
 * text, if any, mentioned nobody. No statement for a text without names where it is new, five at most otherwise.
 */
export async function mention(tx: Db, viewer: Viewer, post: Written, names: string[]): Promise<number[]> {
  if (post.isNew && names.length === 0) return []
  await saveMentions(tx, post, names)
  return names.length > 0 ? newlyMentioned(tx, viewer, post) : []
}
