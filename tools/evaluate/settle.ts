import { embedAll } from '../../lib/curation/embedding/keep-vectors'
import { pool } from '../../lib/platform/db/client'
import { foldFrequencies, forgetCorpus } from '../../lib/search'
import { forgetBackground, forgetMeaning, warmMeaning } from '../../lib/search/semantic'

/**
 * Brings a scratch database to where a site is that has run for a while: everything counted, planned for and, where there is a
 * model, embedded. `progress` is of the embedding.
 */
export async function settle(progress: (done: number, total: number) => void): Promise<void> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  await pool().query('vacuum analyze')
  forgetCorpus()
  if ((await embedAll(progress)) === null) return
  await pool().query('analyze')
  forgetMeaning()
  forgetBackground()
  await warmMeaning()
}
