import { db } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import type { Progress } from '../source'
import { batchTransaction } from './batch-transaction'
import { removePeople } from './remove-people'
import { removePictures } from './remove-pictures'
import { removeTopics } from './remove-topics'
import { type UndoRun, undoAnswers, undoThreads } from './undo-batch'
import type { UndoReport } from './undo-report'

export type UndoOptions = { source: string; dryRun?: boolean; progress?: Progress }

/** Threads or answers in one transaction. */
const batchSize = 100

/**
 * Removes what an import brought, unless people here have built on it: threads with their replies, canonical answers,
 * and topics, tags, pictures and people that are no longer needed. What stays is listed with the reason, and the next
 * import updates it. Each batch is a transaction, so a run that was killed can be started again. A dry run counts only
 * threads, replies and answers. @throws DomainError `invalid` for an unknown source.
 */
export async function undoImport({ source, dryRun = false, progress = () => {} }: UndoOptions): Promise<UndoReport> {
  const { id: sourceId, createdAt } = await findSource(source)
  const report: UndoReport = { removed: { threads: 0, replies: 0, answers: 0, topics: 0, tags: 0, people: 0 }, kept: [] }
  const run: UndoRun = { sourceId, since: createdAt, dryRun }
  const total = await db().importedRecord.count({ where: { sourceId, kind: { in: ['thread', 'answer'] } } })
  let done = 0
  for (const kind of ['thread', 'answer'] as const) {
    for await (const ids of batchesOf(sourceId, kind)) {
      const { removed, kept } = await batchTransaction((tx) => (kind === 'thread' ? undoThreads : undoAnswers)(tx, run, ids))
      for (const each of kept) report.kept.push({ subject: kind, ...each })
      report.removed.threads += removed.threads
      report.removed.replies += removed.replies
      report.removed.answers += removed.answers
      report.removed.tags += removed.tags
      done += ids.length
      progress(done, total)
    }
  }
  if (dryRun) return report
  report.removed.topics = await removeTopics(sourceId, createdAt, report)
  // Before people: the record of who added a picture refers to its author.
  await removePictures(sourceId)
  report.removed.people = await removePeople(sourceId)
  await forgetSource(sourceId)
  return report
}

async function findSource(name: string): Promise<{ id: number; createdAt: Date }> {
  const source = await db().importSource.findUnique({ where: { name } })
  if (source) return source
  const others = await db().importSource.findMany({ orderBy: { name: 'asc' }, select: { name: true }, take: 20 })
  const known = others.length === 0 ? 'Nothing was imported yet.' : `There are ${others.map((other) => `“${other.name}”`).join(', ')}.`
  throw new DomainError('invalid', `Nothing was imported from “${name}”. ${known}`)
}

/** Our ids of imported threads or answers, in ascending order. */
async function* batchesOf(sourceId: number, kind: 'thread' | 'answer'): AsyncIterable<number[]> {
  for (let after = 0; ; ) {
    const rows = await db().importedRecord.findMany({
      where: { sourceId, kind, localId: { gt: after } },
      orderBy: { localId: 'asc' },
      take: batchSize,
      select: { localId: true },
    })
    const last = rows.at(-1)
    if (!last) return
    after = last.localId
    yield rows.map(({ localId }) => localId)
  }
}

/** Removes a source that has no records left. Those of deleted people stay, so that their posts are not imported again. */
async function forgetSource(sourceId: number): Promise<void> {
  if ((await db().importedRecord.count({ where: { sourceId } })) === 0) await db().importSource.delete({ where: { id: sourceId } })
}
