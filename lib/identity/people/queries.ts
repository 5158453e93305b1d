import { z } from 'zod'
import { excerpt, joinPostText, plainTexts } from '../../content'
import { pool, queryRow, queryRows, Role } from '../../platform/db'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../viewer'

/** A person's page. Counts contain only what the viewer may see. */
export type PersonView = {
  id: number
  name: string
  displayName: string
  about: string
  role: 'member' | 'editor' | 'admin'
  createdAt: Date
  /** The account was deleted: only posts are left. */
  erased: boolean
  threadCount: number
  replyCount: number
  acceptedCount: number
  replies: {
    threadId: number
    threadSlug: string
    threadTitle: string
    number: number
    createdAt: Date
    accepted: boolean
    passage: string
  }[]
}

const repliesShown = 20
const passageLength = 200

const Found = z.object({
  id: z.int(),
  name: z.string(),
  display_name: z.string(),
  about: z.string(),
  role: z.enum(Role),
  created_at: z.date(),
  erased_at: z.date().nullable(),
})
const Counts = z.object({ threads: z.int(), replies: z.int(), accepted: z.int() })
const Reply = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  number: z.int(),
  created_at: z.date(),
  accepted_at: z.date().nullable(),
  plain: z.string().nullable(),
  body: z.string().nullable(),
})

/** Returns a person by name in any case, or null. */
export async function findPerson(viewer: Viewer, name: string): Promise<PersonView | null> {
  const [person] = await queryRows(pool(), Found, 'select * from person where lower(name) = lower($1)', [name])
  if (!person) return null
  const visibilities = visibilitiesFor(viewer)
  const counts = await queryRow(
    pool(),
    Counts,
    `select
       (select count(*) from thread t join topic o on o.id = t.topic_id where t.author_id = $1 and t.hidden_at is null and ${topicIsVisible('o', '$2')})::int as threads,
       count(*)::int as replies, count(r.accepted_at)::int as accepted
     from reply r join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id
     where r.author_id = $1 and r.hidden_at is null and t.hidden_at is null and ${topicIsVisible('o', '$2')}`,
    [person.id, visibilities],
  )
  const rows = await queryRows(
    pool(),
    Reply,
    `select t.id, t.slug, t.title, r.number, r.created_at, r.accepted_at,
       left(x.plain, ${2 * passageLength}) as plain, case when x.plain is null then r.body end as body
     from reply r join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id ${joinPostText('x', 't.id', 'r.number')}
     where r.author_id = $1 and r.hidden_at is null and t.hidden_at is null and ${topicIsVisible('o', '$2')}
     order by r.created_at desc, r.id desc limit $3`,
    [person.id, visibilities, repliesShown],
  )
  const words = await plainTexts(rows)
  return {
    id: person.id,
    name: person.name,
    displayName: person.display_name,
    about: person.about,
    role: person.role,
    createdAt: person.created_at,
    erased: person.erased_at !== null,
    threadCount: counts.threads,
    replyCount: counts.replies,
    acceptedCount: counts.accepted,
    replies: rows.map((row, i) => ({
      threadId: row.id,
      threadSlug: row.slug,
      threadTitle: row.title,
      number: row.number,
      createdAt: row.created_at,
      accepted: row.accepted_at !== null,
      passage: excerpt(words[i] as string, passageLength),
    })),
  }
}
