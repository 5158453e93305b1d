import { z } from 'zod'
import { visitor } from '../../identity/viewer'
import { type Db, pool, queryRows } from '../../platform/db'
import { decoded } from '../../shared'
import type { SearchEngine } from '../engines/port'
import { search } from '../pipeline'
import type { GoldenQuery, StoredGolden } from './stored'

/** Among how many of the first hits a golden query must find its own. */
export const firstHits = 3

const Merged = z.object({ id: z.int(), into: z.int() })

/** Returns whether a visitor who searches for the words finds the page among the first hits. */
export async function findsHit(engine: SearchEngine, golden: GoldenQuery): Promise<boolean> {
  return (await checkGolden(engine, [golden])).length === 0
}

/** Returns the golden queries that an engine does not answer as it must. A thread that was merged is found where it went. */
export async function checkGolden<G extends GoldenQuery>(engine: SearchEngine, golden: G[]): Promise<G[]> {
  const failed: G[] = []
  const wanted = await presentHits(golden.map(({ hit }) => hit))
  for (const each of golden) {
    const { answer, hits } = await search(engine, visitor, { text: each.query, withFacets: false, pageSize: firstHits })
    const found = [...(answer ? [answer] : []), ...hits].slice(0, firstHits)
    const pages = found.map((hit) => (hit.kind === 'thread' ? `/threads/${hit.id}` : `/answers/${hit.slug}`))
    if (!pages.includes(wanted(each.hit))) failed.push(each)
  }
  return failed
}

async function presentHits(hits: string[]): Promise<(hit: string) => string> {
  const ids = hits.flatMap((hit) => /^\/threads\/(\d+)$/.exec(hit)?.[1] ?? [])
  const rows = await queryRows(
    pool(),
    Merged,
    'select id, merged_into_id as into from thread where id = any($1::int[]) and merged_into_id is not null',
    [ids.map(Number)],
  )
  const into = new Map(rows.map((row) => [`/threads/${row.id}`, `/threads/${row.into}`]))
  return (hit) => into.get(hit) ?? decoded(hit)
}

/** Notes what a check of these said. */
export async function writeChecks(tx: Db, checked: StoredGolden[], failed: StoredGolden[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update golden_query g set checked_at = now(), passes = c.passes,
       failing_since = case when c.passes then null else coalesce(g.failing_since, now()) end
     from unnest($1::int[], $2::boolean[], $3::text[], $4::text[]) c(id, passes, query, hit)
     where g.id = c.id and g.query = c.query and g.hit = c.hit`,
    checked.map(({ id }) => id),
    checked.map((each) => !failed.includes(each)),
    checked.map(({ query }) => query),
    checked.map(({ hit }) => hit),
  )
}
