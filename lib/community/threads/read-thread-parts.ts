import type { z } from 'zod'
import { excerpt, joinPostText, plainTexts } from '../../content'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow, queryRows } from '../../platform/db'
import { numbersOfPage } from '../../shared'
import { readUsefulReply } from './read-useful-reply'
import { ContestedRecord, LandmarksRecord, ReplyRecord, SameAsRecord, UsefulRecord } from './thread-rows'
import type { ThreadView, UsefulReplyView } from './thread-view'

/** As much of a post's words as programs are told. */
export const plainLengthMax = 5_000

/** Threads that it was said to ask the same as, as far as the viewer may see them. */
export async function readSameAs(viewer: Viewer, id: number): Promise<ThreadView['sameAs']> {
  return queryRows(pool(), SameAsRecord, {
    name: 'thread-same-as',
    text: `select t.id, t.slug, t.title from thread_link l join thread t on t.id = l.to_id and t.hidden_at is null
      join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$2')}
      where l.from_id = $1 and l.kind = 'duplicate' order by t.view_count desc, t.id limit 3`,
    values: [id, visibilitiesFor(viewer)],
  })
}

/** The visible replies of a page of a thread, in order of time. What one of them replies to may be a deleted reply that keeps its place. */
export async function readReplies(threadId: number, page: number): Promise<z.infer<typeof ReplyRecord>[]> {
  const { first, last } = numbersOfPage(page)
  return queryRows(pool(), ReplyRecord, {
    name: 'thread-replies',
    text: `select r.*, left(x.plain, ${plainLengthMax}) as plain, a.number as answers_number, p.name as author_name, p.display_name as author_display_name, p.role as author_role
      from reply r left join reply a on a.id = r.answers_reply_id
          and (a.hidden_at is null or (a.deleted_at is not null and a.author_id is distinct from r.author_id)) left join person p on p.id = r.author_id
        ${joinPostText('x', 'r.thread_id', 'r.number')}
      where r.thread_id = $1 and r.hidden_at is null and r.number between $2::bigint and $3::bigint order by r.number`,
    values: [threadId, first, last],
  })
}

/**
 * The numbers of the replies that a thread's pages lead to, whichever page they are on: the accepted ones, the newest, the one with the most
 * boosts. `highest` counts hidden ones, too. One pass over the thread's replies.
 */
export async function readLandmarks(threadId: number): Promise<z.infer<typeof LandmarksRecord>> {
  return queryRow(pool(), LandmarksRecord, {
    name: 'thread-landmarks',
    text: `select coalesce((array_agg(number order by number desc))[1], 0) as highest,
        coalesce((array_agg(number order by number desc) filter (where hidden_at is null))[1], 0) as newest,
        count(*) filter (where hidden_at is null)::int as visible, coalesce(bool_or(deleted_at is not null), false) as deleted,
        coalesce(array_agg(number order by number) filter (where hidden_at is null and accepted_at is not null), '{}') as accepted,
        (array_agg(number order by boost_count desc, number) filter (where hidden_at is null and withdrawn_at is null and boost_count > 0))[1] as boosted
      from reply where thread_id = $1`,
    values: [threadId],
  })
}

const usefulPassageLength = 320

/** The reply that is probably the most useful, with a passage of its own words; null where none stands out. */
export async function readUseful(threadId: number): Promise<UsefulReplyView | null> {
  const useful = await readUsefulReply(threadId)
  if (!useful) return null
  const { author, ...text } = await queryRow(pool(), UsefulRecord, {
    name: 'thread-useful',
    text: `select left(coalesce(x.own, x.plain), 1000) as plain, left(r.body, 3000) as body, p.display_name as author
      from reply r left join person p on p.id = r.author_id ${joinPostText('x', 'r.thread_id', 'r.number')}
      where r.thread_id = $1 and r.number = $2`,
    values: [threadId, useful.number],
  })
  const [own] = await plainTexts([text], true)
  return { ...useful, author, passage: excerpt(own as string, usefulPassageLength) }
}

/** Answers of which the asker said that they miss this case, as far as the viewer may see them. */
export async function readContested(viewer: Viewer, threadId: number): Promise<ThreadView['contested']> {
  return queryRows(pool(), ContestedRecord, {
    name: 'thread-contested',
    text: `select a.id, a.slug, a.title, v.reason from coverage v join answer a on a.id = v.answer_id join topic o on o.id = a.topic_id
      where v.thread_id = $1 and v.verdict = 'contested' and ${answerIsLive('a')}
        and ${topicIsVisible('o', '$2')} order by v.judged_at`,
    values: [threadId, visibilitiesFor(viewer)],
  })
}
