import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows, Resolution } from '../../platform/db'

/** What a picture of a thread says. */
export type ThreadPreview = z.infer<typeof ThreadPreview>

const ThreadPreview = z.object({
  slug: z.string(),
  title: z.string(),
  topic: z.string(),
  resolution: z.enum(Resolution),
  replyCount: z.int(),
})

/** A thread in few words, or null where the viewer may not see it or its author took it back. */
export async function readThreadPreview(viewer: Viewer, id: number): Promise<ThreadPreview | null> {
  const [preview] = await queryRows(
    pool(),
    ThreadPreview,
    `select t.slug, t.title, o.name as topic, t.standing as resolution, t.reply_count as "replyCount"
     from thread t join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$2')}
     where t.id = $1 and t.hidden_at is null and t.withdrawn_at is null`,
    [id, visibilitiesFor(viewer)],
  )
  return preview ?? null
}
