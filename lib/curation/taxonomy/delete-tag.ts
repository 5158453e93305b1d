import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { noteTagChange } from './note-tag-change'
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
      await tx.watch.deleteMany({ where: { kind: 'tag', subjectId: tagId } })
      await tx.tag.delete({ where: { id: tagId } })
    })
    await noteTagChange(tx, viewer, {
      action: 'tag.delete',
      tagId,
      reason: `${tag.name}, from threads: ${tagged.threadIds.length}, from answers: ${tagged.answerIds.length}`,
    })
    return tag.name
  })
}
