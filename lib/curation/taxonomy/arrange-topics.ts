import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { saveTopicIn } from './save-topic'

/** A line of the table of topics, with what it said before someone changed it. */
export type TopicLine = { id: number; name: string; slug: string; was: { name: string; slug: string } }

/** A step among the topics of one level. */
export type Move = { id: number; by: 1 | -1 }

/**
 * Saves names and addresses of many topics, and moves one among those of its level. All of it is saved or nothing. Lines that nobody changed
 * are passed over. @throws DomainError `forbidden`, `not_found`, `conflict` for a topic that someone else has renamed since, and as
 * `saveTopic()`, with the topic's name in the message.
 */
export async function arrangeTopics(viewer: Viewer, lines: TopicLine[], move: Move | null): Promise<void> {
  authorize(viewer, 'admin.topics')
  await transaction(async (tx) => {
    // Two who arrange them at once: one after the other.
    await tx.$queryRaw`select 1 from topic order by id for update`
    for (const line of lines) await rename(tx, viewer, line)
    if (move && (await step(tx, move)))
      await recordAudit(tx, viewer, {
        action: 'topic.order',
        subject: { kind: 'topic', id: move.id },
        reason: move.by === 1 ? 'further down' : 'further up',
      })
    await expirePages(tx, [pageTags.everything])
  })
}

async function rename(tx: Db, viewer: Viewer, { id, name, slug, was }: TopicLine): Promise<void> {
  if (name.trim() === was.name && slug.trim() === was.slug) return
  const topic = await tx.topic.findUnique({ where: { id } })
  if (!topic) throw new DomainError('not_found', 'One of these topics is gone. Open the table again.')
  if (topic.name !== was.name || topic.slug !== was.slug)
    throw new DomainError('conflict', `${was.name}: Someone has renamed it since: it is ${topic.name} at /topics/${topic.slug} now.`)
  try {
    await saveTopicIn(tx, viewer, { ...topic, documentationUrl: topic.documentationUrl ?? '', name, slug })
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, `${topic.name}: ${error.message}`) : error
  }
}

/** Gives the topics of a level the positions 0, 1, 2 …, with one of them a step further. At an end, nothing changes. Returns whether it moved. */
async function step(tx: Db, { id, by }: Move): Promise<boolean> {
  const moved = await tx.topic.findUnique({ where: { id } })
  if (!moved) throw new DomainError('not_found', 'There is no such topic.')
  const level = await tx.topic.findMany({
    where: { parentId: moved.parentId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, position: true },
  })
  const at = level.findIndex((topic) => topic.id === id)
  const to = at + by
  if (to < 0 || to >= level.length) return false
  level.splice(to, 0, ...level.splice(at, 1))
  for (const [position, topic] of level.entries()) {
    if (topic.position !== position) await tx.topic.update({ where: { id: topic.id }, data: { position } })
  }
  return true
}
