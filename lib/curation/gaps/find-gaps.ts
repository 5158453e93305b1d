import { z } from 'zod'
import { authorize, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { noFacets, search, searchEngine } from '../../search'
import { readGapRows } from './gap-rows'

/** An open gap that another may be merged into. */
export type GapCandidate = { id: number; title: string; threads: number }

const candidatesShown = 8
const hitsRead = 20

const Found = z.object({ id: z.int() })

/**
 * Returns open gaps that may ask the same as this one. For words: those whose threads a search finds, or the one of that number or
 * address. Without words: those whose threads are related to its own, the closest first. @throws DomainError `forbidden`.
 */
export async function findGaps(viewer: Viewer, gapId: number, words: string): Promise<GapCandidate[]> {
  authorize(viewer, 'gap.change')
  const given = /^(?:.*\/desk\/gaps\/)?(\d{1,9})(?:[?#].*)?$/.exec(words.trim())?.[1]
  const ids = given ? [Number(given)] : words.trim() ? await foundBy(viewer, words) : await relatedTo(gapId)
  const rows = await readGapRows(`g.id = any($3::int[]) and g.id <> $4 and g.state = 'open'`, [visibilitiesFor(viewer), null, ids, gapId])
  return rows
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .slice(0, candidatesShown)
    .map(({ id, title, threads }) => ({ id, title: title ?? `Gap ${id}`, threads }))
}

async function foundBy(viewer: Viewer, text: string): Promise<number[]> {
  const request = { text, facets: { ...noFacets, kinds: ['thread' as const] }, pageSize: hitsRead, withFacets: false }
  const { hits } = await search(searchEngine(), viewer, request)
  return queryRows(
    pool(),
    Found,
    `select m.gap_id as id from unnest($1::int[]) with ordinality hit(id, place) join gap_thread m on m.thread_id = hit.id
     group by m.gap_id order by min(hit.place)`,
    [hits.map(({ id }) => id)],
  ).then((rows) => rows.map(({ id }) => id))
}

async function relatedTo(gapId: number): Promise<number[]> {
  const rows = await queryRows(
    pool(),
    Found,
    `select m.gap_id as id from gap_thread own
     join related_link r on r.from_kind = 'thread' and r.from_id = own.thread_id and r.to_kind = 'thread'
     join gap_thread m on m.thread_id = r.to_id and m.gap_id <> own.gap_id
     where own.gap_id = $1 group by m.gap_id order by sum(r.score) desc, m.gap_id limit $2`,
    [gapId, hitsRead],
  )
  return rows.map(({ id }) => id)
}
