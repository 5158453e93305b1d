import { z } from 'zod'
import { lockCovering } from '../../answers'
import { lockThread } from '../../community/threads'
import { placeThread } from '../../curation/moderation'
import { saveTopic } from '../../curation/taxonomy'
import { system } from '../../identity/viewer'
import { db, queryRows, transaction } from '../../platform/db'
import type { ImportContext } from './context'
import { readLedger, writeLedger } from './ledger'
import { isOfTheData, saidBy } from './of-the-data'
import { wasMade } from './own-topic'
import type { SaidOfTopic } from './said'
import type { Origin, SourceTopic } from './source'
import type { Writable } from './take-record'
import { isMoreOpen, joinedByMistake, makeOwnTopic, parentOf } from './topics'

const Moving = z.object({ id: z.int(), external_id: z.string() })

type Restricted = SourceTopic & { visibility: 'members' | 'editors' }

const threadsAtOnce = 200

/**
 * Restricts known topics that more people see here than at the source, before anything is put into them. A topic that
 * the import made is restricted. A topic that was here before belongs to the site: imported threads move out of it to
 * a new one. Returns the records that may be written, which are all except those whose topic could not be restricted.
 */
export async function restrictTopics(context: ImportContext, records: Writable[], at: (record: Writable) => Origin): Promise<Writable[]> {
  const allowed: Writable[] = []
  for (const record of records) {
    const topic = 'topic' in record ? record.topic : undefined
    try {
      for (const each of topic ? [parentOf(topic), topic] : []) if (each) await restrictTopic(context, each)
      allowed.push(record)
    } catch (error) {
      if (!isOfTheData(error)) throw error
      const message = `It was left out, because its topic “${topic?.name}” could not be restricted: ${saidBy(error)}`
      context.report.problems.push({ ...at(record), message })
    }
  }
  return allowed
}

async function restrictTopic(context: ImportContext, topic: SourceTopic): Promise<void> {
  if (!isRestricted(topic)) return
  const { client, sourceId, restrictedTopics } = context
  const key = `${topic.visibility} ${topic.externalId}`
  if (restrictedTopics.has(key)) return
  const entry = (await readLedger<SaidOfTopic>(client, sourceId, 'topic', [topic.externalId])).get(topic.externalId)
  if (entry && !(await joinedByMistake(client, sourceId, topic, entry))) {
    const here = await db().topic.findUniqueOrThrow({ where: { id: entry.localId } })
    if (!isMoreOpen(here.visibility, topic.visibility)) await moveThreads(context, topic, entry.localId, entry.said)
    else if (await wasMade(sourceId, here, entry.said)) {
      await saveTopic(system, { ...here, documentationUrl: here.documentationUrl ?? '', visibility: topic.visibility })
    } else {
      const { id, said } = await makeOwnTopic(client, sourceId, topic, { known: context.topics, leaves: here.id })
      context.topics.set(topic.externalId, id)
      await moveThreads(context, topic, id, said)
    }
  }
  restrictedTopics.add(key)
}

function isRestricted(topic: SourceTopic): topic is Restricted {
  return topic.visibility !== undefined
}

/** Moves imported threads out of the topic `said.leaves`. After a kill, the next run moves the rest. */
async function moveThreads(context: ImportContext, topic: Restricted, intoId: number, said: SaidOfTopic | null): Promise<void> {
  const { client, sourceId, report } = context
  if (said?.leaves === undefined) return
  const { leaves, ...settled } = said
  let moved = 0
  let failed = 0
  for (let after = 0; ; ) {
    const rows = await queryRows(
      client,
      Moving,
      `select t.id, r.external_id from imported_record r join thread t on t.id = r.local_id
       where r.source_id = $1 and r.kind = 'thread' and t.topic_id = $2 and coalesce(r.said->>'topic', $3) = $3 and t.id > $4
       order by t.id limit $5`,
      [sourceId, leaves, topic.externalId, after, threadsAtOnce],
    )
    for (const { id, external_id } of rows) {
      try {
        if (await moveOut(id, leaves, intoId)) moved++
      } catch (error) {
        if (!isOfTheData(error)) throw error
        failed++
        const message = `It could not be moved out of the topic “${topic.name}”, which more people may see here: ${saidBy(error)}`
        report.problems.push({ file: 'import', position: `thread ${external_id}`, message })
      }
    }
    if (rows.length < threadsAtOnce) break
    after = rows.at(-1)?.id ?? after
  }
  const here = await db().topic.findUniqueOrThrow({ where: { id: intoId }, select: { slug: true } })
  const threads = moved === 1 ? '1 thread was' : `${moved} threads were`
  report.notes.push(
    `The topic “${topic.name}” was here before the import, and more people may see it than its category at the source. Imported threads of this category are in a topic of their own now, /topics/${here.slug}: ${threads} moved.`,
  )
  if (failed > 0) return
  const digest = Buffer.alloc(0)
  await writeLedger(client, sourceId, 'topic', [{ externalId: topic.externalId, localId: intoId, digest, said: settled }])
}

async function moveOut(threadId: number, fromId: number, intoId: number): Promise<boolean> {
  return transaction(async (tx) => {
    await lockCovering(tx, threadId)
    const { hiddenAt } = await tx.thread.findUniqueOrThrow({ where: { id: threadId }, select: { hiddenAt: true } })
    const thread = await lockThread(tx, system, threadId, { hidden: hiddenAt !== null })
    if (thread.topicId !== fromId) return false
    await placeThread(tx, thread, intoId)
    return true
  })
}
