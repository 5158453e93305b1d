import type pg from 'pg'
import { z } from 'zod'
import { type Db, pool, queryRows } from '../../platform/db'
import { readGoldenFile } from './read-file'

/** A query, and the page that must be among its first hits: `/threads/12` or `/answers/some-slug`. */
export type GoldenQuery = { query: string; hit: string }

/** One that is stored, with what the last check said; `passes` is null before the first. */
export type StoredGolden = GoldenQuery & {
  id: number
  passes: boolean | null
  checkedAt: Date | null
  failingSince: Date | null
  /** A search gap added it, and no editor has changed it since. */
  byGap: boolean
}

const Row = z.object({
  id: z.int(),
  query: z.string(),
  hit: z.string(),
  passes: z.boolean().nullable(),
  checkedAt: z.date().nullable(),
  failingSince: z.date().nullable(),
  byGap: z.boolean(),
})
const columns = 'id, query, hit, passes, checked_at as "checkedAt", failing_since as "failingSince", by_gap as "byGap"'

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
export async function goldenById(ids: number[], on: Db | pg.Pool = pool()): Promise<Map<number, StoredGolden>> {
  const rows = await queryRows(on, Row, `select ${columns} from golden_query where id = any($1::int[])`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}
