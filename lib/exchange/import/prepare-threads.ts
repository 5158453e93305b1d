import type { ImportContext } from './context'
import { readLedger, withNewIds } from './ledger'
import { authorsOf, personIdsFor } from './people'
import type { SaidOfReply } from './said'
import type { SourceReply, SourceThread } from './source'
import { tagIdsByLabel } from './tags'
import { topicIdFor } from './topics'
import { withholdWithdrawn } from './withhold'

/** A thread of the source that is not in the ledger, with the digest of the record. */
export type UnknownThread = { thread: SourceThread; digest: Buffer }

/** A thread that can be inserted: its authors, topic and tags are in the database. */
export type NewThread = {
  id: number
  topicId: number
  /** With its new replies only. */
  thread: SourceThread
  /** With all its replies. */
  whole: SourceThread
  /** Known replies of another thread, from which the source has split this one off. They move after it is inserted. */
  moving: SourceReply[]
  digest: Buffer
}

/** New threads, and the ledger entries of replies that move to them. */
export type Prepared = { threads: NewThread[]; ledger: Awaited<ReturnType<typeof readLedger<SaidOfReply>>> }

/**
 * Makes authors, tags and topics of new threads, and reserves ids for the threads. Leaves out threads that their
 * deleted authors withdrew.
 */
export async function prepareThreads(context: ImportContext, unknown: UnknownThread[]): Promise<Prepared> {
  const { client, sourceId } = context
  const shown = await withoutWithdrawn(context, unknown)
  if (shown.length === 0) return { threads: [], ledger: new Map() }
  const replyIds = shown.flatMap(({ thread }) => thread.replies.map(({ externalId }) => externalId))
  const ledger = await readLedger<SaidOfReply>(client, sourceId, 'reply', replyIds)
  const tags = shown.flatMap(({ thread }) => thread.tags)
  await tagIdsByLabel(client, tags, context.tags)
  const threads: NewThread[] = []
  for (const { thread, digest, id } of await withNewIds(client, 'thread', shown)) {
    const topicId = await topicIdFor(client, sourceId, thread.topic, context.topics)
    const moving = thread.replies.filter(({ externalId }) => ledger.has(externalId))
    const replies = thread.replies.filter(({ externalId }) => !ledger.has(externalId))
    threads.push({ id, topicId, thread: { ...thread, replies }, whole: thread, moving, digest })
  }
  return { threads, ledger }
}

async function withoutWithdrawn(context: ImportContext, unknown: UnknownThread[]): Promise<UnknownThread[]> {
  const threads = unknown.map(({ thread }) => thread)
  await personIdsFor(context.client, context.sourceId, threads.flatMap(authorsOf), context.people)
  const shown = await withholdWithdrawn(context, threads)
  return unknown.flatMap(({ thread, digest }) => {
    const left = shown.get(thread)
    return left ? [{ thread: left, digest }] : []
  })
}
