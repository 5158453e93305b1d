import { pool } from '../../platform/db'

/** Bodies of these threads. The caller has checked that they may be seen. */
export async function readBodies(ids: number[]): Promise<Map<number, string>> {
  const { rows } = await pool().query('select id, body from thread where id = any($1)', [ids])
  return new Map(rows.map((row) => [row.id, row.body]))
}
