import { z } from 'zod'
import { citationsIn, compareTexts, type DiffBlock, withoutCitations } from '../../content'
import { nameOf, type Paragraph, paragraphAt, readSourcesOf, type Source } from '../../evidence'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { type CitationState, pool, queryRow, queryRows } from '../../platform/db'
import { textsOf, Watched, watchedColumns, watchedTables } from './watched'

/** A source that an editor should look at. `source` is null where its post can't be seen any more. */
export type FlaggedCitation = {
  id: number
  state: CitationState
  answer: { id: number; slug: string; title: string; revisionNumber: number }
  /** As the present revision has it, with the marks of its sources; null where the text has no such source any more. */
  paragraph: Paragraph | null
  source: { name: string; address: string } | null
  /** What was cited compared with what is there now; null where there is nothing to compare. */
  blocks: DiffBlock[] | null
  /** Which text of the source is shown: another number for each that was there. */
  seen: number | null
  noticedAt: Date
}

const shownMax = 20

const Row = Watched.extend({
  slug: z.string(),
  title: z.string(),
  body: z.string(),
  revision_number: z.int(),
  position: z.int(),
  noticed_at: z.date(),
})
type Row = z.infer<typeof Row>

const columns = `${watchedColumns}, a.slug, a.title, a.body, a.revision_number, c.position, c.noticed_at`
const Count = z.object({ count: z.int() })

const flagged = `c.state <> 'fine' and c.noticed_at is not null`

/** Returns how many sources an editor should look at. @throws DomainError `forbidden`. */
export async function countFlagged(viewer: Viewer): Promise<number> {
  authorize(viewer, 'desk.see')
  const row = await queryRow(
    pool(),
    Count,
    `select count(*)::int as count from ${watchedTables} join topic o on o.id = a.topic_id where ${flagged} and ${topicIsVisible('o', '$1')}`,
    [visibilitiesFor(viewer)],
  )
  return row.count
}

/**
 * Returns sources that an editor should look at, the longest flagged first, after the one with this id. @throws DomainError `forbidden`.
 */
export async function readFlagged(viewer: Viewer, after: number | null = null): Promise<{ rows: FlaggedCitation[]; next: number | null }> {
  authorize(viewer, 'desk.see')
  const rows = await queryRows(
    pool(),
    Row,
    `select ${columns} from ${watchedTables} join topic o on o.id = a.topic_id
     where ${flagged} and ${topicIsVisible('o', '$1')}
       and ($2::int is null or (c.noticed_at, c.id) > (select k.noticed_at, k.id from citation k where k.id = $2))
     order by c.noticed_at, c.id limit ${shownMax + 1}`,
    [visibilitiesFor(viewer), after],
  )
  const page = rows.slice(0, shownMax)
  const last = page.at(-1)
  return { rows: await view(viewer, page), next: rows.length > shownMax && last ? last.id : null }
}

/** Returns flagged sources of these answers, of each so many that have been flagged for longest. @throws DomainError `forbidden`. */
export async function readFlaggedOf(viewer: Viewer, answerIds: number[], max: number): Promise<FlaggedCitation[]> {
  authorize(viewer, 'desk.see')
  const rows = await queryRows(
    pool(),
    Row,
    `select * from (select ${columns}, row_number() over (partition by a.id order by c.noticed_at, c.id) as place
       from ${watchedTables} join topic o on o.id = a.topic_id where ${flagged} and ${topicIsVisible('o', '$1')} and a.id = any($2::int[])) ranked
     where place <= $3 order by answer_id, noticed_at, id`,
    [visibilitiesFor(viewer), answerIds, max],
  )
  return view(viewer, rows)
}

async function view(viewer: Viewer, rows: Row[]): Promise<FlaggedCitation[]> {
  const sources = await readSourcesOf(
    viewer,
    rows.map(({ answer_id: answerId, label }) => ({ answerId, label })),
  )
  return Promise.all(rows.map((row, i) => viewOf(row, sources[i] ?? null)))
}

async function viewOf(row: Row, source: Source | null): Promise<FlaggedCitation> {
  const { before, now } = textsOf(row)
  const mark = citationsIn(row.body)[row.position]
  const isCompared = row.state === 'changed' && source && before !== null && now !== null
  return {
    id: row.id,
    state: row.state,
    answer: { id: row.answer_id, slug: row.slug, title: row.title, revisionNumber: row.revision_number },
    paragraph: mark ? paragraphAt(row.body, mark) : null,
    source: source ? { name: nameOf(source), address: source.address } : null,
    blocks: isCompared ? await compareTexts(withoutCitations(before), withoutCitations(now)) : null,
    seen: row.now_seen,
    noticedAt: row.noticed_at,
  }
}
