import { z } from 'zod'
import { type Viewer, viewerOf } from '../../identity/viewer'
import { type Db, pool, queryRows, Role, transaction } from '../../platform/db'
import { matchPosts } from '../../search'
import { insertNotices } from '../events'
import { askedOf, type NewPost, newPostsMax, readNewPosts, readUntil } from './new-posts'
import { requestOf } from './saved-query'

/** Of one search so many results are told at once, the latest. The search page has them all. */
const toldMax = 20

const Due = z.object({ id: z.int(), personId: z.int(), query: z.string(), since: z.string(), role: z.enum(Role), isSuspended: z.boolean() })
type Due = z.output<typeof Due>

/**
 * Looks for what is new of one saved search whose hour has come, as its person may see it, and tells them. It is one transaction: a worker that
 * is killed loses nothing and doubles nothing. Returns whether there may be more to do at once.
 */
export async function continueSavedSearches(): Promise<boolean> {
  let taken: number | null = null
  try {
    return await transaction(async (tx) => {
      const [due] = await queryRows(
        tx,
        Due,
        `select s.id, s.person_id as "personId", s.query, s.checked_at::text as since, p.role, u.suspended_at is not null as "isSuspended"
         from saved_search s join person p on p.id = s.person_id join auth_user u on u.person_id = p.id
         where s.due_at <= now() order by s.due_at, s.id limit 1 for no key update of s skip locked`,
      )
      if (!due) return false
      taken = due.id
      await check(tx, due)
      return true
    })
  } catch (error) {
    if (taken !== null) await putOff(taken)
    throw error
  }
}

/** A fault with one search must not hold up the others: it is tried again in some minutes. */
async function putOff(id: number): Promise<void> {
  await pool().query(`update saved_search set due_at = now() + interval '10 minutes' where id = $1 and due_at is not null`, [id])
}

async function check(tx: Db, due: Due): Promise<void> {
  const until = await readUntil(tx)
  const posts = due.isSuspended ? [] : await readNewPosts(tx, due.personId, due.since, until)
  if (posts.length > 0) {
    const found = await foundOf(viewerOf(due.personId, due.role), due.query, posts)
    for (const { eventId } of found.slice(-toldMax)) await tell(tx, due, eventId)
  }
  const isAll = posts.length < newPostsMax
  await tx.$executeRawUnsafe(
    `update saved_search set checked_at = greatest(checked_at, $2::timestamptz), due_at = now() + $3::interval where id = $1::int and due_at is not null`,
    due.id,
    isAll ? until : posts.at(-1)?.at,
    isAll ? '1 hour' : '0',
  )
}

async function foundOf(viewer: Viewer, query: string, posts: NewPost[]): Promise<NewPost[]> {
  const matched = await matchPosts(viewer, requestOf(query), askedOf(posts))
  const found = new Set(matched.posts.map(({ groupId, place }) => `${groupId}/${place}`))
  return posts.filter(({ threadId, number, answerId }) =>
    answerId === null ? found.has(`${threadId}/${number}`) : matched.answers.includes(answerId),
  )
}

/** Tells the person, unless they were told of the same post already, for another reason or by another search. */
async function tell(tx: Db, { id, personId }: Due, eventId: string): Promise<void> {
  const people = `select $1::int as person_id, 'search_found' as kind, null::int as thread_id, null::int as since`
  const told = await insertNotices(tx, eventId, { people, values: [personId] })
  // A digest tells what people were told since the one before: that is now, and not when it was posted.
  if (told > 0)
    await tx.$executeRaw`update notice set search_id = ${id}, created_at = now() where person_id = ${personId} and event_id = ${BigInt(eventId)}`
}
