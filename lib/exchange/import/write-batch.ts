import { z } from 'zod'
import { wantFormatting } from '../../content'
import { queryRows } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { enqueueMany } from '../../platform/jobs'
import { holdErasures } from '../own-data'
import { attempt } from './attempt'
import { closeThreads } from './close-threads'
import type { ImportContext } from './context'
import { followThreads } from './follow-threads'
import { followTopics } from './follow-topics'
import { followWithheld } from './follow-withheld'
import { isCollision, isOfTheData, saidBy } from './of-the-data'
import { noteImportedPictures, removeUnshown } from './pictures/known-pictures'
import { addReport, emptyReport, type ImportReport } from './report'
import { restrictTopics } from './restrict-topics'
import type { Origin, SourceThread } from './source'
import { writeTag } from './tags'
import type { Writable } from './take-record'
import { writeAnswer } from './write-answers'
import { writeMentions } from './write-mentions'
import { writeThreads } from './write-threads'

/**
 * Writes a batch in one transaction. If that fails, the batch is written again record by record: a record that the
 * database refuses is a problem with its place, and the others are stored. Then each thread is compared with what was
 * changed here. `at` returns the place of a record in the export.
 */
export async function writeBatch(context: ImportContext, read: Writable[], at: (record: Writable) => Origin | undefined): Promise<void> {
  if (read.length === 0) return
  const origin = (record: Writable) => at(record) ?? placeOf(record)
  // Topics and threads are restricted before anything is put into them, even if the rest of the batch fails.
  const { allowed: batch, closed } = await closeThreads(context, await restrictTopics(context, read, origin), origin)
  const posts = postsOf(batch)
  // Before the transaction, because other sites may take minutes.
  const pictures = (await context.pictures?.take(posts)) ?? []
  try {
    await inTransaction(context, (attempt) => writeRecords(attempt, batch, pictures))
  } catch (error) {
    if (!isOfTheData(error) && !isCollision(error)) throw error
    forgetIds(context)
    await inTransaction(context, async (attempt) => {
      for (const record of batch) await writeAlone(attempt, record, at(record), pictures)
    })
  }
  await attempt(context.report, { file: 'import', position: 'pictures' }, 'Pictures that no text shows could not be removed', () =>
    removeUnshown(context.client, pictures),
  )
  const withheld = batch.filter((record) => record.kind === 'withheld')
  await followWithheld(context, withheld)
  for (const following of context.following) following.changed ||= closed.has(following.thread)
  await followThreads(context, origin)
  const threads = batch.filter((record) => record.kind === 'thread')
  await followTopics(context, threads, origin)
}

function postsOf(batch: Writable[]): { body: string }[] {
  return batch.flatMap((record): { body: string }[] => {
    if (record.kind === 'thread') return [record, ...record.replies]
    return record.kind === 'answer' ? [record] : []
  })
}

/** External ids of threads and replies. Pictures of an answer have no owner. */
function externalIdsOf(batch: Writable[]): string[] {
  return batch.flatMap((record) => (record.kind === 'thread' ? [record, ...record.replies].map(({ externalId }) => externalId) : []))
}

async function inTransaction(context: ImportContext, work: (attempt: ImportContext) => Promise<void>): Promise<void> {
  const { client } = context
  const attempt = attemptOf(context)
  await client.query('begin')
  try {
    await holdErasures(client)
    await work(attempt)
    await client.query('commit')
  } catch (error) {
    // If the rollback fails too, the connection is gone, and that is the error to throw.
    await client.query('rollback')
    throw error
  }
  keep(context, attempt)
}

async function writeAlone(context: ImportContext, record: Writable, at: Origin | undefined, pictures: string[]): Promise<void> {
  const { client, report } = context
  const attempt = attemptOf(context)
  await client.query('savepoint record')
  try {
    await writeRecords(attempt, [record], pictures)
    await client.query('release savepoint record')
    keep(context, attempt)
  } catch (error) {
    if (!isOfTheData(error)) throw error
    await client.query('rollback to savepoint record')
    forgetIds(context)
    const what = record.kind === 'tag' ? `The tag “${record.name}”` : `“${record.title}”`
    report.problems.push({ ...(at ?? placeOf(record)), message: `${what} could not be stored: ${saidBy(error)}` })
  }
}

async function writeRecords(context: ImportContext, records: Writable[], pictures: string[]): Promise<void> {
  const { client, sourceId, report } = context
  const before = changed(report)
  const threads = records.filter((record): record is SourceThread => record.kind === 'thread')
  await writeThreads(context, threads)
  await writeMentions(context, threads)
  await noteImportedPictures(client, sourceId, externalIdsOf(records), pictures)
  for (const record of records) {
    if (record.kind === 'answer') await writeAnswer(context, record)
    else if (record.kind === 'tag') await writeTag(context, record)
  }
  if (changed(report) === before && !context.following.some((thread) => thread.changed)) return
  await client.query('insert into page_expiry (tags) values ($1)', [[pageTags.everything]])
  await enqueueRelated(context, threads)
  await client.query(wantFormatting)
}

function changed({ threads, replies, answers }: ImportReport): number {
  return [threads, replies, answers].reduce((sum, { added, updated }) => sum + added + updated, 0)
}

const Id = z.object({ id: z.int() })

async function enqueueRelated({ client, sourceId }: ImportContext, threads: SourceThread[]): Promise<void> {
  const rows = await queryRows(
    client,
    Id,
    `select local_id as id from imported_record where source_id = $1 and kind = 'thread' and external_id = any($2)`,
    [sourceId, threads.map((thread) => thread.externalId)],
  )
  await enqueueMany(
    client,
    'related.refresh',
    rows.map(({ id }) => ({ kind: 'thread', id })),
  )
}

/**
 * A context of its own for one attempt. Its notes are kept only if the attempt is stored. Meanwhile the reader adds
 * to the report of the whole.
 */
function attemptOf(context: ImportContext): ImportContext {
  return { ...context, report: emptyReport(), links: [], following: [] }
}

function keep(context: ImportContext, { report, links, following }: ImportContext): void {
  addReport(context.report, report)
  for (const link of links) context.links.push(link)
  for (const thread of following) context.following.push(thread)
}

/** The ids may be of rows that were rolled back. */
function forgetIds({ people, topics, tags }: ImportContext): void {
  for (const cache of [people, topics, tags]) cache.clear()
}

function placeOf(record: Writable): Origin {
  return { file: 'import', position: record.kind === 'tag' ? `tag ${record.name}` : `${record.kind} ${record.externalId}` }
}
