import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { decoded, storable } from '../../shared'
import type { GoldenQuery } from './stored'

const Id = z.object({ id: z.int() })
const Pair = z.object({ id: z.int(), query: z.string(), hit: z.string() })

export const goldenLengthMax = 400

/** Returns the path of a page that a query can find, from an address as people paste it. @throws DomainError `invalid` for another page. */
export function goldenHit(address: string): string {
  const page = /^\/?(threads\/[1-9]\d{0,8}|answers\/[^/?#\s]+)/.exec(address.trim().replace(/^https?:\/\/[^/]+/, ''))?.[1]
  if (!page) throw new DomainError('invalid', `“${address}” is neither /threads/NUMBER nor /answers/NAME.`, 'hit')
  return `/${decoded(page)}`
}

/** Returns the words of a golden query as they are stored. @throws DomainError `invalid` for none, or too many. */
export function goldenWords(query: string): string {
  const text = storable(query).replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > goldenLengthMax)
    throw new DomainError('invalid', `A golden query has 1 to ${goldenLengthMax} characters.`, 'query')
  return text
}

/**
 * Adds a golden query, new to the next check; the same pair that is there already stays as it is. Returns its number, and whether it is new.
 * @throws DomainError `invalid` for a hit that is no page of ours, `conflict` where these words must find another page.
 */
export async function addGolden(tx: Db, { query, hit }: GoldenQuery, byGap = false): Promise<{ id: number; isNew: boolean }> {
  const [text, path] = [goldenWords(query), goldenHit(hit)]
  const [added] = await queryRows(
    tx,
    Id,
    'insert into golden_query (query, hit, by_gap) values ($1, $2, $3::boolean) on conflict (query) do nothing returning id',
    [text, path, byGap],
  )
  if (added) return { id: added.id, isNew: true }
  const [there] = await queryRows(tx, Pair, 'select id, query, hit from golden_query where query = $1 for update', [text])
  if (there && decoded(there.hit) === path) return { id: there.id, isNew: false }
  throw new DomainError('conflict', `“${text}” must find ${there?.hit ?? 'another page'} already: change that golden query.`, 'query')
}

/**
 * Changes a golden query, and returns what it was.
 * @throws DomainError `invalid`, `not_found`, or `conflict` where another has these words.
 */
export async function changeGolden(tx: Db, id: number, { query, hit }: GoldenQuery, byGap = false): Promise<GoldenQuery> {
  const [text, path] = [goldenWords(query), goldenHit(hit)]
  const rows = await queryRows(tx, Pair, 'select id, query, hit from golden_query where query = $1 or id = $2::int for update', [text, id])
  const before = rows.find((row) => row.id === id)
  const other = rows.find((row) => row.id !== id)
  if (!before) throw new DomainError('not_found', 'There is no such golden query.')
  if (other) throw new DomainError('conflict', `Another golden query has these words, and must find ${other.hit}.`, 'query')
  await tx.$executeRawUnsafe(
    `update golden_query set query = $2, hit = $3, by_gap = $4::boolean, passes = null, checked_at = null, failing_since = null
     where id = $1::int`,
    id,
    text,
    path,
    byGap,
  )
  return { query: before.query, hit: before.hit }
}

/** Removes a golden query and returns it; null where there is none. */
export async function deleteGolden(tx: Db, id: number): Promise<GoldenQuery | null> {
  const [gone] = await queryRows(tx, Pair, 'delete from golden_query where id = $1::int returning id, query, hit', [id])
  return gone ?? null
}
