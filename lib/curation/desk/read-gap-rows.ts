import { z } from 'zod'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

const OpenGap = z.object({
  title: z.string(),
  id: z.int(),
  threads: z.int(),
  /** In the last ninety days. */
  views: z.int(),
  openedAt: z.date(),
})

/** An open gap as the desk shows it, with the title of the thread that says best what all ask. */
export type GapRow = z.infer<typeof OpenGap>

/** In SQL: open gaps whose title can be read; the parameter `$1` holds `visibilitiesFor(viewer)`. */
export const openGapsFrom = `from gap g join thread t on t.id = g.title_id join topic o on o.id = t.topic_id
  where g.state = 'open' and t.hidden_at is null and ${topicIsVisible('o', '$1')}`

/** Returns the open gaps for which there is the most demand. One query. @throws DomainError `forbidden` unless an editor. */
export async function readGapRows(viewer: Viewer, countMax: number): Promise<GapRow[]> {
  authorize(viewer, 'desk.see')
  return queryRows(
    pool(),
    OpenGap,
    `select g.id, t.title, g.threads, g.views, g.opened_at as "openedAt" ${openGapsFrom} order by g.demand desc, g.id desc limit $2`,
    [visibilitiesFor(viewer), countMax],
  )
}
