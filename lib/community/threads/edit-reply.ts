import { checkedBody, formatAhead, mentionsIn } from '../../content'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError, refuseStale } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'
import { pageOfReply } from '../../shared'
import { mention } from './mention'
import { notifyAuthor, notifyMentioned } from './notify'
import { replyDocument } from './search-documents'
import { lockReply } from './visible-reply'

export type EditReply = { replyId: number; basedOn: number; body: string; note?: string; at?: Date }

/** Its words are on the page of the thread that it is on, on the first if it is the most useful one, and in its author's list. */
function pagesShowing({ threadId, number, authorId }: { threadId: number; number: number; authorId: number | null }): string[] {
  const pages = [pageTags.replies(threadId, pageOfReply(number)), pageTags.replies(threadId, 1)]
  return authorId === null ? pages : [...pages, pageTags.person(authorId)]
}

/**
 * Changes a reply: its author or an editor may. Revisions as in `editThread`.
 * @throws DomainError `not_found`, `forbidden`, `invalid`, or `conflict` if someone else has edited it since.
 */
export async function editReply(viewer: Viewer, input: EditReply): Promise<{ revision: number }> {
  const editorId = authorizePerson(viewer, 'reply.edit', true)
  const body = checkedBody(input.body)
  const at = input.at ?? new Date()
  const mentioned = await mentionsIn(body)
  const { threadId, revision } = await transaction(async (tx) => {
    const { reply: before, thread } = await lockReply(tx, viewer, input.replyId)
    authorize(viewer, 'reply.edit', before.authorId === editorId)
    if (before.withdrawnAt) throw new DomainError('conflict', 'Its author has withdrawn this reply.')
    const because = 'Someone has edited this reply'
    refuseStale({ seen: input.basedOn, present: before.revisionNumber, because, field: 'basedOn' })
    if (body === before.body) return { revision: before.revisionNumber, threadId: before.threadId }
    const number = before.revisionNumber + 1
    if (number === 2) {
      await tx.replyRevision.create({
        data: { replyId: before.id, number: 1, body: before.body, authorId: before.authorId, createdAt: before.createdAt },
      })
    }
    await tx.replyRevision.create({ data: { replyId: before.id, number, body, authorId: editorId, note: input.note ?? '', createdAt: at } })
    const after = await tx.reply.update({
      where: { id: before.id },
      data: { body, revisionNumber: number, editedAt: at, version: { increment: 1 } },
    })
    const told = await mention(tx, viewer, { kind: 'reply', id: before.id, isNew: !before.body.includes('@') }, mentioned)
    await replaceDocuments(tx, [replyDocument(before)], [replyDocument(after)])
    await expirePages(tx, pagesShowing(before))
    await enqueue(tx, 'related.refresh', { kind: 'thread', id: before.threadId })
    await notifyMentioned(tx, viewer, { threadId: thread.id, replyId: before.id }, told)
    await notifyAuthor(tx, viewer, 'post_edited', { threadId: thread.id, replyId: before.id, authorId: before.authorId })
    return { revision: number, threadId: before.threadId }
  })
  await formatAhead(db(), body, [pageTags.thread(threadId)])
  return { revision }
}
