import { z } from 'zod'
import { personNameOf } from '../../identity/people'
import { pool, queryRows } from '../../platform/db'
import { mentionKey, urls } from '../../shared'

/** In SQL: a person who can be mentioned. Deleted people can't, nor what is left of a name whose account took another. */
export function canBeMentioned(person: string): string {
  return `${person}.erased_at is null and ${person}.became_id is null`
}

/**
 * SQL that finds whom names mean: columns `nth`, `written` and `person_id`, one row a name, of whom somebody has it. The parameters
 * hold the names and, in the same order, what each is in an address. The name in addresses comes first, since it belongs to one person
 * for good; a name that others read counts where one person alone has it.
 */
export function namedPeople(names: `$${number}`, addresses: `$${number}`): string {
  return `select w.nth, w.written, coalesce(a.id, d.id) as person_id
    from unnest(${names}::text[], ${addresses}::text[]) with ordinality w(written, address, nth)
    left join person a on lower(a.name) = lower(w.address) and ${canBeMentioned('a')}
    left join lateral (
      select min(two.id) as id from (
        select p.id from person p where lower(p.display_name) = lower(w.written) and ${canBeMentioned('p')} limit 2) two
      having count(*) = 1) d on a.id is null
    where coalesce(a.id, d.id) is not null`
}

/** The two parameters of `namedPeople()`. */
export function namedParameters(names: string[]): [string[], string[]] {
  return [names.map((name) => name.replace(/\s+/g, ' ').trim()), names.map(personNameOf)]
}

const Named = z.object({ written: z.string(), id: z.int(), name: z.string() })

async function findPeople(names: string[]): Promise<z.infer<typeof Named>[]> {
  if (names.length === 0) return []
  return queryRows(
    pool(),
    Named,
    `select n.written, p.id, p.name from (${namedPeople('$1', '$2')}) n join person p on p.id = n.person_id`,
    namedParameters(names),
  )
}

/** Returns where names lead that somebody writes just now, by their keys: for a preview. */
export async function findNamed(names: string[]): Promise<Map<string, string>> {
  return new Map((await findPeople(names)).map(({ written, name }) => [mentionKey(written), urls.person(name)]))
}

/** Returns whom names mean, by their keys. */
export async function findNamedIds(names: string[]): Promise<Map<string, number>> {
  return new Map((await findPeople(names)).map(({ written, id }) => [mentionKey(written), id]))
}
