import { documentsOfAnswer, indexedAnswer } from '../answers'
import { openingDocument, replyDocument } from '../community/threads'
import { liveAnswer } from '../identity/viewer'
import type { Db } from '../platform/db'
import { postKey, type SearchDocument } from '../search'

type Post = Pick<SearchDocument, 'groupKind' | 'groupId' | 'place'>

/**
 * The present documents of these posts by their keys; of an answer whose head is among them all of its documents. What is gone or
 * hidden is missing. Three queries, however many.
 */
export async function readDocuments(tx: Db, posts: Post[]): Promise<Map<string, SearchDocument>> {
  const threadIds = (pick: (post: Post) => boolean) => [
    ...new Set(posts.filter((post) => post.groupKind === 'thread' && pick(post)).map(({ groupId }) => groupId)),
  ]
  const threads = await tx.thread.findMany({
    where: { id: { in: threadIds(({ place }) => place === 0) }, hiddenAt: null },
    include: { tags: { include: { tag: { select: { name: true } } } } },
  })
  const ofReplies = posts.filter(({ groupKind, place }) => groupKind === 'thread' && place > 0)
  const replies = await tx.reply.findMany({
    where: {
      threadId: { in: threadIds(({ place }) => place > 0) },
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
  const wholeAnswers = new Set(posts.filter(({ groupKind, place }) => groupKind === 'answer' && place === 0).map(({ groupId }) => groupId))
  return new Map(
    documents
      .filter((document) => asked.has(postKey(document)) || (document.groupKind === 'answer' && wholeAnswers.has(document.groupId)))
      .map((document) => [postKey(document), document]),
  )
}
