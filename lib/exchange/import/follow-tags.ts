import { replaceTags } from '../../community/tags'
import { type LockedThread, openingDocument, pagesOfThread } from '../../community/threads'
import type { Db } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { tagNameOf } from '../../shared'
import { compare } from './said'

/** Labels of the last import, if it kept them, and labels and tag ids of this one. */
type SourceTags = { last: string[] | undefined; now: string[]; ids: number[] }

/** Sets the tags of a locked thread to those that the source has now, unless they were changed here. */
export async function followTags(tx: Db, here: LockedThread, { last, now, ids }: SourceTags): Promise<ReturnType<typeof compare>> {
  const wanted = await namesOf(tx, now)
  const before = last && (await namesOf(tx, last))
  const step = compare(before && keyOf(before), keyOf(wanted), keyOf(here.tags), here.revisionNumber > 1)
  if (step !== 'follow') return step
  const pages = await pagesOfThread(tx, here.id)
  const visible = here.hiddenAt === null
  await replaceTags(tx, here.id, ids, visible)
  const { version } = await tx.thread.update({ where: { id: here.id }, data: { version: { increment: 1 } }, select: { version: true } })
  if (visible) await replaceDocuments(tx, [openingDocument(here)], [openingDocument({ ...here, version, tags: wanted })])
  await expirePages(tx, [...pages, ...(await pagesOfThread(tx, here.id))])
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: here.id, spread: true })
  return step
}

/** Returns the names of the tags for labels of the source. A synonym leads to its tag. */
async function namesOf(tx: Db, labels: string[]): Promise<string[]> {
  const names = [...new Set(labels.map(tagNameOf).filter(Boolean))]
  const synonyms = await tx.tagSynonym.findMany({ where: { name: { in: names } }, select: { name: true, tag: { select: { name: true } } } })
  const tagOf = new Map(synonyms.map(({ name, tag }) => [name, tag.name]))
  return [...new Set(names.map((name) => tagOf.get(name) ?? name))]
}

function keyOf(names: string[]): string {
  return [...names].sort().join(' ')
}
