import { z } from 'zod'
import { authorizePerson, type Viewer } from '../../identity/viewer'
import { pool, queryRow, queryRows, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { savedQuery } from './saved-query'

/** So many searches a person may save: each is searched for every hour. */
export const savedSearchesMax = 20

/** What can be done to a search of one's own. */
export const searchCommands = ['save', 'pause', 'remove'] as const
export type SearchCommand = (typeof searchCommands)[number]

const Saved = z.object({ id: z.int(), query: z.string(), paused: z.boolean() })
const Counted = z.object({ count: z.int(), isSaved: z.boolean() })

/** A search that a person has saved. Nobody else sees it. */
export type SavedSearch = z.output<typeof Saved>

const saved = 'select id, query, due_at is null as paused from saved_search where person_id = $1'

/** Returns the person's saved searches, the latest first. One query. @throws DomainError `forbidden` for visitors. */
export async function listSavedSearches(viewer: Viewer): Promise<SavedSearch[]> {
  const personId = authorizePerson(viewer, 'search.save', true)
  return queryRows(pool(), Saved, `${saved} order by id desc`, [personId])
}

/** Returns the person's saved search with these parameters of a search page; null if they have none. One query. */
export async function readSavedSearch(viewer: Viewer, parameters: URLSearchParams): Promise<SavedSearch | null> {
  const personId = authorizePerson(viewer, 'search.save', true)
  const [row] = await queryRows(pool(), Saved, `${saved} and query = $2`, [personId, savedQuery(parameters) ?? ''])
  return row ?? null
}

/**
 * Saves a search of the person's, or goes on with one that was paused; pauses or removes it. New results are those that come from now on. Doing it twice
 * is doing it once. @throws DomainError `forbidden` for visitors, `invalid` for a search that asks for nothing, `conflict` if they have saved too many.
 */
export async function changeSavedSearch(viewer: Viewer, parameters: URLSearchParams, command: SearchCommand): Promise<void> {
  const personId = authorizePerson(viewer, 'search.save', true)
  const query = savedQuery(parameters)
  if (query === null) throw new DomainError('invalid', 'Search for something first. Then the search can be saved.')
  if (command === 'save') return save(personId, query)
  const change = command === 'pause' ? 'update saved_search set due_at = null' : 'delete from saved_search'
  await pool().query(`${change} where person_id = $1 and query = $2`, [personId, query])
}

async function save(personId: number, query: string): Promise<void> {
  await transaction(async (tx) => {
    // Two tabs that save at once are one after the other.
    await tx.$queryRaw`select 1 from person where id = ${personId} for no key update`
    const { count, isSaved } = await queryRow(
      tx,
      Counted,
      'select count(*)::int as count, coalesce(bool_or(query = $2), false) as "isSaved" from saved_search where person_id = $1',
      [personId, query],
    )
    if (!isSaved && count >= savedSearchesMax)
      throw new DomainError(
        'conflict',
        `You have saved ${savedSearchesMax} searches, which is the most. Remove one that you no longer need.`,
      )
    const statement = isSaved
      ? `update saved_search set due_at = now() + interval '1 hour', checked_at = now() where person_id = $1 and query = $2 and due_at is null`
      : `insert into saved_search (person_id, query, due_at) values ($1, $2, now() + interval '1 hour')`
    await tx.$executeRawUnsafe(statement, personId, query)
  })
}
