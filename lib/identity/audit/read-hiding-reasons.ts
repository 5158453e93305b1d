import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'

const Hiding = z.object({ id: z.int(), reason: z.string() })

/** Returns why these posts were hidden last, by their ids, where the reason was written for their authors. One query. */
export async function readHidingReasons(kind: 'thread' | 'reply', ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await queryRows(
    pool(),
    Hiding,
    `select distinct on (e.subject_id) e.subject_id as id, case when e.author_reads then e.reason else '' end as reason from audit_entry e
     where e.subject_kind = $1::subject_kind and e.subject_id = any($2::int[]) and e.action = $3 order by e.subject_id, e.id desc`,
    [kind, ids, `${kind}.hide`],
  )
  return new Map(rows.filter(({ reason }) => reason !== '').map(({ id, reason }) => [id, reason]))
}
