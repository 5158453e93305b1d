import { plainText } from '../../content'
import type { SearchDocument } from '../../search'

/** A thread's opening as search sees it. Its tags count as words of it. Of a withdrawn one only they are found. */
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
  return {
    groupKind: 'thread',
    groupId: thread.id,
    place: 0,
    replyId: null,
    anchor: '',
    authorId: thread.authorId,
    createdAt: thread.createdAt,
    version: thread.version,
    title: thread.withdrawnAt ? '' : thread.title,
    body: [thread.withdrawnAt ? '' : plainText(thread.body), ...thread.tags].join('\n'),
  }
}

/** A reply as search sees it; a withdrawn one has no words. */
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
  return {
    groupKind: 'thread',
    groupId: reply.threadId,
    place: reply.number,
    replyId: reply.id,
    anchor: '',
    authorId: reply.authorId,
    createdAt: reply.createdAt,
    version: reply.version,
    title: '',
    body: reply.withdrawnAt ? '' : plainText(reply.body),
  }
}
