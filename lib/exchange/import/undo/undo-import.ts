import { db } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import { readUses } from '../built-on'
import type { Progress } from '../source'
import { readAnswerUses } from './answer-uses'
import { batchTransaction } from './batch-transaction'
import { removeAnswers } from './remove-answers'
import { removePeople } from './remove-people'
import { removePictures } from './remove-pictures'
import { removeThreads } from './remove-threads'
import { removeTopics } from './remove-topics'

/** What undoing an import removed, and what stays because people here have built on it. */
export type UndoReport = {
  removed: { threads: number; replies: number; answers: number; topics: number; tags: number; people: number }
  kept: { subject: 'thread' | 'answer' | 'topic'; id: number; title: string; message: string }[]
}

export type UndoOptions = { source: string; dryRun?: boolean; progress?: Progress }

/** Threads and answers of one transaction. */
const batchSize = 100

/**
 * Removes what an import brought and nobody here has built on: threads with their replies, canonical answers, and topics,
 * tags, pictures and people that nothing needs any more. What stays is listed with the reason, and a later import goes on with it.
 * Each batch is a transaction, so a run that was killed goes on. A dry run counts threads, replies and answers alone.
 * @throws DomainError `invalid` for an unknown source.
 */
export async function undoImport({ source, dryRun = false, progress = () => {} }: UndoOptions): Promise<UndoReport> {
  const { id: sourceId, createdAt } = await findSource(source)
  const report: UndoReport = { removed: { threads: 0, replies: 0, answers: 0, topics: 0, tags: 0, people: 0 }, kept: [] }
  const total = await db().importedRecord.count({ where: { sourceId, kind: { in: ['thread', 'answer'] } } })
  let done = 0
  for (const kind of ['thread', 'answer'] as const) {
    for (let after = 0; ; ) {
      const ids = await nextOf(sourceId, kind, after)
      if (ids.length === 0) break
      await batchTransaction((tx) => (kind === 'thread' ? undoThreads(ids) : undoAnswers(ids))(tx))
      after = ids.at(-1) as number
      done += ids.length
      progress(done, total)
    }
  }
  if (dryRun) return report
  report.removed.topics = await removeTopics(sourceId, createdAt, report)
  // What says who added a picture would keep its author.
  await removePictures(sourceId)
  report.removed.people = await removePeople(sourceId)
  await forgetSource(sourceId)
  return report

  function undoThreads(ids: number[]) {
    return async (tx: Parameters<typeof readUses>[0]) => {
      // Someone who builds on one of these now waits, or is seen.
      await tx.$queryRaw`select 1 from thread where id = any(${ids}::int[]) order by id for update`
      const uses = await readUses(tx, sourceId, ids)
      const named = await tx.thread.findMany({
        where: { id: { in: [...uses.keys()] } },
        orderBy: { id: 'asc' },
        select: { id: true, title: true },
      })
      for (const { id, title } of named) report.kept.push({ subject: 'thread', id, title, message: messageOf(uses.get(id)) })
      const free = ids.filter((id) => !uses.has(id))
      if (!dryRun) return addUp(await removeThreads(tx, sourceId, free, createdAt))
      addUp({ threads: free.length, replies: await tx.reply.count({ where: { threadId: { in: free } } }), tags: 0 })
    }
  }

  function undoAnswers(ids: number[]) {
    return async (tx: Parameters<typeof readUses>[0]) => {
      await tx.$queryRaw`select 1 from answer where id = any(${ids}::int[]) order by id for update`
      const uses = await readAnswerUses(tx, ids)
      const named = await tx.answer.findMany({
        where: { id: { in: [...uses.keys()] } },
        orderBy: { id: 'asc' },
        select: { id: true, title: true },
      })
      for (const { id, title } of named) report.kept.push({ subject: 'answer', id, title, message: messageOf(uses.get(id)) })
      const free = ids.filter((id) => !uses.has(id))
      if (!dryRun) addUp({ tags: await removeAnswers(tx, sourceId, free, createdAt) })
      report.removed.answers += free.length
    }
  }

  function addUp({ threads = 0, replies = 0, tags = 0 }: { threads?: number; replies?: number; tags?: number }): void {
    report.removed.threads += threads
    report.removed.replies += replies
    report.removed.tags += tags
  }
}

function messageOf(uses: string[] = []): string {
  return `it was ${uses.join(', ')} here`
}

async function findSource(name: string): Promise<{ id: number; createdAt: Date }> {
  const source = await db().importSource.findUnique({ where: { name } })
  if (source) return source
  const others = await db().importSource.findMany({ orderBy: { name: 'asc' }, select: { name: true }, take: 20 })
  const known = others.length === 0 ? 'Nothing was imported yet.' : `There are ${others.map((other) => `“${other.name}”`).join(', ')}.`
  throw new DomainError('invalid', `Nothing was imported from “${name}”. ${known}`)
}

async function nextOf(sourceId: number, kind: 'thread' | 'answer', after: number): Promise<number[]> {
  const rows = await db().importedRecord.findMany({
    where: { sourceId, kind, localId: { gt: after } },
    orderBy: { localId: 'asc' },
    take: batchSize,
    select: { localId: true },
  })
  return rows.map(({ localId }) => localId)
}

/** A source of which nothing is left is gone, too. People who were deleted stay known, so that their posts are not brought again. */
async function forgetSource(sourceId: number): Promise<void> {
  if ((await db().importedRecord.count({ where: { sourceId } })) === 0) await db().importSource.delete({ where: { id: sourceId } })
}
