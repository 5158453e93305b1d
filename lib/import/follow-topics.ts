import { db } from '../db/client'
import { saveTopic } from '../moderation/save-topic'
import { system } from '../viewer/viewer'
import type { ImportContext } from './context'
import { digestOf, readLedger, writeLedger } from './ledger'
import type { SaidOfTopic } from './said'
import type { SourceThread, SourceTopic } from './source'
import { parentOf } from './topics'

const strictness = { public: 0, members: 1, editors: 2 }

/**
 * Gives topics the names that the source has now, and lets no more people see them than the source does. What was named
 * here keeps its name. A topic that was here before the import is the site's own.
 */
export async function followTopics(context: ImportContext, threads: SourceThread[]): Promise<void> {
  for (const { topic } of threads) {
    const parent = parentOf(topic)
    if (parent) await followTopic(context, parent)
    await followTopic(context, topic)
  }
}

async function followTopic(context: ImportContext, topic: SourceTopic): Promise<void> {
  const { client, sourceId, followedTopics, report } = context
  if (followedTopics.has(topic.externalId)) return
  followedTopics.add(topic.externalId)
  const entry = (await readLedger<SaidOfTopic>(client, sourceId, 'topic', [topic.externalId])).get(topic.externalId)
  if (!entry) return
  const here = await db().topic.findUniqueOrThrow({ where: { id: entry.localId }, include: { _count: { select: { subtopics: true } } } })
  const said = entry.said ?? { name: `Category ${topic.externalId}`, made: await isOlder(sourceId, here.createdAt) }
  const isRenamed = !topic.unnamed && here.name !== topic.name && said.name !== topic.name
  const takesName = isRenamed && said.made && here.name === said.name
  const visibility = topic.visibility && strictness[topic.visibility] > strictness[here.visibility] ? topic.visibility : here.visibility
  if (isRenamed && !takesName) report.kept.push({ subject: 'topic', externalId: topic.externalId, message: `it is “${here.name}” here` })
  if (said.made && (takesName || visibility !== here.visibility)) {
    await saveTopic(system, {
      id: here.id,
      parentId: here.parentId ?? (here._count.subtopics === 0 ? await parentIdOf(context, topic) : null),
      name: takesName ? topic.name : here.name,
      slug: takesName ? '' : here.slug,
      description: here.description || (topic.description ?? ''),
      documentationUrl: here.documentationUrl ?? '',
      visibility,
      position: here.position || (topic.position ?? 0),
    })
  }
  await writeLedger(client, sourceId, 'topic', [
    {
      externalId: topic.externalId,
      localId: here.id,
      digest: digestOf(topic),
      said: { name: topic.unnamed ? said.name : topic.name, made: said.made },
    },
  ])
}

/** Whether a topic has come with the source or later: of earlier imports that is all that is known. */
async function isOlder(sourceId: number, createdAt: Date): Promise<boolean> {
  const source = await db().importSource.findUniqueOrThrow({ where: { id: sourceId }, select: { createdAt: true } })
  return source.createdAt <= createdAt
}

async function parentIdOf({ client, sourceId }: ImportContext, topic: SourceTopic): Promise<number | null> {
  const parent = parentOf(topic)
  if (!parent) return null
  const entry = (await readLedger(client, sourceId, 'topic', [parent.externalId])).get(parent.externalId)
  const row = entry && (await db().topic.findUnique({ where: { id: entry.localId }, select: { parentId: true } }))
  return row?.parentId === null ? (entry?.localId ?? null) : null
}
