import { documentsOfAnswer, indexedAnswer } from '../answers'
import { openingDocument, replyDocument } from '../community/threads'
import { liveAnswer } from '../identity/viewer'
import type { Db } from '../platform/db'
import { type IndexedPost, postKey, type SearchDocument } from '../search'

/**
 * Returns the current documents of these posts by their keys. Of an answer whose head is among them, all documents are returned. Posts that
 * are gone or hidden are missing. Three queries, however many posts.
 */
export async function readDocuments(tx: Db, posts: IndexedPost[]): Promise<Map<string, SearchDocument>> {
  const threadIds = (wanted: IndexedPost['kind']) => [...new Set(posts.filter(({ kind }) => kind === wanted).map(({ groupId }) => groupId))]
  const threads = await tx.thread.findMany({
    where: { id: { in: threadIds('opening') }, hiddenAt: null },
    include: { tags: { include: { tag: { select: { name: true } } } } },
  })
  const ofReplies = posts.filter(({ kind }) => kind === 'reply')
  const replies = await tx.reply.findMany({
    where: {
      threadId: { in: threadIds('reply') },
      number: { in: [...new Set(ofReplies.map(({ place }) => place))] },
      hiddenAt: null,
      thread: { hiddenAt: null },
    },
  })
  const answers = await tx.answer.findMany({
    where: {
      id: { in: posts.filter(({ groupKind }) => groupKind === 'answer').map(({ groupId }) => groupId) },
      ...liveAnswer,
    },
    include: indexedAnswer,
  })
  const asked = new Set(posts.map(postKey))
  const documents = [
    ...threads.map((thread) => openingDocument({ ...thread, tags: thread.tags.map(({ tag }) => tag.name) })),
    ...replies.map(replyDocument).filter((document) => asked.has(postKey(document))),
    ...answers.flatMap((answer) => documentsOfAnswer(answer)),
  ]
  const wholeAnswers = new Set(posts.filter(({ kind }) => kind === 'head').map(({ groupId }) => groupId))
  return new Map(
    documents
      .filter((document) => asked.has(postKey(document)) || (document.groupKind === 'answer' && wholeAnswers.has(document.groupId)))
      .map((document) => [postKey(document), document]),
  )
}
