import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

const Merged = z.object({ id: z.int(), slug: z.string(), openingNumber: z.int().nullable() })

/**
 * Returns the thread into which a thread was merged, and the number that its opening has there as a reply; null if it was not merged or the
 * viewer may not see that thread. Its replies follow the opening in their order.
 */
export async function readMergedInto(
  viewer: Viewer,
  id: number,
): Promise<{ id: number; slug: string; openingNumber: number | null } | null> {
  const [merged] = await queryRows(
    pool(),
    Merged,
    `select t.id, t.slug, r.number as "openingNumber" from thread gone join thread t on t.id = gone.merged_into_id and t.hidden_at is null
     join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$2')} left join reply r on r.id = gone.merged_as_id where gone.id = $1`,
    [id, visibilitiesFor(viewer)],
  )
  return merged ?? null
}
