import { authorize, type Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { tagNameOf } from '../../shared'
import { saveTagIn } from './save-tag'

/**
 * Lets a word lead to a tag, in the caller's transaction. Nothing happens where it does. @throws DomainError like `saveTag()`, and `conflict` for a word that is a tag
 * itself: merging can't be undone, and is done where one sees what it does.
 */
export async function addTagSynonymIn(tx: Db, viewer: Viewer, tag: string, word: string): Promise<void> {
  authorize(viewer, 'admin.tags')
  const synonym = tagNameOf(word)
  if (!synonym) throw new DomainError('invalid', 'Say which word leads to the tag.', 'tagWord')
  const found = await tx.tag.findUnique({ where: { name: tagNameOf(tag) }, include: { synonyms: true } })
  if (!found) throw new DomainError('invalid', `There is no tag “${tag.trim()}”.`, 'tag')
  if (found.synonyms.some(({ name }) => name === synonym)) return
  if (await tx.tag.findUnique({ where: { name: synonym } }))
    throw new DomainError('conflict', `“${synonym}” is a tag itself. Merge it on the page of tags.`, 'tagWord')
  await saveTagIn(tx, viewer, found.id, { description: found.description, synonyms: [...found.synonyms.map(({ name }) => name), synonym] })
}
