import { refreshCoverCounts, withReindexOfAll } from '../../answers'
import { refreshResolution } from '../../community/threads'
import { oneLine } from '../../content'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction, type Visibility } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { descriptionLengthMax, slugOf, storable, topicNameLengthMax } from '../../shared'

export type SaveTopic = {
  /** Null for a new one. */
  id: number | null
  parentId: number | null
  name: string
  slug: string
  description: string
  documentationUrl: string
  visibility: Visibility
  position: number
}

/**
 * Makes a topic or changes one. A trigger hides its subtopics if it is hidden; every page expires. @throws DomainError `forbidden`,
 * `invalid` with the field, `conflict` for a slug that is taken, `not_found`.
 */
export async function saveTopic(viewer: Viewer, input: SaveTopic): Promise<number> {
  authorize(viewer, 'admin.topics')
  return transaction(async (tx) => {
    const id = await saveTopicIn(tx, viewer, input)
    await expirePages(tx, [pageTags.everything])
    return id
  })
}

/** Does the same in the caller's transaction, who has checked the permission and expires the pages. */
export async function saveTopicIn(tx: Db, viewer: Viewer, input: SaveTopic): Promise<number> {
  const name = oneLine(input.name, topicNameLengthMax)
  if (!name) throw new DomainError('invalid', 'A topic needs a name.', 'name')
  const wanted = slugOf(input.slug.trim() || name, 'topic')
  const link = input.documentationUrl.trim()
  if (link && !(URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)))
    throw new DomainError('invalid', 'This is not a web address.', 'documentationUrl')
  await refuseParent(tx, input)
  const before = input.id === null ? null : await tx.topic.findUnique({ where: { id: input.id } })
  if (input.id !== null && !before) throw new DomainError('not_found', 'There is no such topic.')
  // A slug made by an earlier rule stays as it is until someone types another.
  const slug = before && input.slug === before.slug ? before.slug : await slugFor(tx, wanted, input)
  const data = {
    parentId: input.parentId,
    name,
    slug,
    description: storable(input.description).trim().slice(0, descriptionLengthMax),
    documentationUrl: link || null,
    visibility: input.visibility,
    position: Math.max(0, Math.min(10_000, Math.trunc(input.position) || 0)),
  }
  const topic = before
    ? await changeTopic(tx, before, data, () => tx.topic.update({ where: { id: before.id }, data }))
    : await tx.topic.create({ data })
  if (before && before.slug !== slug) await keepOldAddress(tx, topic.id, before.slug)
  await recordAudit(tx, viewer, {
    action: input.id === null ? 'topic.add' : 'topic.change',
    subject: { kind: 'topic', id: topic.id },
    reason: `${name}, ${input.visibility}`,
  })
  return topic.id
}

/** Topics have two levels. */
async function refuseParent(tx: Db, { id, parentId }: SaveTopic): Promise<void> {
  if (parentId === null) return
  const parent = await tx.topic.findUnique({ where: { id: parentId } })
  if (!parent || parent.parentId !== null || parent.id === id)
    throw new DomainError('invalid', 'A subtopic must be in a topic of the first level.', 'parent')
  if (id !== null && (await tx.topic.count({ where: { parentId: id } })) > 0)
    throw new DomainError('invalid', 'A topic that has subtopics can’t become one.', 'parent')
}

/** Returns the wanted slug if it is free. A slug that nobody typed gets a number if it is not. */
async function slugFor(tx: Db, wanted: string, input: SaveTopic): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`
    const taken = await tx.topic.findUnique({ where: { slug }, select: { id: true } })
    if (!taken || taken.id === input.id) return slug
    if (input.slug.trim()) throw new DomainError('conflict', 'Another topic has this address.', 'slug')
  }
}

/** Links to its old address lead to it from now on. */
async function keepOldAddress(tx: Db, topicId: number, slug: string): Promise<void> {
  const row = { address: `/topics/${slug}`, kind: 'topic' as const, subjectId: topicId }
  await tx.oldAddress.upsert({ where: { address: row.address }, create: row, update: row })
}

type Placed = { visibility: Visibility; parentId: number | null }

/** If other people may see its threads and answers from now on, their coverages, and those of its subtopics, are checked again. */
async function changeTopic<T>(tx: Db, before: Placed & { id: number }, after: Placed, change: () => Promise<T>): Promise<T> {
  if (before.visibility === after.visibility && before.parentId === after.parentId) return change()
  const { id } = before
  const within = { OR: [{ topicId: id }, { areaId: id }] }
  const coverages = await tx.coverage.findMany({
    where: { OR: [{ thread: within }, { answer: within }] },
    select: { threadId: true, answerId: true },
  })
  const answerIds = [...new Set(coverages.map(({ answerId }) => answerId))].sort((a, b) => a - b)
  const result = await withReindexOfAll(tx, answerIds, change)
  await refreshResolution(tx, [...new Set(coverages.map(({ threadId }) => threadId))])
  await refreshCoverCounts(tx, answerIds)
  return result
}
