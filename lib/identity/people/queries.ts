import { z } from 'zod'
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
}

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
  }
}
