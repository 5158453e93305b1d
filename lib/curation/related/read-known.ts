import { z } from 'zod'
import { coverageCounts, isUncontested, topicIsAsOpen } from '../../identity/viewer'
import { type Db, db, pool, queryRows } from '../../platform/db'
import type { Reason } from './reason'

/** A link that does not come from texts. */
export type Known = { toKind: 'thread' | 'answer'; toId: number; reason: Reason }

export type Choices = { pinned: Known[]; banned: Set<string> }

const Choice = z.object({ kind: z.enum(['thread', 'answer']), id: z.int(), choice: z.enum(['pinned', 'banned']) })
const Linked = z.object({ id: z.int(), duplicate: z.boolean() })
const Id = z.object({ id: z.int() })

/** Returns what an editor pinned and banned, in the order of pinning. An archived answer is replaced by its successor. */
export async function readChoices(kind: 'thread' | 'answer', id: number, tx: Db = db()): Promise<Choices> {
  const rows = await queryRows(
    tx,
    Choice,
    `select c.to_kind as kind, ${successorOf('c.to_kind', 'c.to_id')} as id, c.choice::text from related_choice c
     where c.from_kind = $1::subject_kind and c.from_id = $2 order by c.created_at`,
    [kind, id],
  )
  return {
    pinned: rows.filter(({ choice }) => choice === 'pinned').map((row) => ({ toKind: row.kind, toId: row.id, reason: { kind: 'pinned' } })),
    banned: new Set(rows.filter(({ choice }) => choice === 'banned').map((row) => `${row.kind}/${row.id}`)),
  }
}

/**
 * SQL for the id of what replaces a subject: the successor of an archived answer, and so on; the thread into which one was merged;
 * otherwise the subject itself.
 */
export function successorOf(kind: string, id: string): string {
  return `case when ${kind} = 'thread' then coalesce((select merged_into_id from thread where id = ${id}), ${id})
    when ${kind} <> 'answer' then ${id} else (
    with recursive heir as (
      select id, status, successor_id, 0 as step from answer where id = ${id}
      union all select n.id, n.status, n.successor_id, h.step + 1 from heir h join answer n on n.id = h.successor_id
        where h.status = 'archived' and h.step < 20)
    select id from heir order by step desc limit 1) end`
}

/**
 * Returns threads that people have tied to this one, the strongest tie first: marked as the same question, linked in either direction,
 * settled by the same answer, opened by the same visitors. Three queries.
 */
export async function readKnown(threadId: number): Promise<Known[]> {
  const [linked, settled, together] = await Promise.all([
    queryRows(
      pool(),
      Linked,
      `select other as id, bool_or(kind = 'duplicate') as duplicate from (
         select to_id as other, kind from thread_link where from_id = $1 union all select from_id, kind from thread_link where to_id = $1) l
       join thread t on t.id = other and t.hidden_at is null group by other order by 2 desc, 1 limit $2`,
      [threadId, linkedMax],
    ),
    queryRows(
      pool(),
      Id,
      `select other.thread_id as id from coverage own join answer a on a.id = own.answer_id
         join thread self on self.id = own.thread_id join topic here on here.id = self.topic_id
         join topic theirs on theirs.id = a.topic_id
         join coverage other on other.answer_id = own.answer_id and other.thread_id <> own.thread_id and ${isUncontested('other')}
           and other.section is not distinct from own.section
         join thread t on t.id = other.thread_id and t.hidden_at is null
       where own.thread_id = $1 and ${coverageCounts('own', 'a', topicIsAsOpen('theirs', 'here.visibility'))} order by t.view_count desc, t.id desc limit $2`,
      [threadId, settledMax],
    ),
    queryRows(
      pool(),
      Id,
      `select case when low_id = $1 then high_id else low_id end as id from opened_together o
         join thread t on t.id = case when o.low_id = $1 then o.high_id else o.low_id end and t.hidden_at is null
       where (low_id = $1 or high_id = $1) and count >= $2 order by o.count desc, 1 limit $3`,
      [threadId, togetherMin, togetherMax],
    ),
  ])
  return [
    ...linked.map(({ id, duplicate }): Known => ({ toKind: 'thread', toId: id, reason: { kind: duplicate ? 'duplicate' : 'linked' } })),
    ...settled.map(({ id }): Known => ({ toKind: 'thread', toId: id, reason: { kind: 'same-answer' } })),
    ...together.map(({ id }): Known => ({ toKind: 'thread', toId: id, reason: { kind: 'together' } })),
  ]
}

const linkedMax = 10
const settledMax = 2
/** Fewer shared visits are chance. */
export const togetherMin = 4
const togetherMax = 2
