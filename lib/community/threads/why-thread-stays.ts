import { z } from 'zod'
import { type Db, queryRowsIn } from '../../platform/db'

const Uses = z.object({ replied: z.boolean(), covered: z.boolean() })

/**
 * Returns why the author of a thread can't delete it, in a sentence, or null if they can: replies of others stay readable, also those that
 * stayed at the source of an import, and so does what an answer refers to. One query.
 */
export async function whyThreadStays(on: Db, { id }: { id: number }): Promise<string | null> {
  const [uses] = await queryRowsIn(on, Uses)`
    select t.reply_base > 0 or exists (
        select 1 from reply r where r.thread_id = t.id and r.hidden_at is null and r.author_id is distinct from t.author_id) as replied,
      exists (select 1 from coverage c where c.thread_id = t.id) as covered
    from thread t where t.id = ${id}`
  if (uses?.replied) return 'Others have replied, so this thread stays. You can edit it, or ask an editor to hide it.'
  if (uses?.covered) return 'An answer refers to this thread, so it stays. You can edit it, or ask an editor to hide it.'
  return null
}
