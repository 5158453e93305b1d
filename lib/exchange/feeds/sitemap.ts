import { visibilitiesFor, visitor } from '../../identity/viewer'
import { pool } from '../../platform/db'
import { urls } from '../../shared'
import { absolute } from './json-ld'

/** The protocol's own limit. */
export const addressesPerSitemap = 50_000

/**
 * Sitemaps are cut by thread id, so that a part's limits never move and old parts stay as they are: part n holds the
 * threads whose ids lie in its range. Part 0 holds topics and answers.
 */
export async function sitemapParts(): Promise<number[]> {
  const {
    rows: [row],
  } = await pool().query('select coalesce(max(id), 0)::int as last from thread')
  return Array.from({ length: Math.ceil(row.last / addressesPerSitemap) + 1 }, (_, i) => i)
}

/** The addresses of a part with the day each last changed. */
export async function sitemapAddresses(part: number): Promise<{ address: string; changed: Date }[]> {
  const visible = visibilitiesFor(visitor)
  if (part === 0) {
    const { rows } = await pool().query(
      // One look into an index for each topic: the threads of a large site are too many to go through.
      `select 'topic' as kind, o.slug, coalesce((select max(t.activity_at) from thread t where t.topic_id = o.id and t.hidden_at is null),
           o.created_at) as changed from topic o where o.visibility = any($1::visibility[])
       union all select 'answer', a.slug, a.revised_at from answer a join topic o on o.id = a.topic_id
         where a.status = 'published' and a.hidden_at is null and o.visibility = any($1::visibility[])`,
      [visible],
    )
    return rows.map((row) => ({
      address: absolute(row.kind === 'topic' ? urls.topic(row.slug) : urls.answer(row.slug)),
      changed: row.changed,
    }))
  }
  const { rows } = await pool().query(
    `select t.id, t.slug, t.activity_at as changed from thread t join topic o on o.id = t.topic_id
     where t.id > $1 and t.id <= $2 and t.hidden_at is null and o.visibility = any($3::visibility[]) order by t.id`,
    [(part - 1) * addressesPerSitemap, part * addressesPerSitemap, visible],
  )
  return rows.map((row) => ({ address: absolute(urls.thread(row)), changed: row.changed }))
}
