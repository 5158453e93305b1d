import { z } from 'zod'
import { authorize, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow } from '../../platform/db'
import { type GapRow, readGapRows, threadCounts, threadIsIn, withPeriod } from './gap-rows'
import { type GapPeriod, storedPeriod } from './trend'

/** States whose gaps are listed. */
export const gapLists = ['open', 'covered', 'dismissed'] as const
export type GapList = (typeof gapLists)[number]

export type GapMapRequest = {
  show: GapList
  /** Gaps with a thread in this topic, or below it. */
  topicId?: number | null
  days?: GapPeriod
  after?: string
  countMax?: number
}

const pageSize = 40

/** Open gaps by demand; the others by when that was, the latest first. */
const places = { open: 'g.demand', covered: sinceMs(), dismissed: sinceMs() }

function sinceMs(): string {
  return 'floor(extract(epoch from g.since) * 1000)::float8'
}

/**
 * Returns a page of gaps, open ones with the most demand first; `next` is where the next page begins. Three queries, however many gaps.
 * @throws DomainError `forbidden` unless an editor.
 */
export async function readGaps(
  viewer: Viewer,
  { show, topicId = null, days = storedPeriod, after, countMax = pageSize }: GapMapRequest,
): Promise<{ gaps: GapRow[]; next: string | null }> {
  authorize(viewer, 'gap.change')
  const [, value, id] = /^(\d{1,15}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)_(\d{1,9})$/.exec(after ?? '') ?? []
  const place = places[show]
  const rows = await readGapRows(
    `g.state = $3::gap_state and ($4::float8 is null or ${place} < $4::float8 or (${place} = $4::float8 and g.id > $5::int))
     order by ${place} desc, g.id limit $6`,
    [visibilitiesFor(viewer), topicId, show, value ?? null, id ?? null, countMax + 1],
  )
  const page = rows.slice(0, countMax)
  const last = page.at(-1)
  const next = rows.length > countMax && last ? `${show === 'open' ? last.demand : last.sinceMs}_${last.id}` : null
  return { gaps: await withPeriod(page, days), next }
}

const Counts = z.object({ open: z.int(), covered: z.int(), dismissed: z.int() })

/** Returns how many gaps of each state are listed. One query. @throws DomainError `forbidden`. */
export async function countGaps(viewer: Viewer, topicId: number | null = null): Promise<Record<GapList, number>> {
  authorize(viewer, 'gap.change')
  const count = (state: GapList) => `count(*) filter (where g.state = '${state}')::int as ${state}`
  return queryRow(
    pool(),
    Counts,
    `select ${gapLists.map(count).join(', ')} from gap g where g.state <> 'gone' and exists (
       select 1 from gap_thread member join thread t on t.id = member.thread_id join topic o on o.id = t.topic_id
       where member.gap_id = g.id and ${threadCounts} and ${threadIsIn})`,
    [visibilitiesFor(viewer), topicId],
  )
}
