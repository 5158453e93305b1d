import type { z } from 'zod'
import type { Db } from './client'
import { queryRows } from './query-rows'

/**
 * Takes at most so many of the oldest rows of a queue, a table whose `id` counts up, and returns these columns of each, in no order. Rows that another process
 * is taking are passed over. A transaction that fails, or is killed, leaves them in the queue.
 */
export function takeDue<Schema extends z.ZodType>(
  tx: Db,
  schema: Schema,
  { table, columns, max }: { table: string; columns: string; max: number },
): Promise<z.output<Schema>[]> {
  return queryRows(
    tx,
    schema,
    `delete from ${table} where id in (select id from ${table} order by id limit $1::int for update skip locked) returning ${columns}`,
    [max],
  )
}
