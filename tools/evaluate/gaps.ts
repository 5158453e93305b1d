import { z } from 'zod'
import { wantGaps } from '../../lib/curation/gaps'
import { groupTies, listLength, readGraph, regroup } from '../../lib/curation/gaps/measuring'
import { refreshRelated } from '../../lib/curation/related'
import { importRecords } from '../../lib/exchange/import'
import { db, pool, queryRows } from '../../lib/platform/db'
import { readDocumentIds, threadsOf } from './evaluate'
import { type Asked, type GapsOptions, threadsIn } from './gap-threads'
import type { LabelledSet } from './labelled-set'
import { type GapFigures, measureOf } from './measure-gaps'
import { type PlainTie, singleLinkage, titleTies } from './single-linkage'
import { warmUp } from './warm-up'

/**
 * Fills the (scratch) database with threads of which it is known what they ask, has related lists and gaps made, and measures these beside
 * other ways. Each way has the threshold that is best on half of the questions and is measured on the other half, both ways; what is shipped is
 * measured as it is, on both. Of a set with many queries for one document these are the threads: a number of them that the seed draws, with
 * documents of `unrelated` as noise. Of other sets all texts are threads, and labels say which pairs ask the same.
 */
export async function evaluateGaps(set: LabelledSet, options: GapsOptions): Promise<GapFigures[]> {
  const threads = threadsIn(set, options)
  await importRecords(threadsOf(threads), 'evaluate')
  await warmUp(options.progress)
  const threadOf = new Map([...(await readDocumentIds())].map(([id, document]) => [document, id]))
  await writeViews(threads, threadOf)
  for (const [i, { id }] of threads.entries()) {
    await refreshRelated('thread', threadOf.get(id) ?? 0)
    options.progress(i + 1, threads.length)
  }
  const graph = await readGraph()
  const placeOf = new Map([...graph.ids].map((id, place) => [id, place]))
  const order = threads.map(({ id }) => placeOf.get(threadOf.get(id) ?? 0) ?? 0)
  const byPlace = (groups: ArrayLike<number>) => order.map((place) => groups[place] ?? 0)
  const { from, to, closeness } = graph.ties
  const own: PlainTie[] = [...meanTies(from, to, closeness)]
  const at = new Map(order.map((place, i) => [place, i]))
  const ownTies = own.map(({ a, b, closeness }) => ({ a: at.get(a) ?? 0, b: at.get(b) ?? 0, closeness }))
  const titles = titleTies(threads.map(({ title }) => title))
  const measure = measureOf(set, threads)
  const figures: GapFigures[] = [
    await measure.atBest('single linkage on titles', async (t) => singleLinkage(threads.length, titles, t)),
    await measure.atBest('single linkage on own scores', async (t) => singleLinkage(threads.length, ownTies, t)),
    await measure.atBest('gaps', async (t) => byPlace(await groupTies(graph.ties, { threshold: t, listLength }))),
    measure.ranked(
      'by views',
      threads.map((_, i) => i).sort((a, b) => (threads[b]?.views ?? 0) - (threads[a]?.views ?? 0)),
    ),
    measure.ranked('the desk before', await deskOrder(threads, threadOf)),
  ]
  await wantGaps()
  await regroup()
  const members = await db().gapThread.findMany({ select: { threadId: true, gapId: true } })
  const gapOf = new Map(members.map(({ threadId, gapId }) => [threadId, gapId]))
  const shipped = threads.map(({ id }, i) => gapOf.get(threadOf.get(id) ?? 0) ?? -1 - i)
  const gaps = await db().gap.findMany({ where: { state: 'open' }, orderBy: [{ demand: 'desc' }, { id: 'asc' }], select: { id: true } })
  figures.push(
    measure.shipped(
      'gaps as shipped',
      shipped,
      gaps.map(({ id }) => id),
    ),
  )
  return figures
}

/** The mean of both directions; a thread that does not name the other says 0. */
function* meanTies(from: Int32Array, to: Int32Array, closeness: Float32Array): Iterable<PlainTie> {
  const sums = new Map<string, PlainTie>()
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [Math.min(from[i] ?? 0, to[i] ?? 0), Math.max(from[i] ?? 0, to[i] ?? 0)]
    const tie = sums.get(`${a}/${b}`) ?? { a, b, closeness: 0 }
    tie.closeness += (closeness[i] ?? 0) / 2
    sums.set(`${a}/${b}`, tie)
  }
  yield* sums.values()
}

/** All views are of today. */
async function writeViews(threads: Asked[], threadOf: Map<string, number>): Promise<void> {
  const values = [threads.map(({ id }) => threadOf.get(id)), threads.map(({ views }) => views)]
  await pool().query(
    `insert into view_day (kind, subject_id, day, views) select 'thread', id, (now() at time zone 'utc')::date, views
     from unnest($1::int[], $2::int[]) u(id, views)`,
    values,
  )
  await pool().query('update thread t set view_count = u.views from unnest($1::int[], $2::int[]) u(id, views) where t.id = u.id', values)
}

const DeskRow = z.object({ id: z.int() })

/** The order in which the desk listed threads before there were gaps: by views, more for those with related threads. */
async function deskOrder(threads: Asked[], threadOf: Map<string, number>): Promise<number[]> {
  const rows = await queryRows(
    pool(),
    DeskRow,
    `with most as (select id, view_count from thread where hidden_at is null and standing <> 'covered' order by view_count desc, id desc limit 200)
     select m.id from most m order by m.view_count * (1 + 0.2 * (
       select count(*) from related_link l where l.from_kind = 'thread' and l.from_id = m.id and l.to_kind = 'thread')) desc, m.id desc`,
  )
  const place = new Map(threads.map(({ id }, i) => [threadOf.get(id), i]))
  return rows.flatMap(({ id }) => place.get(id) ?? [])
}
