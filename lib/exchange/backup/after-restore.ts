import { pool } from '../../platform/db'
import { readErasureList, replayErasures } from '../own-data'

/** A step that must be done on restored data before the site is ready. `run` returns what it did, in a sentence. */
export type AfterRestore = { name: string; run(): Promise<string> }

/**
 * The steps after every restore, in this order, when the data is in and the schema is up to date. If a step fails,
 * the restore fails and must be run again from the start.
 */
export const afterRestore: AfterRestore[] = [
  {
    name: 'deleted people',
    async run() {
      const hasList = (await readErasureList()) !== ''
      const people = await replayErasures()
      if (!hasList)
        return 'There is no erasures.jsonl in the data folder or beside the backup. If people were deleted after this backup was made, they are back: put the list of the lost site into the data folder and restore again.'
      return people === 0 ? 'Nobody who was deleted came back.' : `${people} who were deleted since were deleted again.`
    },
  },
  {
    name: 'statistics',
    async run() {
      // Without statistics, the first searches would be planned as for empty tables.
      await withoutTimeLimit('analyze')
      return 'Statistics of the tables are up to date.'
    },
  },
]

async function withoutTimeLimit(statement: string): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query(statement)
  } finally {
    client.release(true)
  }
}
