import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'

const Id = z.object({ id: z.int() })

/** Opens so many gaps, still empty, and returns their numbers. Two queries. */
export async function openGaps(tx: Db, count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await queryRows(tx, Id, 'insert into gap (opened_at) select now() from generate_series(1, $1::int) returning id', [count])
  await tx.gapEvent.createMany({ data: rows.map(({ id }) => ({ gapId: id, what: 'opened' })) })
  return rows.map(({ id }) => id)
}

/** A thread and the gap it goes into; `asks` where it was read. */
export type Placed = { threadId: number; gapId: number; asks: number | null }

/**
 * Puts threads that are in no gap into gaps, unless the gap was merged meanwhile, an editor took the thread out of it, or it is in one by
 * now. One query.
 */
export async function putInto(tx: Db, placed: Placed[]): Promise<void> {
  if (placed.length === 0) return
  await tx.$executeRawUnsafe(
    `insert into gap_thread (thread_id, gap_id, asks)
     select u.thread_id, u.gap_id, u.asks from unnest($1::int[], $2::int[], $3::real[]) u(thread_id, gap_id, asks)
     join gap g on g.id = u.gap_id and g.merged_into_id is null
     where not exists (select 1 from gap_apart a where a.thread_id = u.thread_id and a.gap_id = u.gap_id)
     order by u.thread_id on conflict do nothing`,
    placed.map(({ threadId }) => threadId),
    placed.map(({ gapId }) => gapId),
    placed.map(({ asks }) => asks),
  )
}
