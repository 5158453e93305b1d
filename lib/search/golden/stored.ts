import { z } from 'zod'
import { type Db, db, pool, queryRows } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { storable } from '../../shared'
import { readGoldenFile } from './read-file'

/** A query, and the page that must be among its first hits: `/threads/12` or `/answers/some-slug`. */
export type GoldenQuery = { query: string; hit: string }

/** One that is stored, with what the last check said; `passes` is null before the first. */
export type StoredGolden = GoldenQuery & { id: number; passes: boolean | null; checkedAt: Date | null; failingSince: Date | null }

const Row = z.object({
  id: z.int(),
  query: z.string(),
  hit: z.string(),
  passes: z.boolean().nullable(),
  checkedAt: z.date().nullable(),
  failingSince: z.date().nullable(),
})
const Id = z.object({ id: z.int() })
const columns = 'id, query, hit, passes, checked_at as "checkedAt", failing_since as "failingSince"'

export const goldenLengthMax = 400

/**
 * Returns all golden queries of this installation, those of the file among them: it is read here if it is new.
 * @throws DomainError `invalid` if the file can't be read.
 */
export async function readGolden(): Promise<StoredGolden[]> {
  await readGoldenFile()
  return allGolden()
}

/** Returns all golden queries that are stored. */
export function allGolden(): Promise<StoredGolden[]> {
  return queryRows(pool(), Row, `select ${columns} from golden_query order by id`)
}

/** Returns a page of them, those that fail first, then the newest; `after` is how many are before it. */
export function listGolden(countMax: number, after = 0): Promise<StoredGolden[]> {
  return queryRows(pool(), Row, `select ${columns} from golden_query order by passes is not false, id desc limit $1 offset $2`, [
    countMax,
    after,
  ])
}

/** Returns these, by their ids. */
export async function goldenById(ids: number[]): Promise<Map<number, StoredGolden>> {
  const rows = await queryRows(pool(), Row, `select ${columns} from golden_query where id = any($1::int[])`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Returns the path of a page that a query can find, from an address as people paste it. @throws DomainError `invalid` for another page. */
export function goldenHit(address: string): string {
  const page = /^\/?(threads\/[1-9]\d{0,8}|answers\/[^/?#\s]+)/.exec(address.trim().replace(/^https?:\/\/[^/]+/, ''))?.[1]
  if (!page) throw new DomainError('invalid', `“${address}” is neither /threads/NUMBER nor /answers/NAME.`, 'hit')
  return `/${page}`
}

function checkedQuery(query: string): string {
  const text = storable(query).replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > goldenLengthMax)
    throw new DomainError('invalid', `A golden query has 1 to ${goldenLengthMax} characters.`, 'query')
  return text
}

/**
 * Adds a golden query, or changes what one must find. It is new to the next check. Returns its number.
 * @throws DomainError `invalid` for a hit that is no page of ours.
 */
export async function addGolden({ query, hit }: GoldenQuery, tx: Db = db()): Promise<number> {
  const [row] = await queryRows(
    tx,
    Id,
    `insert into golden_query (query, hit) values ($1, $2)
     on conflict (query) do update set hit = excluded.hit, passes = null, checked_at = null, failing_since = null returning id`,
    [checkedQuery(query), goldenHit(hit)],
  )
  return row?.id ?? 0
}

/** Changes a golden query. @throws DomainError `invalid`, `not_found`, or `conflict` where another has these words. */
export async function changeGolden(tx: Db, id: number, { query, hit }: GoldenQuery): Promise<void> {
  const text = checkedQuery(query)
  const path = goldenHit(hit)
  const others = await queryRows(tx, Id, 'select id from golden_query where query = $1', [text])
  if (others.some((other) => other.id !== id)) throw new DomainError('conflict', 'Another golden query has these words.', 'query')
  const changed = await queryRows(
    tx,
    Id,
    `update golden_query set query = $2, hit = $3, passes = null, checked_at = null, failing_since = null where id = $1::int returning id`,
    [id, text, path],
  )
  if (changed.length === 0) throw new DomainError('not_found', 'There is no such golden query.')
}

/** Removes a golden query and returns it; null where there is none. */
export async function deleteGolden(tx: Db, id: number): Promise<GoldenQuery | null> {
  const [gone] = await queryRows(tx, Row, `delete from golden_query where id = $1::int returning ${columns}`, [id])
  return gone ?? null
}
