import { authorize, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'

export type ListedTopic = Awaited<ReturnType<typeof listAllTopics>>[number]

/**
 * Returns all topics, each followed by its subtopics, in the order that editors gave them. A topic's number of threads has those of its
 * subtopics in it, as everywhere. @throws DomainError `forbidden`.
 */
export async function listAllTopics(viewer: Viewer) {
  authorize(viewer, 'admin.topics')
  const topics = await db().topic.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      parentId: true,
      name: true,
      slug: true,
      description: true,
      documentationUrl: true,
      visibility: true,
      position: true,
      threadCount: true,
    },
  })
  return topics
    .filter(({ parentId }) => parentId === null)
    .flatMap((topic) => {
      const subtopics = topics.filter(({ parentId }) => parentId === topic.id)
      const threadCount = subtopics.reduce((total, subtopic) => total + subtopic.threadCount, topic.threadCount)
      return [{ ...topic, threadCount }, ...subtopics]
    })
}
