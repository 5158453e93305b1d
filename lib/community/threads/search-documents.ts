import { ownLengthMax, plainText, withoutQuotes } from '../../content'
import type { PostText, SearchDocument } from '../../search'

/** Returns a thread's opening as search sees it. Its tags count as words. Of a withdrawn opening only they are found. */
export function openingDocument(thread: {
  id: number
  authorId: number | null
  createdAt: Date
  version: number
  title: string
  body: string
  tags: string[]
  withdrawnAt?: Date | null
}): SearchDocument {
  const text = textOf(thread)
  return {
    kind: 'opening',
    groupKind: 'thread',
    groupId: thread.id,
    place: 0,
    replyId: null,
    anchor: '',
    authorId: thread.authorId,
    createdAt: thread.createdAt,
    version: thread.version,
    title: thread.withdrawnAt ? '' : thread.title,
    body: [text.plain, ...thread.tags].join('\n'),
    text,
  }
}

/** Returns a reply as search sees it. A withdrawn reply has no words. */
export function replyDocument(reply: {
  id: number
  threadId: number
  number: number
  authorId: number | null
  createdAt: Date
  version: number
  body: string
  withdrawnAt?: Date | null
}): SearchDocument {
  const text = textOf(reply)
  return {
    kind: 'reply',
    groupKind: 'thread',
    groupId: reply.threadId,
    place: reply.number,
    replyId: reply.id,
    anchor: '',
    authorId: reply.authorId,
    createdAt: reply.createdAt,
    version: reply.version,
    title: '',
    body: text.plain,
    text,
  }
}

function textOf({ body, withdrawnAt }: { body: string; withdrawnAt?: Date | null }): PostText {
  if (withdrawnAt) return { plain: '', own: null }
  const own = withoutQuotes(body)
  return { plain: plainText(body), own: own === body ? null : plainText(own).slice(0, ownLengthMax) }
}
