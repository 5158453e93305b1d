import { isbot } from 'isbot'
import { pool } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { dayOf, visitorOf } from '../../platform/visitor'

const flushMs = 3_000
/** More visits than this within one flush are an attack or a hidden crawler; the rest is not counted. */
const pendingMax = 20_000

type Visit = { day: string; kind: 'thread' | 'answer'; id: number; visitor: Buffer }

/**
 * Counts who opened a thread or answer: each person once a day, robots never. Visits are gathered in memory and written
 * together every few seconds, so that no page waits for it; a crash loses seconds of counting and nothing else.
 */
export class ViewCounter {
  private pending = new Map<string, Visit>()
  private readonly timer = setInterval(() => void this.flush(), flushMs)

  constructor() {
    this.timer.unref()
  }

  /** Notes a visit. Never throws and never waits. */
  note(kind: Visit['kind'], id: number, address: string, userAgent: string): void {
    if (!userAgent || isbot(userAgent) || this.pending.size >= pendingMax) return
    const now = new Date()
    visitorOf(address, userAgent, now).then(
      (visitor) => this.pending.set(`${kind}/${id}/${visitor.toString('base64')}`, { day: dayOf(now), kind, id, visitor }),
      () => undefined,
    )
  }

  /** Writes the visits that were gathered. */
  async flush(): Promise<void> {
    if (this.pending.size === 0) return
    const visits = [...this.pending.values()]
    this.pending = new Map()
    try {
      await pool().query(
        `with fresh as (
           insert into visit (day, kind, subject_id, visitor)
           select d::date, k::subject_kind, i, v from unnest($1::text[], $2::text[], $3::int[], $4::bytea[]) as u(d, k, i, v)
           on conflict do nothing returning day, kind, subject_id),
         seen as (select kind, subject_id, count(*)::int as n from fresh group by kind, subject_id),
         days as (insert into view_day as d (kind, subject_id, day, views)
           select kind, subject_id, day, count(*)::int from fresh group by kind, subject_id, day order by kind, subject_id, day
           on conflict (kind, subject_id, day) do update set views = d.views + excluded.views),
         threads as (update thread t set view_count = view_count + s.n from (select * from seen where kind = 'thread' order by subject_id) s where t.id = s.subject_id)
         update answer a set view_count = view_count + s.n from (select * from seen where kind = 'answer' order by subject_id) s where a.id = s.subject_id`,
        [visits.map((v) => v.day), visits.map((v) => v.kind), visits.map((v) => v.id), visits.map((v) => v.visitor)],
      )
    } catch (error) {
      log('warn', 'views not counted', { visits: visits.length, error: messageOf(error) })
    }
  }

  /** Writes the rest and stops. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.flush()
  }
}
