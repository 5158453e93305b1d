import { placeThread } from '../../curation/moderation'
import type { Db } from '../../platform/db'
import { compare, type SaidOfThread } from './said'

type SourcePlace = {
  sourceId: number
  /** What the source said last time. */
  said: Partial<SaidOfThread> | null
  /** The topic in which the source has the thread now, by its id here. */
  topicId: number
  /** What people here did to the thread, from `changesHere`. */
  changes: Set<string>
}

/** Moves a locked thread into the topic in which the source has it, unless it was moved here. */
export async function followPlace(
  tx: Db,
  here: Parameters<typeof placeThread>[1],
  { sourceId, said, topicId, changes }: SourcePlace,
): Promise<ReturnType<typeof compare>> {
  const last = said?.topic === undefined ? undefined : await topicOf(tx, sourceId, said.topic)
  const step = compare(last, topicId, here.topicId, changes.has('thread.move'))
  if (step === 'follow') await placeThread(tx, here, topicId)
  return step
}

/** Returns what people here have done to a thread, as actions of the audit. */
export async function changesHere(tx: Db, threadId: number): Promise<Set<string>> {
  const rows = await tx.auditEntry.findMany({
    where: { subjectKind: 'thread', subjectId: threadId, personId: { not: null } },
    select: { action: true },
    distinct: ['action'],
  })
  return new Set(rows.map(({ action }) => action))
}

async function topicOf(tx: Db, sourceId: number, externalId: string): Promise<number | undefined> {
  const row = await tx.importedRecord.findUnique({ where: { sourceId_kind_externalId: { sourceId, kind: 'topic', externalId } } })
  return row?.localId
}
