import { z } from 'zod'
import { keysetPage, keysetRead, pool, queryRows, Role } from '../../platform/db'
import { authorize, type Viewer } from '../viewer'

/** Which people are listed. `proposed` are those whom an editor proposes to suspend. `silent` have an account and never posted; `imported` are authors without an account. */
export const peopleFilters = [
  'accounts',
  'members',
  'editors',
  'admins',
  'suspended',
  'proposed',
  'silent',
  'imported',
  'everyone',
] as const
export type PeopleFilter = (typeof peopleFilters)[number]

export const peopleSorts = ['joined', 'seen'] as const
export type PeopleSort = (typeof peopleSorts)[number]

const pageSize = 50
/** Posts of one person are counted up to here: someone may have written a million. */
export const postsCountedMax = 1_000

const Row = z.object({
  id: z.int(),
  /** Of the order, for the cursor. */
  value: z.string(),
  name: z.string(),
  displayName: z.string(),
  role: z.enum(Role),
  joinedAt: z.date(),
  isErased: z.boolean(),
  email: z.string().nullable(),
  isSuspended: z.boolean(),
  /** An editor proposes to suspend them. */
  isProposed: z.boolean(),
  /** As 2026-11-29, in UTC; null for someone who was never here. */
  seenOn: z.string().nullable(),
  /** At most one more than `postsCountedMax`. */
  threads: z.int(),
  replies: z.int(),
})

/** A person in the list. `email` is null for someone without an account. */
export type PersonRow = Omit<z.infer<typeof Row>, 'value'>

/** An open proposal of an editor, see lib/curation/reports. */
const isProposed = `exists (select 1 from moderation_case c where c.kind = 'suspension' and c.subject_kind = 'person' and c.subject_id = p.id
  and c.decided_at is null)`

const conditions: Record<PeopleFilter, string> = {
  accounts: 'u.id is not null',
  members: `u.id is not null and p.role = 'member'`,
  editors: `u.id is not null and p.role = 'editor'`,
  admins: `u.id is not null and p.role = 'admin'`,
  suspended: 'u.suspended_at is not null',
  proposed: isProposed,
  silent: `u.id is not null and not exists (select 1 from thread t where t.author_id = p.id)
    and not exists (select 1 from reply r where r.author_id = p.id)`,
  imported: 'u.id is null and p.erased_at is null and p.became_id is null',
  // What is left of an account's own name after it took an author over is nobody.
  everyone: 'p.became_id is null',
}

const orders: Record<PeopleSort, string> = {
  joined: 'p.created_at',
  // The day in UTC, whatever zone the connection has. Someone who was never here comes last.
  seen: `coalesce(u.seen_on, date '1970-01-01')::timestamp at time zone 'utc'`,
}

type Request = { text: string; filter: PeopleFilter; sort: PeopleSort; after?: string; before?: string }

/**
 * Returns a page of people whose name or address contains a text, the latest first, and cursors of the pages beside it. One statement,
 * however many people there are. @throws DomainError `forbidden`.
 */
export async function listPeople(
  viewer: Viewer,
  { text, filter, sort, ...request }: Request,
): Promise<{ rows: PersonRow[]; newer: string | null; older: string | null }> {
  authorize(viewer, 'admin.people')
  const { older, newer, cursor, sign, direction } = keysetRead(request, 'time')
  const order = orders[sort]
  const posts = (table: 'thread' | 'reply') =>
    `(select count(*)::int from (select 1 from ${table} x where x.author_id = page.id limit ${postsCountedMax + 1}) few)`
  const rows = await queryRows(
    pool(),
    Row,
    `select page.*, ${posts('thread')} as threads, ${posts('reply')} as replies from (
       select p.id, (${order})::text as value, p.name, p.display_name as "displayName", p.role, p.created_at as "joinedAt",
         p.erased_at is not null as "isErased", u.email, u.suspended_at is not null as "isSuspended", ${isProposed} as "isProposed", u.seen_on::text as "seenOn"
       from person p left join auth_user u on u.person_id = p.id
       where ${conditions[filter]}
         and ($1 = '' or p.name ilike $1 or p.display_name ilike $1 or u.email ilike $1)
         and ($2::text is null or (${order}, p.id) ${sign} ($2::timestamptz, $3::int))
       order by ${order} ${direction}, p.id ${direction} limit ${pageSize + 1}) page
     order by page.value::timestamptz ${direction}, page.id ${direction}`,
    [patternOf(text), cursor?.value ?? null, cursor?.id ?? null],
  )
  const { page, ...cursors } = keysetPage(rows, { count: pageSize, older, newer })
  return { rows: page.map(({ value: _, ...row }) => row), ...cursors }
}

/** What contains the text; a letter that patterns use means itself. */
function patternOf(text: string): string {
  const wanted = text.trim()
  return wanted && `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
}
