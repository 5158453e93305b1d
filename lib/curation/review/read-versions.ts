import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { topicIsAsOpen } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { appliedVersions } from './applied-versions'
import { enoughOf, type NewerVersion, type PostFinding } from './enough-of'
import { isThere } from './reason-events'
import { versionPrefilter } from './version-prefilter'
import { newerVersionFinder } from './versions-in'

/** An answer as it is looked at; `since` is when its text was last known to be right. */
type ReviewedAnswer = { id: number; topicId: number; appliesTo: string[]; since: Date }

/** So many threads that an answer covers, the latest first, and so many that list it as related, are looked at. */
const tiedMax = 500
/** Of its topic, those that were active last. */
const ofTopicMax = 500
/** Of all these: tied ones before others, then by activity. */
const threadsMax = 1_000
const repliesMax = 1_000
/** A long thread has its newest replies looked at. */
const repliesOfThreadMax = 20
/** In characters. */
const textMax = 20_000

const Post = z.object({
  threadId: z.int(),
  authorId: z.int().nullable(),
  at: z.date(),
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
})

/**
 * Returns threads in which a newer version than an answer applies to was discussed after `since`, the newest version first: threads that it
 * covers, related ones, and the last active of its topic. A thread counts only where everyone who sees the answer sees it, so that what
 * readers are told shows nothing hidden. What too few people name is left out, see `enoughOf()`. At most 2,000 posts are looked at, in one
 * query.
 */
export async function readNewerVersions({ id, topicId, appliesTo, since }: ReviewedAnswer): Promise<NewerVersion[]> {
  const applied = appliedVersions(appliesTo).filter(({ isOpen }) => !isOpen)
  if (applied.length === 0) return []
  const find = newerVersionFinder(applied)
  const posts = await queryRows(pool(), Post, candidates, [id, topicId, since, versionPrefilter(applied)])
  const found: PostFinding[] = []
  for (const post of posts) {
    found.push(...find(post).map((each) => ({ ...each, ...post })))
    // Other work of the process has its turn: a long text takes milliseconds.
    await setImmediate()
  }
  return enoughOf(found)
}

/** Each part is bounded before texts are read, so that an answer costs no more in a larger forum. */
const candidates = `with tied as (
    (select thread_id as id from coverage where answer_id = $1 order by created_at desc, thread_id limit ${tiedMax})
    union (select to_id from related_link where from_kind = 'answer' and from_id = $1 and to_kind = 'thread')
    union (select from_id from related_link where to_kind = 'answer' and to_id = $1 and from_kind = 'thread' order by from_id desc limit ${tiedMax})
  ), near as (
    select id, true as is_tied from tied
    union all (select id, false from thread
      where topic_id = $2 and hidden_at is null and activity_at > $3 order by activity_at desc, id desc limit ${ofTopicMax})
  ), active as (
    select t.id, t.activity_at, t.created_at, t.author_id, t.title, t.body, bool_or(n.is_tied) as is_tied
    from near n join thread t on t.id = n.id join topic o on o.id = t.topic_id join topic here on here.id = $2
    where ${isThere('t')} and t.merged_into_id is null and t.activity_at > $3 and ${topicIsAsOpen('o', 'here.visibility')}
    group by t.id order by bool_or(n.is_tied) desc, t.activity_at desc, t.id desc limit ${threadsMax}
  ), replied as (
    select r.id from active a
    cross join lateral (select id, number, created_at, hidden_at, withdrawn_at from reply where thread_id = a.id
      order by number desc limit ${repliesOfThreadMax}) r
    where r.created_at > $3 and ${isThere('r')} order by a.is_tied desc, a.activity_at desc, a.id, r.number desc limit ${repliesMax}
  ), post as (
    select a.id as "threadId", a.author_id as "authorId", a.created_at as at,
      a.title, left(a.body, ${textMax}) as body, array(select g.name from thread_tag m join tag g on g.id = m.tag_id where m.thread_id = a.id) as tags
    from active a where a.created_at > $3
    union all
    select r.thread_id, r.author_id, r.created_at, '', left(r.body, ${textMax}), '{}' from replied join reply r on r.id = replied.id
  )
  select * from post where concat_ws(E'\\n', title, body, replace(array_to_string(tags, E'\\n'), '-', ' ')) ~* $4`
