import { checkedBody, checkedTitle, formatAhead, mentionsIn } from '../../content'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError, refuseStale } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { slugOf } from '../../shared'
import { replaceTags, tagIdsFor, tagsMax } from '../tags'
import { lockThread } from './lock-threads'
import { mention } from './mention'
import { notifyAuthor, notifyMentioned } from './notify'
import { openingDocument } from './search-documents'
import { pagesOf } from './touched-pages'

export type EditThread = {
  threadId: number
  /** The revision the writer saw; another one in between is a conflict. */
  basedOn: number
  title: string
  body: string
  tags: string[]
  note?: string
  at?: Date
}

/**
 * Changes a thread's opening: its author or an editor may. Every state stays readable as a revision; the first edit
 * also writes down what was there before. An edit that changes nothing leaves nothing.
 * @throws DomainError `not_found`, `forbidden`, `invalid`, or `conflict` if someone else has edited it since.
 */
export async function editThread(viewer: Viewer, input: EditThread): Promise<{ revision: number }> {
  const editorId = authorizePerson(viewer, 'thread.edit', true)
  const title = checkedTitle(input.title)
  const body = checkedBody(input.body)
  const at = input.at ?? new Date()
  const mentioned = await mentionsIn(body)
  const saved = await transaction(async (tx) => {
    const before = await lockThread(tx, viewer, input.threadId)
    authorize(viewer, 'thread.edit', before.authorId === editorId)
    if (before.withdrawnAt) throw new DomainError('conflict', 'Its author has withdrawn this question.')
    const because = 'Someone has edited this thread'
    refuseStale({ seen: input.basedOn, present: before.revisionNumber, because, field: 'basedOn' })
    const tagIds = await tagIdsFor(tx, viewer, input.tags, Math.max(tagsMax, before.tags.length))
    const tags = (await tx.tag.findMany({ where: { id: { in: tagIds } }, select: { name: true } })).map((tag) => tag.name)
    if (title === before.title && body === before.body && sameSet(tags, before.tags)) return { revision: before.revisionNumber }
    const number = before.revisionNumber + 1
    if (number === 2) {
      const { title, body, tags, authorId, createdAt } = before
      await tx.threadRevision.create({ data: { threadId: before.id, number: 1, title, body, tags, authorId, createdAt } })
    }
    await tx.threadRevision.create({
      data: { threadId: before.id, number, title, body, tags, authorId: editorId, note: input.note ?? '', createdAt: at },
    })
    const after = await tx.thread.update({
      where: { id: before.id },
      data: { title, body, slug: slugOf(title), revisionNumber: number, editedAt: at, version: { increment: 1 } },
    })
    await replaceTags(tx, before.id, tagIds)
    const told = await mention(tx, viewer, { kind: 'thread', id: before.id, isNew: !before.body.includes('@') }, mentioned)
    await replaceDocuments(tx, [openingDocument(before)], [openingDocument({ ...after, tags })])
    await expirePages(tx, await pagesOf(tx, [before, { ...before, tagIds }]))
    await enqueue(tx, 'related.refresh', { kind: 'thread', id: before.id, spread: true })
    await notifyMentioned(tx, viewer, { threadId: before.id }, told)
    await notifyAuthor(tx, viewer, 'post_edited', { threadId: before.id, authorId: before.authorId })
    return { revision: number }
  })
  await formatAhead(db(), body, [pageTags.thread(input.threadId)])
  return saved
}

function sameSet(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value))
}
