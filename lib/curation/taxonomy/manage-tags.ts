import { withReindexOfAll } from '../../answers'
import { lockThreadRows, openingDocument } from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { replaceDocuments } from '../../search'
import { descriptionLengthMax, storable, tagNameOf } from '../../shared'

const chunkSize = 500

/**
 * Sets what a tag says and which other names lead to it. A synonym that is a tag itself is merged: its threads and
 * answers get this tag. @throws DomainError `forbidden`, `not_found`, `conflict` for a synonym of another tag.
 */
export async function saveTag(viewer: Viewer, tagId: number, input: { description: string; synonyms: string[] }): Promise<void> {
  authorize(viewer, 'admin.tags')
  const names = [...new Set(input.synonyms.map(tagNameOf).filter(Boolean))].slice(0, 50)
  await transaction(async (tx) => {
    // Someone who gives or takes one of these tags is waited for, and waits: what is counted here is all there is.
    await tx.$queryRaw`select 1 from tag where id = ${tagId} or name = any(${names}) order by id for update`
    const tag = await tx.tag.findUnique({ where: { id: tagId } })
    if (!tag) throw new DomainError('not_found', 'There is no such tag.')
    if (names.includes(tag.name)) throw new DomainError('invalid', 'A tag can’t be a synonym of itself.', 'synonyms')
    const elsewhere = await tx.tagSynonym.findFirst({ where: { name: { in: names }, tagId: { not: tagId } }, include: { tag: true } })
    if (elsewhere) throw new DomainError('conflict', `“${elsewhere.name}” is a synonym of “${elsewhere.tag.name}” already.`, 'synonyms')
    const merged = await tx.tag.findMany({ where: { name: { in: names } } })
    for (const other of merged) await mergeInto(tx, tagId, other.id)
    await tx.tagSynonym.deleteMany({ where: { tagId } })
    await tx.tagSynonym.createMany({ data: names.map((name) => ({ name, tagId })) })
    const threadCount = await tx.threadTag.count({ where: { tagId, thread: { hiddenAt: null } } })
    await tx.tag.update({
      where: { id: tagId },
      data: { description: storable(input.description).trim().slice(0, descriptionLengthMax), threadCount },
    })
    await recordAudit(tx, viewer, {
      action: merged.length > 0 ? 'tag.merge' : 'tag.change',
      subject: { kind: 'tag', id: tagId },
      reason: [tag.name, ...merged.map((other) => `with ${other.name}`)].join(' '),
    })
    await expirePages(tx, [pageTags.everything])
  })
}

async function mergeInto(tx: Db, tagId: number, otherId: number): Promise<void> {
  const threads = (await tx.threadTag.findMany({ where: { tagId: otherId }, select: { threadId: true } })).map(({ threadId }) => threadId)
  const answers = (await tx.answerTag.findMany({ where: { tagId: otherId }, select: { answerId: true } })).map(({ answerId }) => answerId)
  await withReindexOfAll(tx, answers, async () => {
    await lockThreadRows(tx, threads)
    // Search knows the openings with the tags they had: it must forget exactly those.
    const before = await openings(tx, threads)
    await tx.threadTag.createMany({ data: threads.map((threadId) => ({ threadId, tagId })), skipDuplicates: true })
    await tx.answerTag.createMany({ data: answers.map((answerId) => ({ answerId, tagId })), skipDuplicates: true })
    // Its own synonyms and rows go with it.
    await tx.tag.delete({ where: { id: otherId } })
    const after = await openings(tx, threads)
    for (let at = 0; at < before.length; at += chunkSize) {
      await replaceDocuments(tx, before.slice(at, at + chunkSize), after.slice(at, at + chunkSize))
    }
  })
}

/** Openings as search has them, hidden ones left out, in the order of their ids. */
async function openings(tx: Db, ids: number[]) {
  const threads = await tx.thread.findMany({
    where: { id: { in: ids }, hiddenAt: null },
    include: { tags: { include: { tag: { select: { name: true } } } } },
    orderBy: { id: 'asc' },
  })
  return threads.map((thread) => openingDocument({ ...thread, tags: thread.tags.map(({ tag }) => tag.name) }))
}

/** Tags whose name begins so, with their synonyms, the most used first. */
export async function listTagsForAdmin(viewer: Viewer, prefix: string) {
  authorize(viewer, 'admin.tags')
  return db().tag.findMany({
    where: prefix ? { name: { startsWith: tagNameOf(prefix) } } : {},
    include: { synonyms: { orderBy: { name: 'asc' } } },
    orderBy: [{ threadCount: 'desc' }, { id: 'asc' }],
    take: 100,
  })
}
