import { recordAudit } from '../../identity/audit'
import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'

type TagChange = { action: 'tag.change' | 'tag.merge' | 'tag.delete'; tagId: number; reason: string }

/** Notes what was done to a tag, and has every page made again: any may show it. */
export async function noteTagChange(tx: Db, viewer: Viewer, { action, tagId, reason }: TagChange): Promise<void> {
  await recordAudit(tx, viewer, { action, subject: { kind: 'tag', id: tagId }, reason })
  await expirePages(tx, [pageTags.everything])
}
