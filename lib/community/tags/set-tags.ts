import type { Db } from '../../platform/db'
import { tagNameOf } from '../../shared'

/** With more tags, a tag would say nothing about a post. */
export const tagsMax = 8

/** Returns the ids of these tags. Synonyms lead to their tag, new names are made. Keeps the order and drops repeated tags. */
export async function tagIdsFor(tx: Db, labels: string[]): Promise<number[]> {
  const names = [...new Set(labels.map(tagNameOf).filter(Boolean))].slice(0, tagsMax)
  if (names.length === 0) return []
  const synonyms = await tx.tagSynonym.findMany({ where: { name: { in: names } } })
  const tagOf = new Map(synonyms.map((synonym) => [synonym.name, synonym.tagId]))
  const plain = names.filter((name) => !tagOf.has(name))
  await tx.tag.createMany({ data: plain.map((name) => ({ name })), skipDuplicates: true })
  for (const tag of await tx.tag.findMany({ where: { name: { in: plain } }, select: { id: true, name: true } })) tagOf.set(tag.name, tag.id)
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
