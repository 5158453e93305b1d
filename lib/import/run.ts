import { pool } from '../db/client'
import { DomainError } from '../errors'
import { pageTags } from '../expiry/page-tags'
import { holdErasures } from '../identity/own-data'
import { enqueueMany } from '../jobs/enqueue'
import { foldFrequencies } from '../search'
import { emptyReport, type ImportContext, type ImportReport } from './context'
import { readDiscourse } from './discourse'
import { sourceIdFor } from './ledger'
import { readListing } from './listing'
import { datePeople, writeAddressesOfPeople } from './people'
import type { Progress, SourceReader, SourceRecord, SourceThread } from './source'
import { readStackExchange } from './stackexchange'
import { writeTag } from './tags'
import { writeAnswer } from './write-answers'
import { writeThreads } from './write-threads'

/** What can be imported. */
export const importKinds = { discourse: readDiscourse, stackexchange: readStackExchange, listing: readListing } satisfies Record<
  string,
  SourceReader
>
export type ImportKind = keyof typeof importKinds

export type ImportOptions = {
  kind: ImportKind
  path: string
  /** Name of the source: rows are unique by source, kind and id. Defaults to the kind. */
  source?: string
  dryRun?: boolean
  progress?: Progress
}

/** Posts of one transaction: large enough to be quick, small enough that a kill loses seconds. */
const postsPerBatch = 600
const foldEveryBatches = 40

/**
 * Imports a source. Each batch is one transaction, so a run that was killed goes on where it stopped when it is started
 * again; a second run of the same export changes nothing.
 */
export async function runImport({ kind, path, source = kind, dryRun = false, progress = () => {} }: ImportOptions): Promise<ImportReport> {
  const read: SourceReader = importKinds[kind]
  if (!read) throw new DomainError('invalid', `There is no importer “${kind}”. There are ${Object.keys(importKinds).join(', ')}.`)
  return runImportOf(read(path, progress), source, kind, dryRun)
}

/** Imports records that are at hand: what `runImport` does once it has a reader. */
export async function runImportOf(
  records: AsyncIterable<SourceRecord>,
  source: string,
  kind = source,
  dryRun = false,
): Promise<ImportReport> {
  const client = dryRun ? null : await pool().connect()
  try {
    const context: ImportContext = {
      client: client as ImportContext['client'],
      sourceId: client ? await sourceIdFor(client, source, kind) : 0,
      people: new Map(),
      topics: new Map(),
      tags: new Map(),
      links: [],
      addresses: new Map(),
      report: emptyReport(),
    }
    const write = dryRun ? countOnly : writeBatch
    let batch: SourceRecord[] = []
    let posts = 0
    let batches = 0
    // Writing one batch overlaps with reading the next: the database works while we convert.
    let writing: Promise<void> = Promise.resolve()
    const flush = async () => {
      const full = batch
      batch = []
      posts = 0
      await writing
      if (++batches % foldEveryBatches === 0 && client) await foldFrequencies(client)
      writing = write(context, full)
      writing.catch(() => undefined)
    }
    for await (const record of records) {
      if (record.kind === 'problem') {
        context.report.problems.push(record)
        continue
      }
      if (record.kind === 'withheld') {
        context.report.withheld.push(record)
        continue
      }
      if (record.kind === 'address') {
        context.addresses.set(record.personId, record.email)
        continue
      }
      batch.push(record)
      posts += record.kind === 'thread' ? 1 + record.replies.length : 1
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
    client?.release()
  }
}

async function countOnly(context: ImportContext, batch: SourceRecord[]): Promise<void> {
  for (const record of batch) {
    if (record.kind === 'thread') {
      context.report.threads.added++
      context.report.replies.added += record.replies.length
    } else if (record.kind === 'answer') context.report.answers.added++
  }
}

async function writeBatch(context: ImportContext, batch: SourceRecord[]): Promise<void> {
  if (batch.length === 0) return
  const { client, report } = context
  const before = changed(report)
  await client.query('begin')
  try {
    await holdErasures(client)
    const threads = batch.filter((record): record is SourceThread => record.kind === 'thread')
    await writeThreads(context, threads)
    for (const record of batch) {
      if (record.kind === 'answer') await writeAnswer(context, record)
      else if (record.kind === 'tag') await writeTag(context, record)
    }
    if (changed(report) > before) {
      await client.query('insert into page_expiry (tags) values ($1)', [[pageTags.everything]])
      await enqueueRelated(context, threads)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function changed({ threads, replies, answers }: ImportReport): number {
  return [threads, replies, answers].reduce((sum, { added, updated }) => sum + added + updated, 0)
}

async function enqueueRelated({ client, sourceId }: ImportContext, threads: SourceThread[]): Promise<void> {
  const { rows } = await client.query(
    `select local_id as id from imported_record where source_id = $1 and kind = 'thread' and external_id = any($2)`,
    [sourceId, threads.map((thread) => thread.externalId)],
  )
  await enqueueMany(
    client,
    'related.refresh',
    rows.map(({ id }) => ({ kind: 'thread', id })),
  )
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
