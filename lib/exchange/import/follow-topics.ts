import { saveTopic } from '../../curation/taxonomy'
import { system } from '../../identity/viewer'
import { db } from '../../platform/db'
import { attempt } from './attempt'
import type { ImportContext } from './context'
import { digestOf, readLedger, writeLedger } from './ledger'
import { wasMade } from './own-topic'
import type { SaidOfTopic } from './said'
import type { Origin, SourceThread, SourceTopic } from './source'
import { parentOf } from './topics'

/**
 * Updates the names of topics from the source. A topic that was renamed here, or was here before the import, keeps
 * its name. `restrict-topics.ts` has already updated who may see a topic.
 */
export async function followTopics(context: ImportContext, threads: SourceThread[], at: (thread: SourceThread) => Origin): Promise<void> {
  for (const thread of threads) {
    const { topic } = thread
    await attempt(context.report, at(thread), `The topic “${topic.name}” could not be brought up to date`, async () => {
      const parent = parentOf(topic)
      if (parent) await followTopic(context, parent)
      await followTopic(context, topic)
    })
  }
}

async function followTopic(context: ImportContext, topic: SourceTopic): Promise<void> {
  const { client, sourceId, followedTopics, report } = context
  if (followedTopics.has(topic.externalId)) return
  followedTopics.add(topic.externalId)
  const entry = (await readLedger<SaidOfTopic>(client, sourceId, 'topic', [topic.externalId])).get(topic.externalId)
  if (!entry) return
  const here = await db().topic.findUniqueOrThrow({ where: { id: entry.localId }, include: { _count: { select: { subtopics: true } } } })
  const said = entry.said ?? { name: `Category ${topic.externalId}`, made: await wasMade(sourceId, here, null) }
  const isRenamed = !topic.unnamed && here.name !== topic.name && said.name !== topic.name
  const takesName = isRenamed && said.made && here.name === said.name
  if (isRenamed && !takesName)
    report.kept.push({ subject: 'topic', externalId: topic.externalId, message: `it is named “${here.name}” here and keeps that name` })
  if (takesName) {
    // An admin who saved the topic has also decided its parent and its address.
    const settled = await wasSavedHere(here.id)
    const mayMove = !settled && here.parentId === null && here._count.subtopics === 0
    await saveTopic(system, {
      id: here.id,
      parentId: mayMove ? await parentIdOf(context, topic) : here.parentId,
      name: topic.name,
      slug: settled ? here.slug : '',
      description: here.description || (topic.description ?? ''),
      documentationUrl: here.documentationUrl ?? '',
      visibility: here.visibility,
      position: here.position || (topic.position ?? 0),
    })
  }
  await writeLedger(client, sourceId, 'topic', [
    {
      externalId: topic.externalId,
      localId: here.id,
      digest: digestOf(topic),
      said: { ...said, name: topic.unnamed ? said.name : topic.name },
    },
  ])
}

async function wasSavedHere(topicId: number): Promise<boolean> {
  const saved = { subjectKind: 'topic' as const, subjectId: topicId, action: 'topic.change', personId: { not: null } }
  return (await db().auditEntry.findFirst({ where: saved, select: { id: true } })) !== null
}

async function parentIdOf({ client, sourceId }: ImportContext, topic: SourceTopic): Promise<number | null> {
  const parent = parentOf(topic)
  if (!parent) return null
  const entry = (await readLedger(client, sourceId, 'topic', [parent.externalId])).get(parent.externalId)
  const row = entry && (await db().topic.findUnique({ where: { id: entry.localId }, select: { parentId: true } }))
  return row?.parentId === null ? (entry?.localId ?? null) : null
}
