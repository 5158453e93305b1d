import { z } from 'zod'
import { personSeesTopic, type Viewer } from '../../identity/viewer'
import { type Db, queryRows } from '../../platform/db'
import { type PostKey, postColumn } from './post'

/** People who are told of one post that mentions them, whatever it says and however often it is edited. */
export const toldMax = 10

const Told = z.object({ id: z.int(), person_id: z.int(), told: z.boolean() })

/** For each kind of post: its row as `post`, with its thread as `t` and the topic as `o`. */
const posts = {
  thread: 'thread post join thread t on t.id = post.id',
  reply: 'reply post join thread t on t.id = post.thread_id',
} as const

/**
 * Returns the people who are to be told that a post mentions them, in the order of its text, and notes that they are: nobody is returned
 * twice for a post, however it is edited. They have an account that is not suspended and may see the post; neither its author nor the
 * viewer, who writes, is among them. At most ten for each post. Of a hidden post nobody is told, and nothing is decided: call it
 * again when the post is shown. One statement. @param viewer who writes, or shows the post.
 */
export async function newlyMentioned(tx: Db, viewer: Viewer, post: PostKey): Promise<number[]> {
  const column = postColumn(post)
  const rows = await queryRows(
    tx,
    Told,
    `with asked as (
       select m.id, m.person_id,
         u.id is not null and m.person_id is distinct from post.author_id and m.person_id is distinct from $2::int
           and ${personSeesTopic('p', 'o')} as is_told
       from mention m
       join (${posts[post.kind]} join topic o on o.id = t.topic_id) on post.id = m.${column} and post.hidden_at is null and t.hidden_at is null
       join person p on p.id = m.person_id
       left join auth_user u on u.person_id = m.person_id and u.suspended_at is null
       where m.${column} = $1 and m.told is null and m.names <> '{}'),
     counted as (select a.*, row_number() over (partition by is_told order by id) as nth from asked a)
     update mention m
       set told = c.is_told and c.nth <= ${toldMax} - (select count(*) from mention o where o.${column} = $1 and o.told)
     from counted c where m.id = c.id
     returning m.id, m.person_id, m.told`,
    [post.id, viewer.personId],
  )
  return rows
    .filter(({ told }) => told)
    .sort((a, b) => a.id - b.id)
    .map(({ person_id }) => person_id)
}
