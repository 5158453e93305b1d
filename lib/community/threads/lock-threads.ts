import type pg from 'pg'
import { z } from 'zod'
import type { Viewer } from '../../identity/viewer'
import { type Db, queryRows } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { visibleThread } from './visible'

const Id = z.object({ id: z.int() })

/** A thread that is locked, with the names of its tags and, in the same order, their ids. */
export type LockedThread = Awaited<ReturnType<typeof lockThread>>

/**
 * Locks threads for the rest of the transaction, visible or hidden. Always in the order of their ids, so that two
 * writes to the same threads wait and don't block each other for ever. Those that are missing are passed over. One statement. Where
 * answers are locked too, they come first (`lockCovering`).
 */
export async function lockThreadRows(on: Db | pg.ClientBase, threadIds: number[]): Promise<void> {
  await queryRows(on, Id, 'select id from thread where id = any($1::int[]) order by id for update', [threadIds])
}

/**
 * Locks a thread the viewer may see for the rest of the transaction, so that writes to one thread follow each other. What it returns is
 * for the whole write: nobody else can change it, so there is no need to read it again.
 * @throws DomainError `not_found` if it is missing or hidden: the two look the same.
 */
export async function lockThread(tx: Db, viewer: Viewer, threadId: number, options: { hidden?: boolean } = {}) {
  const [thread] = await lockAll(tx, viewer, [threadId], options)
  if (!thread) throw new DomainError('not_found', 'There is no such thread.')
  return thread
}

/** The same of several, by their ids. @throws DomainError `not_found` if one of them is missing or hidden. */
export async function lockThreads(tx: Db, viewer: Viewer, threadIds: number[]): Promise<Map<number, LockedThread>> {
  const threads = await lockAll(tx, viewer, threadIds, {})
  if (threads.length < new Set(threadIds).size) throw new DomainError('not_found', 'There is no such thread.')
  return new Map(threads.map((thread) => [thread.id, thread]))
}

/** The same, where those that are missing or hidden are passed over. */
export async function lockThreadsThere(tx: Db, viewer: Viewer, threadIds: number[]): Promise<Map<number, LockedThread>> {
  return new Map((await lockAll(tx, viewer, threadIds, {})).map((thread) => [thread.id, thread]))
}

async function lockAll(tx: Db, viewer: Viewer, threadIds: number[], { hidden = false }: { hidden?: boolean }) {
  await lockThreadRows(tx, threadIds)
  const threads = await tx.thread.findMany({
    where: { ...visibleThread(viewer), id: { in: threadIds }, hiddenAt: hidden ? { not: null } : null },
    include: { tags: { include: { tag: { select: { name: true } } } } },
  })
  return threads.map(({ tags, ...thread }) => ({
    ...thread,
    tags: tags.map(({ tag }) => tag.name),
    tagIds: tags.map(({ tagId }) => tagId),
  }))
}
