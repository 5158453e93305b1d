import { z } from 'zod'
import { authorize, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRow, queryRows } from '../../platform/db'
import { type GapRow, queryGapRows, withPeriod } from './gap-rows'
import { countStatement, edgeStatement, type GapCursor, type GapList, type GapScope, gapsStatement, windowMax } from './map-window'
import { type GapPeriod, storedPeriod } from './trend'

export type GapMapRequest = {
  show: GapList
  /** Gaps with a thread in this topic, or below it. */
  topicId?: number | null
  days?: GapPeriod
  after?: string
  countMax?: number
}

const pageSize = 40

const Counts = z.object({ open: z.int(), covered: z.int(), dismissed: z.int() } satisfies Record<GapList, z.ZodType>)
const Topic = z.object({ id: z.int(), isArea: z.boolean(), threads: z.int() })
const Edge = z.object({ value: z.number(), id: z.int() })

/**
 * Returns a page of gaps, open ones with the most demand first; `next` is where the next page begins. A page looks at a bounded number of
 * gaps: in a large topic it can have fewer rows than others, or none, and a next page nevertheless. Five queries, however many gaps.
 * @throws DomainError `forbidden` unless an editor.
 */
export async function readGaps(
  viewer: Viewer,
  { show, topicId = null, days = storedPeriod, after, countMax = pageSize }: GapMapRequest,
): Promise<{ gaps: GapRow[]; next: string | null }> {
  authorize(viewer, 'gap.change')
  const scope = await readScope(topicId)
  const cursor = cursorOf(after)
  const rows = await queryGapRows(gapsStatement(visibilitiesFor(viewer), { show, cursor, countMax }, scope))
  const page = rows.slice(0, countMax)
  const last = page.at(-1)
  const next = rows.length > countMax && last ? { value: show === 'open' ? last.demand : last.sinceMs, id: last.id } : null
  const [edge] = next ? [next] : await queryRows(pool(), Edge, edgeStatement({ show, cursor }, scope))
  return { gaps: await withPeriod(page, days), next: edge ? `${edge.value}_${edge.id}` : null }
}

/** Returns how many gaps of each state are listed, as far as one counts. Two queries. @throws DomainError `forbidden`. */
export async function countGaps(viewer: Viewer, topicId: number | null = null): Promise<Record<GapList, number>> {
  authorize(viewer, 'gap.change')
  return queryRow(pool(), Counts, countStatement(visibilitiesFor(viewer), await readScope(topicId)))
}

function cursorOf(after: string | undefined): GapCursor {
  const [, value, id] = /^(\d{1,15}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)_(\d{1,9})$/.exec(after ?? '') ?? []
  return value !== undefined && id !== undefined ? { value, id } : null
}

async function readScope(topicId: number | null): Promise<GapScope> {
  if (topicId === null) return { topic: null, windowMax }
  const [topic] = await queryRows(
    pool(),
    Topic,
    `select o.id, o.parent_id is null as "isArea", (select sum(x.thread_count)::int from topic x where x.id = o.id or x.parent_id = o.id) as threads
     from topic o where o.id = $1`,
    [topicId],
  )
  return { topic: topic ?? { id: topicId, isArea: false, threads: 0 }, windowMax }
}
