import { z } from 'zod'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../identity/viewer'
import { pool, queryRows } from '../platform/db'

const Use = z.object({ id: z.int(), slug: z.string(), title: z.string(), number: z.int() })

/** An answer that cites a post: the post by its number, 0 for an opening. */
export type Use = z.infer<typeof Use>

const usesMax = 500

/** Returns the answers that cite posts of a thread, as far as the viewer may see them. The caller has checked the thread. One statement. */
export async function readUsesOfThread(viewer: Viewer, threadId: number): Promise<Use[]> {
  return queryRows(pool(), Use, {
    name: 'uses-of-thread',
    text: `select distinct a.id, a.slug, a.title, coalesce(r.number, 0) as number
      from (select c.answer_id, c.reply_id from citation c where c.thread_id = $1
          union select c.answer_id, c.reply_id from citation c join reply x on x.id = c.reply_id where x.thread_id = $1
          union select c.answer_id, m.merged_as_id from citation c join thread m on m.id = c.thread_id where m.merged_into_id = $1 and c.reply_id is null) c
        left join reply r on r.id = c.reply_id join answer a on a.id = c.answer_id join topic o on o.id = a.topic_id
      where (r.id is null or r.thread_id = $1) and ${answerIsLive('a')} and ${topicIsVisible('o', '$2')}
      order by a.title, a.id limit ${usesMax}`,
    values: [threadId, visibilitiesFor(viewer)],
  })
}

/** Returns the answers that cite an answer, as far as the viewer may see them. One statement. */
export async function readUsesOfAnswer(viewer: Viewer, answerId: number): Promise<Use[]> {
  return queryRows(pool(), Use, {
    name: 'uses-of-answer',
    text: `select distinct a.id, a.slug, a.title, 0 as number from citation c join answer a on a.id = c.answer_id join topic o on o.id = a.topic_id
      where c.cited_answer_id = $1 and ${answerIsLive('a')} and ${topicIsVisible('o', '$2')} order by a.title, a.id limit ${usesMax}`,
    values: [answerId, visibilitiesFor(viewer)],
  })
}
