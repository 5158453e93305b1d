import { z } from 'zod'
import { type Db, queryRow, queryRows } from '../../platform/db'
import type { MatchedPosts } from '../../search'
import { toldUntil } from '../events'

/** So many events are looked at for a search at once. */
export const newPostsMax = 500

const Until = z.object({ until: z.string() })
const Row = z.object({
  eventId: z.string(),
  at: z.string(),
  threadId: z.int().nullable(),
  number: z.int().nullable(),
  answerId: z.int().nullable(),
})

/** A post that was written or published, by its event. A reply is where it is now, also if its thread was merged. */
export type NewPost = z.output<typeof Row>

/** Returns until when events are told and written, to the microsecond. */
export async function readUntil(tx: Db): Promise<string> {
  const { until } = await queryRow(tx, Until, `select ${toldUntil()}::text as until`)
  return until
}

/**
 * Returns what others than this person have posted or published in a span of time, the earliest first. Events say so: an import, its undoing, a restore
 * and the sample record none, and so nobody is told of what they bring.
 */
export function readNewPosts(tx: Db, personId: number, since: string, until: string): Promise<NewPost[]> {
  return queryRows(
    tx,
    Row,
    `select e.id::text as "eventId", e.created_at::text as at, coalesce(r.thread_id, e.thread_id) as "threadId",
       case when e.kind = 'reply' then r.number else 0 end as number, e.answer_id as "answerId"
     from event e left join reply r on r.id = e.reply_id
     where e.created_at >= $2::timestamptz and e.created_at < $3::timestamptz and e.kind in ('thread', 'reply', 'answer_published')
       and e.actor_id is distinct from $1::int
     order by e.created_at, e.id limit ${newPostsMax}`,
    [personId, since, until],
  )
}

/** The same as search names them. */
export function askedOf(posts: NewPost[]): MatchedPosts {
  return {
    posts: posts.flatMap(({ threadId, number }) =>
      threadId === null || number === null ? [] : [{ groupKind: 'thread' as const, groupId: threadId, place: number }],
    ),
    answers: posts.flatMap(({ answerId }) => answerId ?? []),
  }
}
