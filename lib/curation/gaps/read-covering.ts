import { z } from 'zod'
import { coverageCounts, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { threadIsSeen } from './lock-gaps'

/** An answer that covers threads of a gap. */
export type CoveringAnswer = { slug: string; title: string }

const Covering = z.object({ slug: z.string(), title: z.string() })
/** So many are named. */
export const coveringShown = 3

/** Returns the answers that the viewer sees and that cover threads of a gap, those that cover most first; one more than are named. */
export function readCovering(viewer: Viewer, gapId: number): Promise<CoveringAnswer[]> {
  return queryRows(
    pool(),
    Covering,
    `select a.slug, a.title from gap_thread m join thread t on t.id = m.thread_id join topic o on o.id = t.topic_id
     join coverage v on v.thread_id = t.id join answer a on a.id = v.answer_id join topic ao on ao.id = a.topic_id
     where m.gap_id = $2 and ${threadIsSeen('t', 'o', '$1')} and ${coverageCounts('v', 'a', topicIsVisible('ao', '$1'))}
     group by a.id order by count(*) desc, a.id limit ${coveringShown + 1}`,
    [visibilitiesFor(viewer), gapId],
  )
}
