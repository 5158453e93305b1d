import { z } from 'zod'
import { type Db, queryRowsIn } from '../../platform/db'

const Figures = z.object({
  threads: z.int(),
  unanswered: z.int(),
  views: z.int(),
  viewsBefore: z.int(),
  titleId: z.int().nullable(),
})

/** Works out the figures of a gap from its threads, and which of them gives it its title. */
export async function refreshGap(tx: Db, gapId: number): Promise<void> {
  const [figures] = await queryRowsIn(tx, Figures)`
    with open as (
      select t.id, t.standing, t.view_count from gap_thread m join thread t on t.id = m.thread_id
      where m.gap_id = ${gapId} and t.hidden_at is null and t.standing <> 'covered'),
    seen as (
      select sum(v.views) filter (where v.day > current_date - 90) as now, sum(v.views) filter (where v.day <= current_date - 90) as before
      from view_day v join open o on o.id = v.subject_id where v.kind = 'thread' and v.day > current_date - 180)
    select (select count(*)::int from open) as threads, (select count(*)::int from open where standing = 'unanswered') as unanswered,
      coalesce((select now from seen), 0)::int as views, coalesce((select before from seen), 0)::int as "viewsBefore",
      (select id from open order by view_count desc, id limit 1) as "titleId"`
  await tx.gap.update({ where: { id: gapId }, data: { ...figures, demand: figures?.threads ?? 0, figuresAt: new Date() } })
}
