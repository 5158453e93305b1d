import { z } from 'zod'
import { pool, queryRows, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { enqueueRelated } from '../../platform/jobs'

const Id = z.object({ id: z.int() })
const Body = z.object({ body: z.string() })

/** Returns the numbers of this site's threads that a Markdown text links to: by path as a link's target, by whole address anywhere. */
export function linkedThreads(markdown: string, siteUrl: string): number[] {
  const site = siteUrl.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const links = markdown.matchAll(new RegExp(`(?:\\]\\(\\s*<?|\\]:\\s*<?|${site})/threads/(\\d{1,9})(?![\\d\\w-])`, 'g'))
  return [...new Set([...links].map(([, id]) => Number(id)))]
}

/**
 * Updates the links of a thread to what its posts say. Links to a merged thread lead to where it went. A job updates the lists of threads
 * whose links have changed.
 */
export async function refreshWrittenLinks(threadId: number): Promise<void> {
  const wanted = await readWanted(threadId)
  const rows = await queryRows(pool(), Id, `select to_id as id from thread_link where from_id = $1 and kind = 'written'`, [threadId])
  const known = rows.map(({ id }) => id)
  const gone = known.filter((id) => !wanted.includes(id))
  const come = wanted.filter((id) => !known.includes(id))
  if (gone.length + come.length === 0) return
  await transaction(async (tx) => {
    await tx.threadLink.deleteMany({ where: { fromId: threadId, kind: 'written', toId: { in: gone } } })
    await tx.threadLink.createMany({
      data: come.map((toId) => ({ fromId: threadId, toId, kind: 'written' as const, createdAt: new Date() })),
      skipDuplicates: true,
    })
    await enqueueRelated(tx, { threads: [...gone, ...come] })
  })
}

async function readWanted(threadId: number): Promise<number[]> {
  const posts = await queryRows(
    pool(),
    Body,
    `select body from thread where id = $1 and body like '%/threads/%'
     union all select body from reply where thread_id = $1 and hidden_at is null and body like '%/threads/%'`,
    [threadId],
  )
  if (posts.length === 0) return []
  const linked = new Set(posts.flatMap(({ body }) => linkedThreads(body, env().siteUrl)))
  const rows = await queryRows(
    pool(),
    Id,
    'select distinct coalesce(merged_into_id, id) as id from thread where id = any($1::int[]) and coalesce(merged_into_id, id) <> $2',
    [[...linked], threadId],
  )
  return rows.map(({ id }) => id)
}
