import { readAnswerDocuments } from '../../lib/answers'
import { pool } from '../../lib/platform/db'
import { embedAll, foldFrequencies, warmQueryEmbedder } from '../../lib/search'
import { forgetBackground, forgetCorpus, forgetQueryEmbedder } from '../../lib/search/measuring'

/**
 * Brings a scratch database to the state of a site that has run for a while: everything is counted, planned for and, with a model,
 * embedded. `progress` is of the embedding.
 */
export async function warmUp(progress: (done: number, total: number) => void): Promise<void> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  await pool().query('vacuum analyze')
  forgetCorpus()
  if ((await embedAll(readAnswerDocuments, progress)) === null) return
  await pool().query('analyze')
  forgetQueryEmbedder()
  forgetBackground()
  await warmQueryEmbedder()
}
