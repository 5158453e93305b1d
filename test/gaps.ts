import { refreshGap } from '../lib/curation/gaps'
import { transaction } from '../lib/platform/db'
import { db, pool } from '../lib/platform/db/client'
import { aThread } from './factories'

type Options = {
  demand?: number
  openedAt?: Date
  /** Where a worker runs: it may have put them somewhere already, and is to leave them here. */
  isKept?: boolean
}

/** A gap of these threads, as the program makes one, with its figures. */
export async function aGap(threadIds: number[], options: Options = {}): Promise<number> {
  const { openedAt = new Date(), isKept = false } = options
  const { id } = await db().gap.create({ data: { openedAt, since: openedAt }, select: { id: true } })
  const data = threadIds.map((threadId) => ({ threadId, gapId: id, byHand: isKept }))
  await transaction(async (tx) => {
    const where = { threadId: { in: threadIds } }
    const placed = await tx.gapThread.findMany({ where, select: { gapId: true } })
    await tx.gapThread.deleteMany({ where })
    await tx.gap.deleteMany({ where: { id: { in: placed.map(({ gapId }) => gapId) }, members: { none: {} } } })
    await tx.gapThread.createMany({ data })
  })
  await db().gapEvent.create({ data: { gapId: id, at: openedAt, what: 'opened' } })
  await transaction((tx) => refreshGap(tx, id))
  if (options.demand !== undefined) await db().gap.update({ where: { id }, data: { demand: options.demand } })
  return id
}

/** A gap of new threads with these titles, in one topic. Returns it with the ids of its threads. */
export async function aGapOf(titles: string[], options: { demand?: number; topicId?: number } = {}) {
  const threadIds: number[] = []
  for (const title of titles) threadIds.push((await aThread({ title, topicId: options.topicId })).id)
  return { id: await aGap(threadIds, options), threadIds }
}

/** So many views of a thread, so many days ago. */
export async function viewed(threadId: number, views: number, daysAgo: number): Promise<void> {
  await pool().query(
    `insert into view_day (kind, subject_id, day, views) values ('thread', $1, (now() at time zone 'utc')::date - $3::int, $2)
     on conflict (kind, subject_id, day) do update set views = view_day.views + excluded.views`,
    [threadId, views, daysAgo],
  )
}

/** No gap is there, and no thread that may be in one. */
export async function withoutGaps(): Promise<void> {
  await pool().query('truncate gap, gap_thread, gap_apart, gap_event, gap_due, related_link')
  await db().thread.updateMany({ where: { hiddenAt: null }, data: { hiddenAt: new Date() } })
  await pool().query('truncate gap_due')
}

/** As the list of related threads says how close a thread is to others. */
export async function tie(fromId: number, closest: Map<number, number>): Promise<void> {
  await db().relatedLink.deleteMany({ where: { fromKind: 'thread', fromId } })
  const data = [...closest].map(([toId, closeness], position) => ({
    fromKind: 'thread' as const,
    fromId,
    toKind: 'thread' as const,
    toId,
    position,
    closeness,
    score: 1,
    reason: { kind: 'alike' },
  }))
  await db().relatedLink.createMany({ data })
}
