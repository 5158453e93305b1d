import { pageTags } from '../expiry/page-tags'
import { holdErasures } from '../identity/own-data'
import { enqueueMany } from '../jobs/enqueue'
import { messageOf } from '../log'
import type { ImportContext, ImportReport } from './context'
import type { Origin, SourceThread } from './source'
import { writeTag } from './tags'
import type { Writable } from './take-record'
import { writeAnswer } from './write-answers'
import { writeThreads } from './write-threads'

/** What SQLSTATE says is no fault of the data: no connection, a conflict with others, no room, a server that stops. */
const notOfTheData = ['08', '40', '53', '57', '58']

/**
 * Writes a batch in one transaction. If that fails it is written once more, record by record, so that the one the database
 * does not take is a problem with its place and the others are stored. `at` says where a record stands in the export.
 */
export async function writeBatch(context: ImportContext, batch: Writable[], at: (record: Writable) => Origin | undefined): Promise<void> {
  if (batch.length === 0) return
  const undo = rememberState(context)
  try {
    await inTransaction(context, () => writeRecords(context, batch))
  } catch (error) {
    undo()
    if (!isOfTheData(error) && sqlState(error) !== '40') throw error
    await inTransaction(context, async () => {
      for (const record of batch) await writeAlone(context, record, at(record))
    })
  }
}

async function inTransaction({ client }: ImportContext, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await holdErasures(client)
    await work()
    await client.query('commit')
  } catch (error) {
    // Where even this fails the connection is gone, and that is what must be told.
    await client.query('rollback')
    throw error
  }
}

async function writeAlone(context: ImportContext, record: Writable, at: Origin | undefined): Promise<void> {
  const { client, report } = context
  const undo = rememberState(context)
  await client.query('savepoint record')
  try {
    await writeRecords(context, [record])
    await client.query('release savepoint record')
  } catch (error) {
    if (!isOfTheData(error)) throw error
    await client.query('rollback to savepoint record')
    undo()
    const what = record.kind === 'tag' ? `The tag “${record.name}”` : `“${record.title}”`
    report.problems.push({ ...(at ?? placeOf(record)), message: `${what} could not be stored: ${messageOf(error)}` })
  }
}

async function writeRecords(context: ImportContext, records: Writable[]): Promise<void> {
  const { client, report } = context
  const before = changed(report)
  const threads = records.filter((record): record is SourceThread => record.kind === 'thread')
  await writeThreads(context, threads)
  for (const record of records) {
    if (record.kind === 'answer') await writeAnswer(context, record)
    else if (record.kind === 'tag') await writeTag(context, record)
  }
  if (changed(report) === before) return
  await client.query('insert into page_expiry (tags) values ($1)', [[pageTags.everything]])
  await enqueueRelated(context, threads)
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

/** Returns what brings report and caches back to where they are now: what was rolled back must not be counted or known. */
function rememberState(context: ImportContext): () => void {
  const { report, links, people, topics, tags } = context
  const linksBefore = links.length
  const before = Object.entries(report).map(([key, value]) => [key, Array.isArray(value) ? value.length : structuredClone(value)] as const)
  return () => {
    links.length = linksBefore
    for (const cache of [people, topics, tags]) cache.clear()
    for (const [key, value] of before) {
      const now = report[key as keyof ImportReport]
      if (Array.isArray(now)) now.length = value as number
      else if (typeof now === 'object') Object.assign(now, value)
      else Object.assign(report, { [key]: value })
    }
  }
}

function placeOf(record: Writable): Origin {
  return { file: 'import', position: record.kind === 'tag' ? `tag ${record.name}` : `${record.kind} ${record.externalId}` }
}

function isOfTheData(error: unknown): boolean {
  return !notOfTheData.includes(sqlState(error) ?? '')
}

/** The class of an error of the database. */
function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code.slice(0, 2) : null
}
