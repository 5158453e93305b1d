import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { displayNameLengthMax, mentionKey, mentionOf } from '../../shared'
import { canBeMentioned, findNamedIds } from './find-named'

/** A person whom a text may mention: what the list shows, and what mentions them and nobody else. */
export type SuggestedPerson = { name: string; displayName: string; insert: string }

/** Only the latest replies of a thread are looked through for those who took part. */
const repliesMax = 300

const Found = z.object({ id: z.int(), name: z.string(), display_name: z.string() })

/** A pattern for names that begin with a text in which no letter has a special meaning. */
const startOf = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * Returns people whose name begins with this: first those who took part in the thread, the latest first, then others with an account. For
 * an empty beginning, those of the thread alone. Suspended and deleted people are left out, and the viewer. Of a thread that the viewer
 * may not see nothing is told. Two statements.
 */
export async function suggestPeople(viewer: Viewer, typed: string, threadId: number | null, countMax: number): Promise<SuggestedPerson[]> {
  const beginning = mentionKey(typed.replace(/^\[/, '')).slice(0, displayNameLengthMax)
  const rows = await queryRows(
    pool(),
    Found,
    `with seen as (
       select t.id, t.author_id, t.created_at from thread t join topic o on o.id = t.topic_id
       where t.id = $2 and t.hidden_at is null and ${topicIsVisible('o', '$3')}),
     part as (
       select author_id as id, max(at) as at from (
         select author_id, created_at as at from seen
         union all (select r.author_id, r.created_at from reply r join seen on r.thread_id = seen.id
                    where r.hidden_at is null order by r.number desc limit ${repliesMax})) posts
       where author_id is not null group by author_id),
     matching as (
       select p.id, part.at from part join person p on p.id = part.id
       where lower(p.display_name) like $1 or lower(p.name) like $1
       union all
       select id, null from (
         (select p.id from person p join auth_user u on u.person_id = p.id where $5 and lower(p.display_name) like $1
          order by lower(p.display_name) using ~<~ limit 2 * $4::int)
         union
         (select p.id from person p join auth_user u on u.person_id = p.id where $5 and lower(p.name) like $1
          order by lower(p.name) using ~<~ limit 2 * $4::int)) others)
     select p.id, p.name, p.display_name
     from (select id, max(at) as at from matching group by id) m join person p on p.id = m.id
     where ${canBeMentioned('p')} and p.id is distinct from $6::int
       and not exists (select 1 from auth_user u where u.person_id = p.id and u.suspended_at is not null)
     order by m.at desc nulls last, lower(p.display_name), p.id limit $4`,
    [startOf(beginning), threadId, visibilitiesFor(viewer), countMax, beginning !== '', viewer.personId],
  )
  // The name that others read, where it means nobody else, and otherwise the one in the address.
  const meant = await findNamedIds(rows.map(({ display_name }) => display_name))
  return rows.flatMap(({ id, name, display_name: displayName }) => {
    const insert = (meant.get(mentionKey(displayName)) === id ? mentionOf(displayName) : null) ?? mentionOf(name)
    return insert === null ? [] : [{ name, displayName, insert }]
  })
}
