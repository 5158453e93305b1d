import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { checkedTags, tagsMax } from './checked-tags'
import { refuseNewTags } from './may-add-tags'

/**
 * Returns the ids of tags that someone typed, each once, in their order. Synonyms lead to their tag; new names are made, by those who may
 * (`mayAddTags()`). @throws DomainError `invalid` for what can't be a tag, for more than `most`, and for a new name by someone who may not.
 */
export async function tagIdsFor(tx: Db, viewer: Viewer, labels: string[], most = tagsMax): Promise<number[]> {
  const names = checkedTags(labels, most)
  if (names.length === 0) return []
  const synonyms = await tx.tagSynonym.findMany({ where: { name: { in: names } } })
  const tagOf = new Map(synonyms.map((synonym) => [synonym.name, synonym.tagId]))
  const plain = names.filter((name) => !tagOf.has(name))
  const take = async (wanted: string[]) => {
    for (const tag of await tx.tag.findMany({ where: { name: { in: wanted } }, select: { id: true, name: true } }))
      tagOf.set(tag.name, tag.id)
  }
  await take(plain)
  const fresh = plain.filter((name) => !tagOf.has(name))
  refuseNewTags(viewer, fresh)
  if (fresh.length > 0) {
    await tx.tag.createMany({ data: fresh.map((name) => ({ name })), skipDuplicates: true })
    await take(fresh)
  }
  return [...new Set(names.map((name) => tagOf.get(name) as number))]
}

/** Gives a thread these tags and no others. Counts follow, except those of a hidden thread (`counted` false). The caller updates search. */
export async function replaceTags(tx: Db, threadId: number, ids: number[], counted = true): Promise<void> {
  const old = (await tx.threadTag.findMany({ where: { threadId } })).map((row) => row.tagId)
  const gone = old.filter((id) => !ids.includes(id))
  const come = ids.filter((id) => !old.includes(id))
  await tx.threadTag.deleteMany({ where: { threadId, tagId: { in: gone } } })
  await tx.threadTag.createMany({ data: come.map((tagId) => ({ threadId, tagId })) })
  if (!counted) return
  await tx.tag.updateMany({ where: { id: { in: gone } }, data: { threadCount: { decrement: 1 } } })
  await tx.tag.updateMany({ where: { id: { in: come } }, data: { threadCount: { increment: 1 } } })
}
