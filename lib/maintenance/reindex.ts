import { z } from 'zod'
import { documentsOfAnswer, indexedAnswer } from '../answers'
import { openingDocument, replyDocument } from '../community/threads'
import { liveAnswer } from '../identity/viewer'
import { db, pool, queryRow } from '../platform/db'
import { rebuildPosts, type SearchDocument } from '../search'

const batchPosts = 1_000

/** Builds the search index again from threads, replies and answers. Returns how many posts it has. */
export async function reindex(progress: (done: number, total: number) => void): Promise<number> {
  const { total } = await queryRow(
    pool(),
    Total,
    `select ((select count(*) from thread where hidden_at is null) + (select count(*) from reply where hidden_at is null))::int as total`,
  )
  return rebuildPosts(allDocuments(), (done) => progress(done, Math.max(done, total)))
}

const Total = z.object({ total: z.int() })

async function* allDocuments(): AsyncIterable<SearchDocument[]> {
  for (let after = 0; ; ) {
    const threads = await db().thread.findMany({
      where: { id: { gt: after }, hiddenAt: null },
      orderBy: { id: 'asc' },
      take: batchPosts,
      include: { tags: { include: { tag: { select: { name: true } } } } },
    })
    if (threads.length === 0) break
    yield threads.map((thread) => openingDocument({ ...thread, tags: thread.tags.map(({ tag }) => tag.name) }))
    after = threads.at(-1)?.id ?? after
  }
  for (let after = 0; ; ) {
    const replies = await db().reply.findMany({
      where: { id: { gt: after }, hiddenAt: null, thread: { hiddenAt: null } },
      orderBy: { id: 'asc' },
      take: batchPosts,
    })
    if (replies.length === 0) break
    yield replies.map(replyDocument)
    after = replies.at(-1)?.id ?? after
  }
  const answers = await db().answer.findMany({ where: liveAnswer, include: indexedAnswer })
  for (const answer of answers) yield documentsOfAnswer(answer)
}
