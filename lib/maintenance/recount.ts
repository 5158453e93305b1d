import { coverCounts } from '../answers'
import { resolutionOf } from '../community/threads'
import { pool } from '../platform/db'

/** A counter that differs from its rows. */
export type Drift = { counter: string; rows: number }

// Each entry describes one table: its key, and what its counters should be. Imported numbers are part of them.
const counters = [
  {
    table: 'thread',
    columns: ['reply_count', 'accepted_count', 'boost_count'],
    truth: `select t.id, t.reply_base + count(r.id)::int as reply_count, count(r.accepted_at)::int as accepted_count,
        t.boost_base + (select count(*) from thread_boost b where b.thread_id = t.id)::int as boost_count
      from thread t left join reply r on r.thread_id = t.id and r.hidden_at is null group by t.id`,
  },
  {
    table: 'reply',
    columns: ['boost_count'],
    truth:
      'select r.id, r.boost_base + count(b.person_id)::int as boost_count from reply r left join reply_boost b on b.reply_id = r.id group by r.id',
  },
  {
    table: 'thread',
    columns: ['standing'],
    truth: `select t.id, ${resolutionOf('t')} as standing from thread t`,
  },
  {
    table: 'topic',
    columns: ['thread_count', 'answered_count', 'covered_count'],
    truth: `select o.id, count(t.id)::int as thread_count, count(*) filter (where t.standing = 'answered')::int as answered_count,
        count(*) filter (where t.standing = 'covered')::int as covered_count
      from topic o left join thread t on t.topic_id = o.id and t.hidden_at is null group by o.id`,
  },
  {
    table: 'tag',
    columns: ['thread_count'],
    truth:
      'select g.id, count(t.id)::int as thread_count from tag g left join thread_tag x on x.tag_id = g.id left join thread t on t.id = x.thread_id and t.hidden_at is null group by g.id',
  },
  {
    table: 'answer',
    columns: ['cover_count'],
    truth: coverCounts,
  },
]

/** Recomputes every counter and returns what differs. With `repair` it also writes the right numbers. Reads whole tables. */
export async function recount(repair: boolean): Promise<Drift[]> {
  const drifts: Drift[] = []
  for (const { table, columns, truth } of counters) {
    const differs = columns.map((column) => `k.${column} is distinct from s.${column}`).join(' or ')
    const corrected = columns.map((column) => `${column} = s.${column}`).join(', ')
    const { rowCount } = await pool().query(
      repair
        ? `update ${table} k set ${corrected} from (${truth}) s where k.id = s.id and (${differs})`
        : `select k.id from ${table} k join (${truth}) s on k.id = s.id where ${differs}`,
    )
    drifts.push({ counter: `${table}: ${columns.join(', ')}`, rows: rowCount ?? 0 })
  }
  if (repair && drifts.some(({ rows }) => rows > 0)) await pool().query(`insert into page_expiry (tags) values ('{everything}')`)
  return drifts
}
