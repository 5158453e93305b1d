import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'

const Record = z.object({
  id: z.int(),
  name: z.string(),
  displayName: z.string(),
  role: z.enum(['member', 'editor', 'admin']),
  /** When the account was made; null for an imported author and for someone who deleted their account. */
  joinedAt: z.date().nullable(),
  suspended: z.boolean(),
  /** Posts that others see, and those that editors have hidden; each up to `postsCountedMax`. */
  posts: z.int(),
  hidden: z.int(),
  /** Reports of their posts that led to a hidden post, and that changed nothing. */
  upheld: z.int(),
  dismissed: z.int(),
  /** Held posts that were refused. */
  rejected: z.int(),
})

/** What an editor should know of somebody before they decide. */
export type AuthorRecord = z.infer<typeof Record>

/** Somebody may have written a million posts. */
export const postsCountedMax = 1_000

/** Returns the records of these people by their ids. One query. */
export async function readRecords(personIds: number[]): Promise<Map<number, AuthorRecord>> {
  const counted = (of: string, max = postsCountedMax) => `(select count(*)::int from (${of} limit ${max + 1}) few)`
  const both = (condition: string) =>
    counted(
      `select 1 from (select 1 from thread x where x.author_id = p.id and ${condition}
       union all select 1 from reply x where x.author_id = p.id and ${condition}) all_of_them`,
    )
  const cases = (kind: string, outcome: string) =>
    counted(`select 1 from moderation_case x where x.author_id = p.id and x.kind = '${kind}' and x.outcome = '${outcome}'`, 99)
  const rows = await queryRows(
    pool(),
    Record,
    `select p.id, p.name, p.display_name as "displayName", p.role, u.created_at as "joinedAt", u.suspended_at is not null as suspended,
       ${both('x.hidden_at is null')} as posts,
       ${both('x.hidden_at is not null and x.deleted_at is null and x.withdrawn_at is null')} as hidden,
       ${cases('report', 'hidden')} as upheld, ${cases('report', 'dismissed')} as dismissed, ${cases('held', 'rejected')} as rejected
     from person p left join auth_user u on u.person_id = p.id where p.id = any($1::int[])`,
    [[...new Set(personIds)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
