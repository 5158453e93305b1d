import { pool } from '../../platform/db'
import { holdGoldenChecks, noteAllGolden } from '../golden/due'
import { analysisDone, analysisVersion } from './analysis-state'
import { analyseDocument, type SearchDocument } from './document'
import { foldFrequencies } from './frequencies'
import { keyColumns } from './post-key'
import { writeDocuments } from './write-posts'

/**
 * Makes the whole index from these documents, which must be all there are: rows and frequencies, in one transaction, so that readers
 * find everything until it is done. Saving waits meanwhile. Returns how many documents there were.
 */
export async function rebuildPosts(documents: AsyncIterable<SearchDocument[]>, progress: (done: number) => void): Promise<number> {
  const client = await pool().connect()
  try {
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
    for await (const batch of documents) {
      if (batch.length === 0) continue
      await writeDocuments(client, batch.map(analyseDocument))
      await client.query(
        'insert into reindexed select k::subject_kind, g, p from unnest($1::text[], $2::int[], $3::int[]) u(k, g, p)',
        keyColumns(batch),
      )
      done += batch.length
      progress(done)
    }
    await client.query('analyze reindexed')
    await client.query(
      'delete from search_post p where not exists (select 1 from reindexed r where (r.group_kind, r.group_id, r.place) = (p.group_kind, p.group_id, p.place))',
    )
    await client.query(analysisDone, [analysisVersion()])
    await holdGoldenChecks(client)
    await client.query('commit')
    await foldFrequencies(client)
    await noteAllGolden(client)
    return done
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
