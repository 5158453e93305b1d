import { z } from 'zod'
import { pool, queryRows } from '../../lib/platform/db'

const Word = z.object({ word: z.string() })
const Text = z.object({ threadId: z.int(), body: z.string() })

/** The unique words of the bench's replies and threads, as they are stored. */
export async function readWords(): Promise<string[]> {
  const rows = await queryRows(
    pool(),
    Word,
    `select substring(body from 'the word (\\w+) in it') as word from reply where body like 'A reply with the word %'
     union all select substring(title from 'Asked (\\w+) by') from thread where title like 'Asked % by a member'`,
  )
  return rows.map(({ word }) => word)
}

/** Returns every text that these threads have or had. */
export function readTexts(threadIds: number[]): Promise<z.infer<typeof Text>[]> {
  return queryRows(
    pool(),
    Text,
    `select thread_id as "threadId", body from thread_revision where thread_id = any($1::int[])
     union all select id, body from thread where id = any($1::int[])`,
    [threadIds],
  )
}
