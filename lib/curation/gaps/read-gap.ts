import { z } from 'zod'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRows } from '../../platform/db'
import { withdrawnTitle } from '../../shared'
import { type GapRow, readGapRows, withPeriod } from './gap-rows'
import { readMoved } from './moved-threads'
import { type CoveringAnswer, readCovering } from './read-covering'
import { type GapThreadView, readGapThreads } from './read-gap-threads'
import { type GapPeriod, storedPeriod } from './trend'

/** What became of a gap. Who did it is in the audit log. */
export type GapEventView = { at: Date; what: string; detail: string }

export type GapView = GapRow & { threadsShown: GapThreadView[]; coveredBy: CoveringAnswer[]; events: GapEventView[] }

/** A gap whose threads are in another one. `canReturn`: how many of them can be taken out again; null where nobody noted which they were. */
export type MergedGap = { id: number; mergedInto: { id: number; title: string }; canReturn: number | null; events: GapEventView[] }

/** A gap that has no thread any more. Its title is that which it had, where that can still be told. */
export type EmptyGap = { id: number; isEmpty: true; title: string | null; events: GapEventView[] }

const eventsShown = 50

/**
 * Returns a gap with its threads and its history, or where its threads went, or only its history where it has none; null if it is missing,
 * or the viewer sees none of them. Ten queries at most. @throws DomainError `forbidden` unless an editor.
 */
export async function readGap(viewer: Viewer, id: number, days: GapPeriod = storedPeriod): Promise<GapView | MergedGap | EmptyGap | null> {
  authorize(viewer, 'gap.change')
  const rows = await readGapRows(`g.id = $3 and g.merged_into_id is null`, [visibilitiesFor(viewer), null, id], { covered: true })
  const [[gap], threads, events] = await Promise.all([withPeriod(rows, days), readGapThreads(viewer, id), readEvents(id)])
  if (!gap) return readMerged(viewer, id, events)
  const left = gap.threads - threads.filter(({ resolution }) => resolution === 'covered').length
  // Its state in the table follows within a minute.
  const state = gap.state === 'open' && left === 0 ? 'covered' : gap.state
  const coveredBy = state === 'covered' ? await readCovering(viewer, id) : []
  return { ...gap, state, threads: state === 'open' ? left : gap.threads, threadsShown: threads, coveredBy, events }
}

function readEvents(gapId: number): Promise<GapEventView[]> {
  return db().gapEvent.findMany({
    where: { gapId },
    orderBy: { id: 'desc' },
    take: eventsShown,
    select: { at: true, what: true, detail: true },
  })
}

const Empty = z.object({ id: z.int(), title: z.string().nullable() })
const Merged = z.object({ id: z.int(), next: z.int() })

/** Follows a gap into the one that has its threads now, over those that were merged in turn. */
async function readMerged(viewer: Viewer, id: number, events: GapEventView[]): Promise<MergedGap | EmptyGap | null> {
  const [last] = await queryRows(
    pool(),
    Merged,
    `with recursive heir as (
       select id, merged_into_id, merged_into_id as next, 0 as step from gap where id = $1 and merged_into_id is not null
       union all select g.id, g.merged_into_id, h.next, h.step + 1 from heir h join gap g on g.id = h.merged_into_id where h.step < 20)
     select id, next from heir where merged_into_id is null limit 1`,
    [id],
  )
  if (!last) return readEmpty(viewer, id, events)
  const [into] = await readGapRows('g.id = $3', [visibilitiesFor(viewer), null, last.id], { covered: true })
  if (!into) return null
  const moved = await readMoved(pool(), id, last.next)
  return { id, mergedInto: { id: into.id, title: into.title ?? withdrawnTitle }, canReturn: moved?.length ?? null, events }
}

/** Its last title tells who may see it: the topic of that thread is one of those that it was about. */
async function readEmpty(viewer: Viewer, id: number, events: GapEventView[]): Promise<EmptyGap | null> {
  const [gap] = await queryRows(
    pool(),
    Empty,
    `select g.id, case when t.hidden_at is null and t.withdrawn_at is null then t.title end as title
     from gap g left join thread t on t.id = g.title_id left join topic o on o.id = t.topic_id
     where g.id = $2 and not exists (select 1 from gap_thread m where m.gap_id = g.id) and (t.id is null or ${topicIsVisible('o', '$1')})`,
    [visibilitiesFor(viewer), id],
  )
  return gap ? { ...gap, isEmpty: true, events } : null
}
