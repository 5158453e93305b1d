import { z } from 'zod'
import { citationsIn, compareTexts, type DiffBlock, withoutCitations } from '../../content'
import { nameOf, paragraphAt, readSources } from '../../evidence'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { type CitationState, pool, queryRow, queryRows } from '../../platform/db'
import { textsOf, Watched, watchedColumns, watchedTables } from './watched'

/** A source that an editor should look at. `source` is null where its post can't be seen any more. */
export type FlaggedCitation = {
  id: number
  state: CitationState
  answer: { slug: string; title: string }
  paragraph: string
  source: { name: string; address: string } | null
  /** What was cited compared with what is there now; null where there is nothing to compare. */
  blocks: DiffBlock[] | null
  /** The revision of the source that is shown. */
  seen: number | null
  noticedAt: Date
}

const shownMax = 20

const Row = Watched.extend({ slug: z.string(), title: z.string(), body: z.string(), position: z.int(), noticed_at: z.date() })
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
    `select ${watchedColumns}, a.slug, a.title, a.body, c.position, c.noticed_at from ${watchedTables} join topic o on o.id = a.topic_id
     where ${flagged} and ${topicIsVisible('o', '$1')}
       and ($2::int is null or (c.noticed_at, c.id) > (select k.noticed_at, k.id from citation k where k.id = $2))
     order by c.noticed_at, c.id limit ${shownMax + 1}`,
    [visibilitiesFor(viewer), after],
  )
  const page = rows.slice(0, shownMax)
  const last = page.at(-1)
  return { rows: await Promise.all(page.map((row) => view(viewer, row))), next: rows.length > shownMax && last ? last.id : null }
}

async function view(viewer: Viewer, row: z.infer<typeof Row>): Promise<FlaggedCitation> {
  const { seen } = await readSources(viewer, row.answer_id, [row.label])
  const source = seen.get(row.label)
  const { before, now } = textsOf(row)
  const mark = citationsIn(row.body)[row.position]
  const isCompared = row.state === 'changed' && source && before !== null && now !== null
  return {
    id: row.id,
    state: row.state,
    answer: { slug: row.slug, title: row.title },
    paragraph: mark ? withoutCitations(paragraphAt(row.body, mark)) : '',
    source: source ? { name: nameOf(source), address: source.address } : null,
    blocks: isCompared ? await compareTexts(withoutCitations(before), withoutCitations(now)) : null,
    seen: row.now_revision,
    noticedAt: row.noticed_at,
  }
}
