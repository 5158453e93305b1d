import type { z } from 'zod'
import { pool, queryRows } from '../../../platform/db'
import type { QueryTerm } from '../../query/query-term'
import type { EngineQuery, Found } from '../port'
import { CandidateRow, candidateColumns, candidateOf } from './candidates'
import { allOf, anyOf, anyTermOf, filterConditions, Parameters, postsWithGroups, visible, withGroups } from './conditions'

/** Posts of the rarest words are all looked at up to here. */
const rarePostsMax = 1_000
const branchMax = 300
/** A word in more than this share of all posts is common: the newest posts have it, so the index is not needed. */
const commonShare = 0.05
const newestScannedMax = 12_000
const timeoutMs = 2_000

/** See `SearchEngine.find`. */
export async function find(query: EngineQuery): Promise<Found> {
  const parameters = new Parameters()
  const filters = filterConditions(query, parameters)
  const seen = visible(query, parameters)
  // Filters belong inside the branches, or a limit would cut off what they let through. Visibility does where it hides.
  const inner = filters.length > 0 || (await hidesTopics(query)) ? [...filters, seen] : []
  const branches = branchesOf(query, { inner, parameters })
  // Each post once, read as it is found: looking it up again by its number costs more than sorting a thousand.
  const text = `
    select ${candidateColumns}
    from ${withGroups(`(select distinct on (id) * from (${branches.map(({ sql }) => `(${sql})`).join('\nunion all\n')}) found order by id) p`)}
    where ${seen}`
  const rows = await timed(text, parameters.values)
  return {
    candidates: rows.map(candidateOf),
    more: branches.some(({ limit }) => rows.length >= limit),
  }
}

/** What of a post is read where it is found: what `candidateColumns` are made of. */
const readColumns = 'p.id, p.kind, p.group_kind, p.group_id, p.place, p.reply_id, p.anchor, p.forward'

/** The statement that is put together, and the conditions within its branches. */
type Statement = { inner: string[]; parameters: Parameters }

type Branch = { sql: string; limit: number }

function branchesOf(query: EngineQuery, statement: Statement): Branch[] {
  const { corpus } = query
  // A word that the frequencies do not know is in some new post or in none: cheap to look up, so never left out.
  const byRarity = [...query.queryTerms].sort((x, y) => x.posts - y.posts)
  if (byRarity.length === 0) return [newest(null, statement)]
  const rare = rareEnough(byRarity)
  const rest = byRarity.slice(rare.length)
  const share = (queryTerm: QueryTerm) => Math.min(1, queryTerm.posts / corpus.posts)
  const uncommon = byRarity.filter((queryTerm) => share(queryTerm) < commonShare * 4)
  const branches: Branch[] = []
  if (rare.length > 0) branches.push(matching('terms', anyOf(rare), rarePostsMax + branchMax, statement))
  const next = rest[0]
  if (rest.length > 0 && next) {
    const others = byRarity.filter((queryTerm) => queryTerm !== next)
    const together = byRarity.reduce((product, queryTerm) => product * share(queryTerm), corpus.posts)
    if (others.length > 0) {
      // All words together; where even that is common, the newest posts that have them.
      branches.push(
        together > branchMax * 20 && share(next) > commonShare
          ? newest(allOf(byRarity), statement)
          : matching('terms', allOf(byRarity), branchMax, statement),
      )
      // With two words this is what the branch above looked for.
      if (others.length > 1 && share(next) <= commonShare) {
        // Hardly a post is without the common ones: reading where they stand costs most of a search and chooses nothing.
        const distinctive = others.filter((queryTerm) => uncommon.includes(queryTerm))
        const and = distinctive.length > 0 ? `&(${anyOf(distinctive)})` : ''
        branches.push(matching('terms', `${anyTermOf(next)}${and}`, branchMax, statement))
      }
    }
    if (rare.length === 0) {
      branches.push(
        share(next) > commonShare ? newest(anyTermOf(next), statement) : matching('terms', anyTermOf(next), branchMax * 2, statement),
      )
    }
    const inTitle = uncommon.length > 0 ? anyOf(uncommon) : allOf(byRarity)
    branches.push(matching('title_terms', inTitle, branchMax, statement))
  }
  return branches
}

/** The rarest query terms whose posts can all be looked at. */
function rareEnough(byRarity: QueryTerm[]): QueryTerm[] {
  let total = 0
  const rare: QueryTerm[] = []
  for (const queryTerm of byRarity) {
    total += queryTerm.posts
    if (total > rarePostsMax) break
    rare.push(queryTerm)
  }
  return rare
}

function matching(column: 'terms' | 'title_terms', tsquery: string, limit: number, { inner, parameters }: Statement): Branch {
  const match = `p.${column} @@ ${parameters.add(tsquery)}::tsquery`
  return { sql: `select ${readColumns} from ${source(inner)} where ${[match, ...inner].join(' and ')} limit ${limit}`, limit }
}

// Common words need no index: a few thousand of the newest posts hold enough of them, whatever the size of the forum.
// Under a filter that is not so: then the planner chooses between the filter's index and the words'.
function newest(tsquery: string | null, { inner, parameters }: Statement): Branch {
  const match = tsquery ? [`p.terms @@ ${parameters.add(tsquery)}::tsquery`] : []
  const where = [...match, ...inner].length > 0 ? `where ${[...match, ...inner].join(' and ')}` : ''
  const sql =
    inner.length > 0
      ? `select ${readColumns} from ${postsWithGroups} ${where} limit ${branchMax}`
      : `select ${readColumns} from (select * from search_post order by id desc limit ${newestScannedMax}) p ${where} order by p.id desc limit ${branchMax}`
  return { sql, limit: branchMax }
}

function source(inner: string[]): string {
  return inner.length > 0 ? postsWithGroups : 'search_post p'
}

const hidesKeptMs = 2_000
const hidesKnown = new Map<string, { at: number; hides: boolean }>()

/** Whether there are topics at all that this viewer may not see. */
async function hidesTopics({ viewer }: EngineQuery): Promise<boolean> {
  if (viewer.audience === 'editor') return false
  const known = hidesKnown.get(viewer.audience)
  if (known && Date.now() - known.at < hidesKeptMs) return known.hides
  const { rowCount } = await pool().query(`select 1 from topic where visibility <> 'public' limit 1`)
  const hides = (rowCount ?? 0) > 0
  hidesKnown.set(viewer.audience, { at: Date.now(), hides })
  return hides
}

function timed(text: string, values: unknown[]): Promise<z.infer<typeof CandidateRow>[]> {
  return queryRows(pool(), CandidateRow, { text, values, query_timeout: timeoutMs })
}
