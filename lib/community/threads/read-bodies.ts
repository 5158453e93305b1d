import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'

const Body = z.object({ id: z.int(), body: z.string() })

/** Returns the bodies of these threads. The caller has checked that the viewer may see them. */
export async function readBodies(ids: number[]): Promise<Map<number, string>> {
  const rows = await queryRows(pool(), Body, 'select id, body from thread where id = any($1)', [ids])
  return new Map(rows.map((row) => [row.id, row.body]))
}
