import { z } from 'zod'
import { documentsOfAnswer, indexedAnswer } from '../answers'
import { openingDocument, replyDocument } from '../community/threads'
import { liveAnswer } from '../identity/viewer'
import { db, pool, queryRow } from '../platform/db'
import {
  analyseDocument,
  analysisDone,
  analysisVersion,
  changeOf,
  changeRow,
  documentColumns,
  foldFrequencies,
  insertChange,
  type SearchDocument,
  upsertDocuments,
} from '../search'

const batchPosts = 1_000

/**
 * Builds the search index again from threads, replies and answers: rows and frequencies, in one transaction, so that readers find
 * everything until it is done. Saving waits meanwhile.
 */
export async function reindex(progress: (done: number, total: number) => void): Promise<number> {
  const client = await pool().connect()
  try {
    const { total } = await queryRow(
      client,
      Total,
      `select ((select count(*) from thread where hidden_at is null) + (select count(*) from reply where hidden_at is null))::int as total`,
    )
    await client.query('begin')
    // A lock that lets searches through and keeps writers out.
    await client.query('lock table search_post, search_change in exclusive mode')
    for (const statement of [
      'delete from search_change',
      'delete from search_term',
      'delete from search_word',
      'update search_corpus set posts = 0, weighted_tokens = 0',
    ]) {
      await client.query(statement)
    }
    // Rows keep their ids, and with them what else is known of a post: its embedding took hours to compute.
    await client.query('create temp table reindexed (group_kind subject_kind, group_id int, place int) on commit drop')
    let done = 0
    const store = async (documents: SearchDocument[]) => {
      if (documents.length === 0) return
      const analysed = documents.map(analyseDocument)
      await client.query(upsertDocuments, documentColumns(analysed))
      await client.query('insert into reindexed select k::subject_kind, g, p from unnest($1::text[], $2::int[], $3::int[]) u(k, g, p)', [
        documents.map(({ groupKind }) => groupKind),
        documents.map(({ groupId }) => groupId),
        documents.map(({ place }) => place),
      ])
      await client.query(insertChange, changeRow(changeOf(analysed)))
      done += documents.length
      progress(done, Math.max(done, total))
    }
    for await (const documents of allDocuments()) await store(documents)
    await client.query('analyze reindexed')
    await client.query(
      'delete from search_post p where not exists (select 1 from reindexed r where (r.group_kind, r.group_id, r.place) = (p.group_kind, p.group_id, p.place))',
    )
    await client.query(analysisDone, [analysisVersion()])
    await client.query('commit')
    await foldFrequencies(client)
    return done
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
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
