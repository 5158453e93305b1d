import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool } from '../../platform/db'

/** What a picture of a thread says. */
export type ThreadPreview = {
  slug: string
  title: string
  topic: string
  resolution: 'unanswered' | 'answered' | 'covered'
  replyCount: number
}

/** A thread in few words, or null where the viewer may not see it or its author took it back. */
export async function readThreadPreview(viewer: Viewer, id: number): Promise<ThreadPreview | null> {
  const { rows } = await pool().query<ThreadPreview>(
    `select t.slug, t.title, o.name as topic, t.standing as resolution, t.reply_count as "replyCount"
     from thread t join topic o on o.id = t.topic_id and o.visibility = any($2::visibility[])
     where t.id = $1 and t.hidden_at is null and t.withdrawn_at is null`,
    [id, visibilitiesFor(viewer)],
  )
  return rows[0] ?? null
}
