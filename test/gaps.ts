import { refreshGap } from '../lib/curation/gaps'
import { db, pool } from '../lib/platform/db/client'
import { aThread } from './factories'

/** A gap of these threads, as the program makes one, with its figures. */
export async function aGap(threadIds: number[], options: { demand?: number; openedAt?: Date } = {}): Promise<number> {
  const { openedAt = new Date() } = options
  const { id } = await db().gap.create({ data: { openedAt, since: openedAt }, select: { id: true } })
  await db().gapThread.createMany({ data: threadIds.map((threadId) => ({ threadId, gapId: id })) })
  await db().gapEvent.create({ data: { gapId: id, at: openedAt, what: 'opened' } })
  await db().$transaction((tx) => refreshGap(tx, id))
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
