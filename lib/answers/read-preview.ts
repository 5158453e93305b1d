import { type Viewer, visibilitiesFor } from '../identity/viewer'
import { pool } from '../platform/db'

/** What a picture of a canonical answer says. */
export type AnswerPreview = { id: number; title: string; topic: string; coverCount: number }

/** A published answer in few words, or null where the viewer may not see it. */
export async function readAnswerPreview(viewer: Viewer, slug: string): Promise<AnswerPreview | null> {
  const { rows } = await pool().query<AnswerPreview>(
    `select a.id, a.title, o.name as topic, a.cover_count as "coverCount"
     from answer a join topic o on o.id = a.topic_id and o.visibility = any($2::visibility[])
     where a.slug = $1 and a.status = 'published' and a.hidden_at is null`,
    [slug, visibilitiesFor(viewer)],
  )
  return rows[0] ?? null
}
