import { z } from 'zod'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../identity/viewer'
import { pool, queryRows } from '../platform/db'

/** What a preview picture of a canonical answer says. */
export type AnswerPreview = z.infer<typeof AnswerPreview>

const AnswerPreview = z.object({ id: z.int(), title: z.string(), topic: z.string(), coverCount: z.int() })

/** Returns a published answer in few words, or null if the viewer may not see it. */
export async function readAnswerPreview(viewer: Viewer, slug: string): Promise<AnswerPreview | null> {
  const [preview] = await queryRows(
    pool(),
    AnswerPreview,
    `select a.id, a.title, o.name as topic, a.cover_count as "coverCount"
     from answer a join topic o on o.id = a.topic_id and ${topicIsVisible('o', '$2')}
     where a.slug = $1 and ${answerIsLive('a')}`,
    [slug, visibilitiesFor(viewer)],
  )
  return preview ?? null
}
