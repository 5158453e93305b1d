import type pg from 'pg'
import { z } from 'zod'
import { queryRows } from '../../platform/db'

const Slug = z.object({ slug: z.string() })

/** Returns a slug that no row of the table has: the wanted one, or one with the first free number. */
export async function freeSlug(client: pg.ClientBase, table: 'topic' | 'answer', wanted: string): Promise<string> {
  const rows = await queryRows(client, Slug, `select slug from ${table} where slug = $1 or starts_with(slug, $1 || '-')`, [wanted])
  const taken = new Set(rows.map(({ slug }) => slug))
  let slug = wanted
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`
  return slug
}
