import { z } from 'zod'
import { queryRows } from '../../platform/db'

const Moved = z.object({ detail: z.string(), threads: z.array(z.int()) })

/**
 * Returns which threads of a merged gap are still in the one that they went into; null where nobody noted which they were. The
 * program did not do so at first.
 */
export async function readMoved(on: Parameters<typeof queryRows>[0], gapId: number, intoId: number): Promise<number[] | null> {
  const [moved] = await queryRows(
    on,
    Moved,
    `select e.detail, array(select m.thread_id from gap_thread m
       where m.gap_id = $2 and m.thread_id::text = any((string_to_array(e.detail, ' '))[2:]) order by 1) as threads
     from gap_event e where e.gap_id = $1 and e.what in ('merged_into', 'joined') order by e.id desc limit 1`,
    [gapId, intoId],
  )
  const [into, ...threads] = moved?.detail.split(' ') ?? []
  return into === String(intoId) && threads.length > 0 ? (moved?.threads ?? []) : null
}
