import { z } from 'zod'
import { joinPostText } from '../../content'
import { type Db, queryRows } from '../../platform/db'
import { asks } from './asks'

const Opening = z.object({ id: z.int(), title: z.string(), text: z.string() })

/** So much of an opening says what it is for. */
const readMax = 2_000

/** Returns how much each of these threads asks, by their ids. One query. */
export async function readAsks(tx: Db, threadIds: number[]): Promise<Map<number, number>> {
  if (threadIds.length === 0) return new Map()
  const rows = await queryRows(
    tx,
    Opening,
    `select t.id, t.title, left(coalesce(x.own, x.plain, t.body), ${readMax}) as text
     from thread t ${joinPostText('x', 't.id', '0')} where t.id = any($1::int[])`,
    [threadIds],
  )
  return new Map(rows.map(({ id, title, text }) => [id, asks(title, text)]))
}

const Id = z.object({ id: z.int() })

/** Notes how much those threads of gaps ask of which nobody knows yet. Three queries. */
export async function fillAsks(tx: Db, gapIds: number[]): Promise<void> {
  const rows = await queryRows(tx, Id, 'select thread_id as id from gap_thread where gap_id = any($1::int[]) and asks is null', [gapIds])
  const asking = await readAsks(
    tx,
    rows.map(({ id }) => id),
  )
  if (asking.size === 0) return
  await tx.$executeRawUnsafe(
    'update gap_thread m set asks = u.asks from unnest($1::int[], $2::real[]) u(id, asks) where m.thread_id = u.id',
    [...asking.keys()],
    [...asking.values()],
  )
}
