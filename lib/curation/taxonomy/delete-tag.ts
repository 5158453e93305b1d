import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { taggedWith, withReindexOfTagged } from './reindex-tagged'

/** Takes a tag from everything that has it, with its synonyms. Returns its name. @throws DomainError `forbidden`, `not_found`. */
export async function deleteTag(viewer: Viewer, tagId: number): Promise<string> {
  authorize(viewer, 'admin.tags')
  return transaction(async (tx) => {
    await tx.$queryRaw`select 1 from tag where id = ${tagId} for update`
    const tag = await tx.tag.findUnique({ where: { id: tagId } })
    if (!tag) throw new DomainError('not_found', 'There is no such tag.')
    const tagged = await taggedWith(tx, [tagId])
    await withReindexOfTagged(tx, tagged, async () => {
      await tx.tag.delete({ where: { id: tagId } })
    })
    await recordAudit(tx, viewer, {
      action: 'tag.delete',
      subject: { kind: 'tag', id: tagId },
      reason: `${tag.name}, from threads: ${tagged.threadIds.length}, from answers: ${tagged.answerIds.length}`,
    })
    await expirePages(tx, [pageTags.everything])
    return tag.name
  })
}
