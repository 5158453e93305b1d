import { pool } from '../db/client'
import { embedAll } from '../embedding/keep-vectors'
import { forgetBackground, forgetMeaning, warmMeaning } from '../meaning'
import { foldFrequencies, forgetCorpus } from '../search'

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
