import { lockAnswerRows } from '../../../answers'
import { lockThreadRows } from '../../../community/threads'
import type { Db } from '../../../platform/db'
import { readUses } from '../built-on'
import { readAnswerUses } from './answer-uses'
import { removeAnswers } from './remove-answers'
import { removeThreads } from './remove-threads'

/** One run of undoing the imports of a source, the first of which was at `since`. A dry run removes nothing. */
export type UndoRun = { sourceId: number; since: Date; dryRun: boolean }

/** How much a batch removed, or would remove, and what it kept because people here have built on it. */
export type UndoneBatch = {
  removed: { threads: number; replies: number; answers: number; tags: number }
  kept: { id: number; title: string; message: string }[]
}

const nothing = { threads: 0, replies: 0, answers: 0, tags: 0 }

/** Removes those of these threads that nobody here has built on. */
export async function undoThreads(tx: Db, { sourceId, since, dryRun }: UndoRun, ids: number[]): Promise<UndoneBatch> {
  // Someone who builds on one of these now waits for this batch, or is already seen by it.
  await lockThreadRows(tx, ids)
  const uses = await readUses(tx, sourceId, ids)
  const kept = withReasons(await tx.thread.findMany(titlesOf(uses)), uses)
  const free = ids.filter((id) => !uses.has(id))
  if (!dryRun) return { kept, removed: { ...nothing, ...(await removeThreads(tx, sourceId, free, since)) } }
  const replies = await tx.reply.count({ where: { threadId: { in: free } } })
  return { kept, removed: { ...nothing, threads: free.length, replies } }
}

/** Removes those of these answers that no editor has touched. */
export async function undoAnswers(tx: Db, { sourceId, since, dryRun }: UndoRun, ids: number[]): Promise<UndoneBatch> {
  await lockAnswerRows(tx, ids)
  const uses = await readAnswerUses(tx, ids)
  const kept = withReasons(await tx.answer.findMany(titlesOf(uses)), uses)
  const free = ids.filter((id) => !uses.has(id))
  const tags = dryRun ? 0 : await removeAnswers(tx, sourceId, free, since)
  return { kept, removed: { ...nothing, answers: free.length, tags } }
}

type Uses = Map<number, string[]>

function titlesOf(uses: Uses) {
  return { where: { id: { in: [...uses.keys()] } }, orderBy: { id: 'asc' as const }, select: { id: true as const, title: true as const } }
}

function withReasons(rows: { id: number; title: string }[], uses: Uses): UndoneBatch['kept'] {
  return rows.map(({ id, title }) => ({ id, title, message: `it was ${(uses.get(id) ?? []).join(', ')} here` }))
}
