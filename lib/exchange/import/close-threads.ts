import { z } from 'zod'
import { lockCovering } from '../../answers'
import { lockThread } from '../../community/threads'
import { system } from '../../identity/viewer'
import { type Db, queryRows, transaction, Visibility } from '../../platform/db'
import { attempt } from './attempt'
import type { ImportContext } from './context'
import { followHidden } from './follow-hidden'
import { changesHere, followPlace } from './follow-place'
import { digestOf, readLedger } from './ledger'
import { noOutcome, type Outcome } from './outcome'
import { type SaidOfThread, saidColumn } from './said'
import type { Origin, SourceThread } from './source'
import type { Writable } from './take-record'
import { isMoreOpen, topicIdFor } from './topics'

const Home = z.object({ id: z.int(), visibility: z.enum(Visibility) })

/**
 * Hides and moves known threads that the source shows to fewer people than before. This happens before their new
 * texts are written, so that nobody else can read those. A thread that people here have worked on stays where it is;
 * then `update-thread.ts` does not update its texts. Returns the records that may be written, which are all except
 * those where this failed, and the threads that were changed.
 */
export async function closeThreads(
  context: ImportContext,
  batch: Writable[],
  at: (record: Writable) => Origin,
): Promise<{ allowed: Writable[]; closed: Set<SourceThread> }> {
  const { client, sourceId, topics, report } = context
  const closed = new Set<SourceThread>()
  const failed = new Set<Writable>()
  for (const { thread, threadId } of await readMoreOpen(context, batch)) {
    const outcome = await attempt(
      report,
      at(thread),
      `“${thread.title}” could not be hidden, so nothing new of it was stored`,
      async () => {
        const topicId = await topicIdFor(client, sourceId, thread.topic, topics)
        return transaction((tx) => closeThread(tx, sourceId, { thread, threadId, topicId }))
      },
    )
    if (!outcome) failed.add(thread)
    else if (outcome.changed) closed.add(thread)
    // What was kept is reported when the rest is compared.
    report.nowHidden.push(...(outcome?.hidden ?? []))
  }
  return { allowed: batch.filter((record) => !failed.has(record)), closed }
}

/** Returns known and changed threads of the batch that more people see here than at the source. */
async function readMoreOpen({ client, sourceId }: ImportContext, batch: Writable[]): Promise<{ thread: SourceThread; threadId: number }[]> {
  const private_ = batch.filter(
    (record): record is SourceThread => record.kind === 'thread' && (record.hidden !== undefined || record.topic.visibility !== undefined),
  )
  if (private_.length === 0) return []
  const ledger = await readLedger(
    client,
    sourceId,
    'thread',
    private_.map(({ externalId }) => externalId),
  )
  const rows = await queryRows(
    client,
    Home,
    `select t.id, o.visibility from thread t join topic o on o.id = t.topic_id
     where t.id = any($1::int[]) and t.hidden_at is null and t.merged_into_id is null`,
    [[...ledger.values()].map(({ localId }) => localId)],
  )
  const shown = new Map(rows.map(({ id, visibility }) => [id, visibility]))
  return private_.flatMap((thread) => {
    const entry = ledger.get(thread.externalId)
    const visibility = entry && shown.get(entry.localId)
    if (!visibility || entry.digest.equals(digestOf(thread))) return []
    return thread.hidden !== undefined || isMoreOpen(visibility, thread.topic.visibility) ? [{ thread, threadId: entry.localId }] : []
  })
}

/** A thread that more people see here than at the source. It belongs in the topic `topicId`. */
type Open = { thread: SourceThread; threadId: number; topicId: number }

async function closeThread(tx: Db, sourceId: number, { thread, threadId, topicId }: Open): Promise<Outcome> {
  const outcome = noOutcome()
  const key = { sourceId_kind_externalId: { sourceId, kind: 'thread', externalId: thread.externalId } }
  const { said: before } = await tx.importedRecord.findUniqueOrThrow({ where: key })
  const said = saidColumn<Partial<SaidOfThread>>().parse(before)
  await lockCovering(tx, threadId)
  const here = await lockThread(tx, system, threadId)
  const place = await followPlace(tx, here, { sourceId, said, topicId, changes: await changesHere(tx, threadId) })
  const hidden = await followHidden(
    tx,
    sourceId,
    { threadId, externalId: thread.externalId, hidden: thread.hidden, last: said?.hidden },
    outcome,
  )
  if (place === 'follow') outcome.changed = true
  const topic = place === 'kept' ? {} : { topic: thread.topic.externalId }
  // The digest is not written yet, because texts and the rest have not been compared.
  await tx.importedRecord.update({ where: key, data: { said: { ...said, ...topic, hidden } } })
  return outcome
}
