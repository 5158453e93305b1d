import { z } from 'zod'
import { pool, queryRow, type SubjectKind } from '../../platform/db'

const Recent = z.object({ month: z.int(), quarter: z.int() })

/** Returns how often something was viewed in the last 30 and 90 days, today included. */
export function recentViews(kind: SubjectKind, id: number): Promise<z.infer<typeof Recent>> {
  return queryRow(
    pool(),
    Recent,
    `select coalesce(sum(views) filter (where day > today - 30), 0)::int as month, coalesce(sum(views), 0)::int as quarter
     from view_day, (select (now() at time zone 'utc')::date as today) now
     where kind = $1::subject_kind and subject_id = $2 and day > today - 90`,
    [kind, id],
  )
}
