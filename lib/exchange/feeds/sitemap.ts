import { z } from 'zod'
import { answerIsLive, topicIsVisible, visibilitiesFor, visitor } from '../../identity/viewer'
import { pool, queryRow, queryRows } from '../../platform/db'
import { urls } from '../../shared'
import { absolute } from './json-ld'

/** The limit of the protocol. */
export const addressesPerSitemap = 50_000

const Last = z.object({ last: z.int() })
const Listed = z.object({ kind: z.enum(['topic', 'answer']), slug: z.string(), changed: z.date() })
const Thread = z.object({ id: z.int(), slug: z.string(), changed: z.date() })

/**
 * Returns the numbers of the parts of the sitemap. Part n has the threads whose ids are in its range, so that old
 * parts never change. Part 0 has topics and answers.
 */
export async function sitemapParts(): Promise<number[]> {
  const row = await queryRow(pool(), Last, 'select coalesce(max(id), 0)::int as last from thread')
  return Array.from({ length: Math.ceil(row.last / addressesPerSitemap) + 1 }, (_, i) => i)
}

/** Returns the addresses of a part, with the day of the last change. */
export async function sitemapAddresses(part: number): Promise<{ address: string; changed: Date }[]> {
  const visible = visibilitiesFor(visitor)
  if (part === 0) {
    const rows = await queryRows(
      pool(),
      Listed,
      // One index lookup for each topic, because a large site has too many threads to read.
      `select 'topic' as kind, o.slug, coalesce((select max(t.activity_at) from thread t where t.topic_id = o.id and t.hidden_at is null),
           o.created_at) as changed from topic o where ${topicIsVisible('o', '$1')}
       union all select 'answer', a.slug, a.revised_at from answer a join topic o on o.id = a.topic_id
         where ${answerIsLive('a')} and ${topicIsVisible('o', '$1')}`,
      [visible],
    )
    return rows.map((row) => ({
      address: absolute(row.kind === 'topic' ? urls.topic(row.slug) : urls.answer(row.slug)),
      changed: row.changed,
    }))
  }
  const rows = await queryRows(
    pool(),
    Thread,
    `select t.id, t.slug, t.activity_at as changed from thread t join topic o on o.id = t.topic_id
     where t.id > $1 and t.id <= $2 and t.hidden_at is null and ${topicIsVisible('o', '$3')} order by t.id`,
    [(part - 1) * addressesPerSitemap, part * addressesPerSitemap, visible],
  )
  return rows.map((row) => ({ address: absolute(urls.thread(row)), changed: row.changed }))
}
