import { z } from 'zod'
import { authorize, type Viewer } from '../../identity/viewer'
import { db, pool, queryRow, queryRows } from '../../platform/db'
import { countRareFailing, goldenById, readQueries, readShownQueries, type StoredGolden } from '../../search'
import { failedOf } from './refresh-gap'
import { type GapState, gapStates } from './states'

/** What people searched for, in their words, with its figures of ninety days. */
export type GapWords = { text: string; searches: number; sessions: number; notFound: number; notOpened: number; refined: number }

export type GapEvent = { at: Date; what: string; detail: string }

/** Searches that mean the same and find nothing useful, as editors may see them. */
export type SearchGapView = {
  id: number
  state: GapState
  openedAt: Date
  since: Date
  reason: string
  way: string
  golden: StoredGolden | null
  /** Those that may be shown, most often in vain first. */
  words: GapWords[]
  /** How many other wordings are too rare to be shown. */
  rarer: number
  searches: number
  sessions: number
  notFound: number
  notOpened: number
  refined: number
}

const Row = z.object({
  id: z.int(),
  state: z.enum(gapStates),
  openedAt: z.date(),
  since: z.date(),
  reason: z.string(),
  way: z.string(),
  goldenId: z.int().nullable(),
  place: z.string(),
  refined: z.int(),
  notOpened: z.int(),
  notFound: z.int(),
  sessions: z.int(),
  searches: z.int(),
})
const Counts = z.object({ open: z.int(), closed: z.int(), dismissed: z.int() })

const pageSize = 20
/** Wordings of a gap that are read. */
const wordsMax = 200

/** The most searched in vain first; those that are decided by when that was. */
const placeOf = { open: 'g.failed::bigint', closed: sinceMs(), dismissed: sinceMs() }

function sinceMs(): string {
  return 'floor(extract(epoch from g.since) * 1000)::bigint'
}

const columns = `g.id, g.state, g.opened_at as "openedAt", g.since, g.reason, g.way, g.golden_id as "goldenId", g.searches, g.sessions,
  g.not_found as "notFound", g.not_opened as "notOpened", g.refined`

/** What is listed: what may be shown, and what has a golden query, whose words are an editor’s. */
const listed = '(g.shown or g.golden_id is not null)'

/**
 * Returns a page of gaps in a state; `next` is where the next one begins. Six queries, however many gaps.
 * @throws DomainError `forbidden` unless an editor.
 */
export async function readSearchGaps(
  viewer: Viewer,
  { state, after, countMax = pageSize }: { state: GapState; after?: string; countMax?: number },
): Promise<{ gaps: SearchGapView[]; next: string | null }> {
  authorize(viewer, 'search.gaps')
  const [, value, id] = /^(\d{1,15})-(\d{1,9})$/.exec(after ?? '') ?? []
  const place = placeOf[state]
  const rows = await queryRows(
    pool(),
    Row,
    `select ${columns}, ${place}::text as place from search_gap g
     where g.state = $1::search_gap_state and ${listed} and ($2::bigint is null or (${place}, g.id) < ($2::bigint, $3::int))
     order by ${place} desc, g.id desc limit $4`,
    [state, value ?? null, id ?? null, countMax + 1],
  )
  const page = rows.slice(0, countMax)
  const last = page.at(-1)
  return { gaps: await viewsOf(page), next: rows.length > countMax && last ? `${last.place}-${last.id}` : null }
}

/** Returns one gap with its latest events, or null where there is none that may be shown. @throws DomainError `forbidden`. */
export async function readSearchGap(viewer: Viewer, id: number): Promise<(SearchGapView & { events: GapEvent[] }) | null> {
  authorize(viewer, 'search.gaps')
  const rows = await queryRows(pool(), Row, `select ${columns}, '' as place from search_gap g where g.id = $1`, [id])
  const [gap] = await viewsOf(rows)
  if (!gap) return null
  const events = await db().searchGapEvent.findMany({
    where: { gapId: id },
    orderBy: { id: 'desc' },
    take: 20,
    select: { at: true, what: true, detail: true },
  })
  return { ...gap, events }
}

/** Returns how many gaps of each state are listed, and how many texts are too rare to be shown. @throws DomainError `forbidden`. */
export async function countSearchGaps(viewer: Viewer): Promise<Record<GapState, number> & { rare: number }> {
  authorize(viewer, 'search.gaps')
  const count = (state: GapState) => `(select count(*)::int from search_gap g where g.state = '${state}' and ${listed}) as ${state}`
  const [counts, rare] = await Promise.all([queryRow(pool(), Counts, `select ${gapStates.map(count).join(', ')}`), countRareFailing()])
  return { ...counts, rare }
}

/** Gaps of which nothing may be shown now are left out. */
async function viewsOf(rows: z.infer<typeof Row>[]): Promise<SearchGapView[]> {
  const members = await queryRows(
    pool(),
    z.object({ queryId: z.int(), gapId: z.int() }),
    `select m.query_id as "queryId", g.id as "gapId" from unnest($1::int[]) g(id)
     join lateral (select query_id from search_gap_query where gap_id = g.id order by query_id desc limit ${wordsMax}) m on true`,
    [rows.map(({ id }) => id)],
  )
  const ids = members.map(({ queryId }) => queryId)
  const [queries, shown, golden] = await Promise.all([
    readQueries(db(), ids),
    readShownQueries(ids),
    goldenById(rows.flatMap(({ goldenId }) => goldenId ?? [])),
  ])
  const gapOf = new Map(members.map(({ queryId, gapId }) => [queryId, gapId]))
  return rows.flatMap(({ place, goldenId, ...row }) => {
    const own = queries.filter(({ id }) => gapOf.get(id) === row.id)
    const words = own
      .filter(({ id }) => shown.has(id))
      .sort((a, b) => failedOf(b) - failedOf(a) || b.searches - a.searches || a.id - b.id)
      .map(({ text, searches, sessions, notFound, notOpened, refined }) => ({ text, searches, sessions, notFound, notOpened, refined }))
    const pair = golden.get(goldenId ?? 0) ?? null
    return words.length === 0 && !pair ? [] : [{ ...row, golden: pair, words, rarer: own.length - words.length }]
  })
}
