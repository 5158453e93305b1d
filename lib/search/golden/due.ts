import type pg from 'pg'
import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'

const Due = z.object({ id: z.string(), goldenId: z.int() })
/** A note that a golden query is to be checked again, by its number. */
export type DueGolden = z.infer<typeof Due>

/**
 * Returns the next notes that golden queries are to be checked again, because their page or the words of searches have changed. Triggers
 * write them. They stay until `forgetDueGolden()`: a killed process leaves them due.
 */
export function readDueGolden(countMax: number): Promise<DueGolden[]> {
  return queryRows(
    pool(),
    Due,
    'select id::text, golden_id as "goldenId" from golden_due where due_at <= now() order by due_at, id limit $1::int',
    [countMax],
  )
}

/** Removes notes of golden queries that were checked. What came meanwhile is another note. */
export async function forgetDueGolden(due: DueGolden[]): Promise<void> {
  await pool().query('delete from golden_due where id = any($1::bigint[])', [due.map(({ id }) => id)])
}

/** Takes back all notes: while words are not counted yet, each golden query would fail. `noteAllGolden()` is called once they are. */
export async function holdGoldenChecks(client: pg.ClientBase): Promise<void> {
  await client.query('delete from golden_due')
}

/** Notes that all golden queries are to be checked. */
export async function noteAllGolden(client: pg.ClientBase): Promise<void> {
  await client.query('insert into golden_due (golden_id, due_at) select id, now() from golden_query')
}
