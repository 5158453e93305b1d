import type { Db } from '../db/client'
import { tagNameOf } from '../shared/slug'

/** A tag a post may have more of would be no tag. */
export const tagsMax = 8

/** Ids of these tags; synonyms lead to their tag, new names are made. Keeps the order, drops what repeats. */
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
