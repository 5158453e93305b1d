import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { searchesInVain } from '../../search'
import { demandOf } from './demand'
import { fillAsks } from './fill-asks'
import { isWriting } from './held'

const Stored = z.object({
  id: z.int(),
  state: z.enum(['open', 'covered', 'dismissed', 'gone']),
  writing: z.boolean(),
  members: z.int(),
  live: z.int(),
  threads: z.int(),
  asking: z.number(),
  unanswered: z.int(),
  views: z.int(),
  viewsBefore: z.int(),
  history: z.int(),
  searches: z.int(),
  titleId: z.int().nullable(),
  merged: z.boolean(),
})
type Stored = z.infer<typeof Stored>

/** Works out the figures of a gap from its threads, which of them gives it its title, and whether it is open, covered or gone. */
export function refreshGap(tx: Db, gapId: number): Promise<void> {
  return refreshGaps(tx, [gapId])
}

/** The same of several. The number of queries is constant. */
export async function refreshGaps(tx: Db, gapIds: number[]): Promise<void> {
  if (gapIds.length === 0) return
  await tx.$executeRaw`select id from gap where id = any(${gapIds}::int[]) order by id for update`
  await fillAsks(tx, gapIds)
  const gaps = (await readFigures(tx, gapIds)).map((gap) => ({ ...gap, demand: demandOf(gap), next: stateOf(gap) }))
  const column = <T>(of: (gap: (typeof gaps)[number]) => T) => gaps.map(of)
  await tx.$executeRawUnsafe(
    `update gap g set threads = u.threads, unanswered = u.unanswered, views = u.views, views_before = u.before, searches = u.searches,
       demand = u.demand, title_id = coalesce(u.title, g.title_id), figures_at = now(), state = u.state::gap_state,
       since = case when g.state = u.state::gap_state then g.since else now() end
     from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::float8[], $8::int[], $9::text[])
       u(id, threads, unanswered, views, before, searches, demand, title, state) where g.id = u.id`,
    column(({ id }) => id),
    column(({ threads }) => threads),
    column(({ unanswered }) => unanswered),
    column(({ views }) => views),
    column(({ viewsBefore }) => viewsBefore),
    column(({ searches }) => searches),
    column(({ demand }) => demand),
    column(({ titleId }) => titleId),
    column(({ next }) => next),
  )
  // Where the threads of a merged gap went is noted already.
  const changed = gaps.filter(({ state, next, merged }) => state !== next && !merged)
  await tx.gapEvent.createMany({ data: changed.map((gap) => ({ gapId: gap.id, what: eventOf(gap) })) })
}

function eventOf({ next, members }: { next: Stored['state']; members: number }): string {
  if (next === 'open') return 'reopened'
  return next === 'gone' && members === 0 ? 'emptied' : next
}

/** What an editor dismissed stays so. What somebody is writing about does not go under their hands. */
function stateOf({ state, writing, live, threads }: Stored): Stored['state'] {
  if (state === 'dismissed') return state
  if (live === 0) return writing ? state : 'gone'
  return threads === 0 ? 'covered' : 'open'
}

/** Whose title it is: a thread that asks, the closest to the others, the most read. */
const titleOrder = `(o.asks >= 0.5) desc, i.sum desc nulls last, o.view_count desc, o.id`

function readFigures(tx: Db, gapIds: number[]): Promise<Stored[]> {
  return queryRows(
    tx,
    Stored,
    `with today as (select (now() at time zone 'utc')::date as day),
       live as (select m.gap_id, t.id, t.standing, t.view_count, coalesce(m.asks, 1) as asks from gap_thread m join thread t on t.id = m.thread_id
         where m.gap_id = any($1::int[]) and t.hidden_at is null and t.withdrawn_at is null),
       open as (select * from live where standing <> 'covered'),
       seen as (select o.gap_id, coalesce(sum(v.views) filter (where v.day > today.day - 90), 0)::int as now,
           coalesce(sum(v.views) filter (where v.day <= today.day - 90 and v.day > today.day - 180), 0)::int as before, sum(v.views)::int as counted
         from today, open o join view_day v on v.kind = 'thread' and v.subject_id = o.id group by o.gap_id),
       sought as (select o.gap_id, count(distinct l.session)::int as n from open o
         join ${searchesInVain} l on l.thread_id = o.id group by o.gap_id),
       inward as (select o.id, sum(l.closeness) as sum from open o
         join related_link l on l.from_kind = 'thread' and l.from_id = o.id and l.to_kind = 'thread'
         join open p on p.id = l.to_id and p.gap_id = o.gap_id group by o.id),
       title as (select distinct on (o.gap_id) o.gap_id, o.id from open o left join inward i on i.id = o.id order by o.gap_id, ${titleOrder}),
       counted as (select l.gap_id, count(*)::int as live, count(*) filter (where standing <> 'covered')::int as threads,
           coalesce(sum(asks) filter (where standing <> 'covered'), 0)::float8 as asking,
           count(*) filter (where standing = 'unanswered')::int as unanswered,
           coalesce(sum(view_count) filter (where standing <> 'covered'), 0)::int as views from live l group by l.gap_id)
     select g.id, g.state::text, ${isWriting('g')} as writing, (select count(*)::int from gap_thread m where m.gap_id = g.id) as members,
       coalesce(c.live, 0) as live,
       coalesce(c.threads, 0) as threads, coalesce(c.asking, 0) as asking, coalesce(c.unanswered, 0) as unanswered,
       coalesce(s.now, 0) as views, coalesce(s.before, 0) as "viewsBefore", greatest(0, coalesce(c.views, 0) - coalesce(s.counted, 0)) as history,
       coalesce(q.n, 0) as searches, t.id as "titleId", g.merged_into_id is not null as merged
     from gap g left join counted c on c.gap_id = g.id left join seen s on s.gap_id = g.id left join sought q on q.gap_id = g.id
       left join title t on t.gap_id = g.id where g.id = any($1::int[]) order by g.id`,
    [gapIds],
  )
}
