import { importRecords as importStream } from '../lib/exchange/import/import-records'
import type { SourceRecord, SourceReply, SourceThread, SourceTopic } from '../lib/exchange/import/source'
import { db } from '../lib/platform/db/client'

const writer = { externalId: '1', name: 'writer', displayName: 'Writer' }

/** A reply as a reader hands it on. */
export function aSourceReply(externalId: string, more: Partial<SourceReply> = {}): SourceReply {
  return {
    externalId,
    body: `Reply ${externalId}.`,
    author: writer,
    createdAt: new Date('2026-01-02T10:00:00Z'),
    accepted: false,
    boosts: 0,
    answers: null,
    addresses: [],
    ...more,
  }
}

/** A thread as a reader hands it on, `t` with the replies `r1` and `r2` where nothing else is said. */
export function aSourceThread(topic: SourceTopic, more: Partial<SourceThread> = {}): SourceThread {
  return {
    kind: 'thread',
    externalId: 't',
    title: 'Where the lantern hangs',
    body: 'It was on the left.',
    author: writer,
    topic,
    tags: [],
    createdAt: new Date('2026-01-01T10:00:00Z'),
    closed: false,
    boosts: 0,
    views: 0,
    repliesElsewhere: 0,
    addresses: [],
    replies: [aSourceReply('r1'), aSourceReply('r2')],
    complete: true,
    links: [],
    ...more,
  }
}

/** Records in this order, as a reader hands them on. */
export async function* aStream(...records: SourceRecord[]): AsyncIterable<SourceRecord> {
  yield* records
}

/** Imports these records. */
export function importRecords(source: string, ...records: SourceRecord[]) {
  return importStream(aStream(...records), source)
}

/** Our id of an imported record. */
export async function importedId(source: string, kind = 'thread', externalId = 't'): Promise<number> {
  return (await db().importedRecord.findFirstOrThrow({ where: { source: { name: source }, kind, externalId } })).localId
}
