import { z } from 'zod'
import { answerIsLive } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

const Contested = z.object({
  threadId: z.int(),
  threadSlug: z.string(),
  threadTitle: z.string(),
  answerId: z.int(),
  answerSlug: z.string(),
  answerTitle: z.string(),
  section: z.string().nullable(),
  reason: z.string(),
  asker: z.string(),
  respondedAt: z.date(),
  /** The latest revision, if it is newer than the response; null if the text is the one that the asker responded to. */
  revision: z.int().nullable(),
})

/** A coverage that, the asker said, is not their case. */
export type ContestedRow = z.infer<typeof Contested>

/** In SQL: coverages whose askers contest them, where thread and answer can be read. */
export const contestedFrom = `from coverage v join thread t on t.id = v.thread_id join answer a on a.id = v.answer_id
  where v.verdict = 'contested' and t.hidden_at is null and ${answerIsLive('a')}`

/** Returns coverages that, their askers said, miss their case, the oldest first. One query. The caller has checked who asks. */
export async function contestedRows(countMax: number): Promise<ContestedRow[]> {
  return queryRows(
    pool(),
    Contested,
    `select t.id as "threadId", t.slug as "threadSlug", t.title as "threadTitle", a.id as "answerId", a.slug as "answerSlug",
       a.title as "answerTitle", v.section, v.reason,
       coalesce((select p.display_name from person p where p.id = t.author_id), 'Someone') as asker, v.judged_at as "respondedAt",
       case when a.revised_at > v.judged_at then a.revision_number end as revision
     ${contestedFrom} order by v.judged_at, v.thread_id, v.answer_id limit $1`,
    [countMax],
  )
}
