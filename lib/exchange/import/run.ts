import { pool } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { log, messageOf } from '../../platform/log'
import { foldFrequencies } from '../../search'
import { checkRecords } from './check/check-records'
import { emptyReport, type ImportContext, type ImportReport } from './context'
import { checkedBase } from './dialects/base-address'
import { readDiscourse } from './discourse'
import { sourceIdFor } from './ledger'
import { readListing } from './listing'
import { datePeople, writeAddressesOfPeople } from './people'
import { BesideFiles } from './pictures/beside'
import { PictureTaker } from './pictures/take-pictures'
import { recheckRecords } from './recheck'
import type { Origin, Progress, ReaderOptions, SourceReader, SourceRecord } from './source'
import { readStackExchange } from './stackexchange'
import { takeRecord, type Writable } from './take-record'
import { writeBatch } from './write-batch'

/** What can be imported. */
export const importKinds = { discourse: readDiscourse, stackexchange: readStackExchange, listing: readListing } satisfies Record<
  string,
  SourceReader
>
export type ImportKind = keyof typeof importKinds

export type ImportOptions = ReaderOptions & {
  kind: ImportKind
  path: string
  /** Name of the source: rows are unique by source, kind and id. Defaults to the kind. */
  source?: string
  dryRun?: boolean
  /** Only hides what an earlier import brought and the source does not show to everyone. */
  recheck?: boolean
  progress?: Progress
  /** Brings pictures of other sites too, not only those beside the export. */
  fetchPictures?: boolean
  /** Hears how many were fetched, and how many could not be, so far. */
  onFetched?: (fetched: number, failed: number) => void
  /** How a picture is fetched; tests speak to a site of their own. */
  fetchOne?: (address: string) => Promise<Buffer>
}

type PictureOptions = Pick<ImportOptions, 'fetchPictures' | 'onFetched' | 'fetchOne'> & { path?: string }

/** Posts of one transaction: large enough to be quick, small enough that a kill loses seconds. */
const postsPerBatch = 600
const foldEveryBatches = 40
const problemsNamedMax = 3

/**
 * Imports a source. Each batch is one transaction, so a run that was killed goes on where it stopped when it is started
 * again; a second run of the same export changes nothing. A dry run needs no database and finds the same problems.
 * @throws DomainError `invalid` for a path without anything that can be imported.
 */
export async function runImport({
  kind,
  path,
  source = kind,
  dryRun = false,
  recheck = false,
  progress = () => {},
  ...options
}: ImportOptions): Promise<ImportReport> {
  const read: SourceReader = importKinds[kind]
  if (!read) throw new DomainError('invalid', `There is no importer “${kind}”. There are ${Object.keys(importKinds).join(', ')}.`)
  let found = 0
  async function* counted(records: AsyncIterable<SourceRecord>): AsyncIterable<SourceRecord> {
    for await (const record of records) {
      if (usable.includes(record.kind)) found++
      yield record
    }
  }
  const base = options.base && checkedBase(options.base)
  const records = checkRecords(counted(read(path, progress, { ...options, base })))
  const report = await (recheck
    ? recheckRecords(records, source, dryRun)
    : runImportOf(records, source, kind, dryRun, { ...options, path }))
  if (found === 0) throw new DomainError('invalid', nothingIn(kind, path, report))
  return report
}

const usable: SourceRecord['kind'][] = ['thread', 'answer', 'tag', 'address', 'withheld']

function nothingIn(kind: ImportKind, path: string, { problems }: ImportReport): string {
  const named = problems.slice(0, problemsNamedMax).map(({ file, position, message }) => `\n  ${file}, ${position}: ${message}`)
  const more = problems.length > problemsNamedMax ? `\n  and ${problems.length - problemsNamedMax} more` : ''
  return `There is nothing in ${path} that “import ${kind}” can read. It takes ${taken[kind]}.${named.join('')}${more}`
}

const taken: Record<ImportKind, string> = {
  discourse: 'JSON that was saved from a Discourse site: /t/ID.json, /posts/ID.json',
  stackexchange: 'the XML files of a data dump, Posts.xml first',
  listing: 'the text of a topic page with a title, a text and four figures for each thread',
}

/** Imports records that are at hand and keep to the rules: what `runImport` does once it has a reader. */
export async function runImportOf(
  records: AsyncIterable<SourceRecord>,
  source: string,
  kind = source,
  dryRun = false,
  pictures: PictureOptions = {},
): Promise<ImportReport> {
  const client = dryRun ? null : await pool().connect()
  let taker: PictureTaker | null = null
  // Writing one batch overlaps with reading the next: the database works while we convert.
  let writing: Promise<void> = Promise.resolve()
  try {
    const sourceId = client ? await sourceIdFor(client, source, kind) : 0
    const report = emptyReport()
    taker = client && pictureTakerFor(client, sourceId, report, pictures)
    const context: ImportContext = {
      client: client as ImportContext['client'],
      sourceId,
      people: new Map(),
      topics: new Map(),
      tags: new Map(),
      links: [],
      addresses: new Map(),
      followedTopics: new Set(),
      restrictedTopics: new Set(),
      following: [],
      pictures: taker,
      report,
    }
    const write = dryRun ? countOnly : writeBatch
    let batch: Writable[] = []
    let posts = 0
    let batches = 0
    const origins = new WeakMap<Writable, Origin>()
    const flush = async () => {
      const full = batch
      batch = []
      posts = 0
      await writing
      if (++batches % foldEveryBatches === 0 && client) await foldFrequencies(client)
      writing = write(context, full, (record) => origins.get(record))
      writing.catch(() => undefined)
    }
    for await (const record of records) {
      const writable = takeRecord(context, record)
      if (!writable) continue
      // Its place is no part of what it says: the same thread in another file is the same thread.
      const { at, ...stored } = 'at' in writable ? writable : { ...writable, at: undefined }
      if (at) origins.set(stored as Writable, at)
      batch.push(stored as Writable)
      posts += stored.kind === 'thread' ? 1 + stored.replies.length : 1
      if (posts >= postsPerBatch) await flush()
    }
    await flush()
    await writing
    if (client) {
      await writeLinks(context)
      await datePeople(client, context.sourceId)
      await writeAddressesOfPeople(context)
      await foldFrequencies(client)
    }
    return context.report
  } finally {
    // Where reading fails, a batch may still be using the connection. What failed first is what must be told.
    await writing.catch(() => undefined)
    await taker?.close().catch((error) => log('warn', 'unpacked pictures could not be removed', { error: messageOf(error) }))
    client?.release()
  }
}

function pictureTakerFor(
  client: ImportContext['client'],
  sourceId: number,
  report: ImportReport,
  { path, fetchPictures = false, onFetched, fetchOne }: PictureOptions,
): PictureTaker {
  const beside = new BesideFiles(path ?? null, (message) => report.notes.push(message))
  return new PictureTaker({ client, sourceId, report, beside, fetch: fetchPictures, onFetched, fetchOne })
}

async function countOnly({ report }: ImportContext, batch: Writable[]): Promise<void> {
  for (const record of batch) {
    if (record.kind === 'thread') {
      report.threads.added++
      report.replies.added += record.replies.length
    } else if (record.kind === 'answer') report.answers.added++
  }
}

async function writeLinks({ client, sourceId, links, report }: ImportContext): Promise<void> {
  const { rowCount } = await client.query(
    `insert into thread_link (from_id, to_id, kind, created_at)
     select distinct f.local_id, t.local_id, l.k::thread_link_kind, thread.created_at
     from unnest($2::text[], $3::text[], $4::text[]) as l(f, t, k)
     join imported_record f on f.source_id = $1 and f.kind = 'thread' and f.external_id = l.f
     join imported_record t on t.source_id = $1 and t.kind = 'thread' and t.external_id = l.t
     join thread on thread.id = f.local_id
     where f.local_id <> t.local_id on conflict do nothing`,
    [sourceId, links.map((link) => link.from), links.map((link) => link.to), links.map((link) => link.kind)],
  )
  report.links = rowCount ?? 0
}
