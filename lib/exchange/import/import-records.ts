import { pool } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { foldFrequencies } from '../../search'
import { Batches } from './batches'
import type { ImportContext } from './context'
import { sourceIdFor } from './ledger'
import { writeLinks } from './links'
import { datePeople, writeAddressesOfPeople } from './people'
import { BesideFiles } from './pictures/beside'
import { PictureTaker } from './pictures/take-pictures'
import { emptyReport, type ImportReport } from './report'
import type { SourceRecord } from './source'
import { takeRecord } from './take-record'
import { writeBatch } from './write-batch'

const foldEveryBatches = 40

export type PictureOptions = {
  /** Folder or archive of the export. Pictures may be in it. */
  path?: string
  /** Also copies pictures from other sites, not only from the export. */
  fetchPictures?: boolean
  /** Called with the number of pictures that were fetched, and that could not be, so far. */
  onFetched?: (fetched: number, failed: number) => void
  /** Fetches one picture. Tests use a site of their own. */
  fetchOne?: (address: string) => Promise<Buffer>
}

/** Writes checked records of a source, as `runImport` does with those of a reader. `kind` defaults to the name of the source. */
export async function importRecords(
  records: AsyncIterable<SourceRecord>,
  source: string,
  { kind = source, ...pictures }: PictureOptions & { kind?: string } = {},
): Promise<ImportReport> {
  const client = await pool().connect()
  try {
    const context = newContext(client, await sourceIdFor(client, source, kind), pictures)
    await writeAll(context, records)
    await writeLinks(context)
    await datePeople(client, context.sourceId)
    await writeAddressesOfPeople(context)
    await foldFrequencies(client)
    return context.report
  } finally {
    client.release()
  }
}

async function writeAll(context: ImportContext, records: AsyncIterable<SourceRecord>): Promise<void> {
  let count = 0
  const batches = new Batches(async (batch, at) => {
    if (++count % foldEveryBatches === 0) await foldFrequencies(context.client)
    await writeBatch(context, batch, at)
  })
  try {
    for await (const record of records) {
      const writable = takeRecord(context, record)
      if (writable) await batches.add(writable)
    }
    await batches.finish()
  } finally {
    // If reading fails, a batch may still be using the connection. The first failure is the one that is thrown.
    await batches.settle()
    await context.pictures?.close().catch((error) => log('warn', 'unpacked pictures could not be removed', { error: messageOf(error) }))
  }
}

function newContext(client: ImportContext['client'], sourceId: number, options: PictureOptions): ImportContext {
  const { path, fetchPictures = false, onFetched, fetchOne } = options
  const report = emptyReport()
  const beside = new BesideFiles(path ?? null, (message) => report.notes.push(message))
  return {
    client,
    sourceId,
    people: new Map(),
    topics: new Map(),
    tags: new Map(),
    links: [],
    addresses: new Map(),
    followedTopics: new Set(),
    restrictedTopics: new Set(),
    following: [],
    pictures: new PictureTaker({ client, sourceId, report, beside, fetch: fetchPictures, onFetched, fetchOne }),
    report,
  }
}
