import type pg from 'pg'
import { z } from 'zod'
import { addressDigest } from '../../identity/accounts'
import { namesOfErased, personNameOf } from '../../identity/people'
import { queryRows } from '../../platform/db'
import { erasedExternalId } from '../own-data'
import type { ImportContext } from './context'
import { digestOf, readLedger, withNewIds, writeLedger } from './ledger'
import type { SourcePerson, SourceThread } from './source'

/** Adds the ids of these people to `known`, by external id. New people are made. A name that is taken gets a number. */
export async function personIdsFor(
  client: pg.ClientBase,
  sourceId: number,
  people: SourcePerson[],
  known: Map<string, number>,
): Promise<void> {
  const wanted = new Map(people.filter((person) => !known.has(person.externalId)).map((person) => [person.externalId, person]))
  if (wanted.size === 0) return
  for (const [externalId, { localId }] of await readLedger(client, sourceId, 'person', [...wanted.keys()])) {
    known.set(externalId, localId)
    wanted.delete(externalId)
  }
  // For deleted people the ledger has a digest of the external id.
  const erased = new Map([...wanted.keys()].map((externalId) => [erasedExternalId(externalId), externalId]))
  for (const [digest, { localId }] of await readLedger(client, sourceId, 'person', [...erased.keys()])) {
    const externalId = erased.get(digest) ?? digest
    known.set(externalId, localId)
    wanted.delete(externalId)
  }
  const fresh = await withNewIds(client, 'person', [...wanted.values()])
  const names = await freeNames(
    client,
    fresh.map((person) => personNameOf(person.name)),
  )
  await client.query(
    `insert into person (id, name, display_name, created_at)
     select i, n, d, coalesce(c::timestamptz, now()) from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as u(i, n, d, c)`,
    [fresh.map((p) => p.id), names, fresh.map((p) => p.displayName), fresh.map((p) => p.createdAt?.toISOString() ?? null)],
  )
  await writeLedger(
    client,
    sourceId,
    'person',
    fresh.map(({ id, ...person }) => ({ externalId: person.externalId, localId: id, digest: digestOf(person) })),
  )
  for (const { externalId, id } of fresh) known.set(externalId, id)
}

const Name = z.object({ name: z.string() })

async function freeNames(client: pg.ClientBase, wanted: string[]): Promise<string[]> {
  // The database compares names and has its own rules for lower case, so it returns the lower case.
  const lower = await queryRows(client, Name, 'select lower(w) as name from unnest($1::text[]) with ordinality as u(w, i) order by i', [
    wanted,
  ])
  const rows = await queryRows(
    client,
    Name,
    `select lower(name) as name from person where lower(name) like any (select replace(replace(w, '\\', '\\\\'), '_', '\\_') || '%' from unnest($1::text[]) as w)`,
    [lower.map(({ name }) => name)],
  )
  const taken = new Set(rows.map((row) => row.name))
  for (;;) {
    const given = new Set(taken)
    const free = wanted.map((name, i) => freeOf(name, lower[i]?.name ?? name, given))
    // For deleted people only a digest of the name is known.
    const erased = await namesOfErased(client, free)
    if (erased.size === 0) return free
    for (const name of erased) taken.add(name)
  }
}

function freeOf(name: string, lower: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `-${n}`
    if (taken.has(`${lower}${suffix}`)) continue
    taken.add(`${lower}${suffix}`)
    return `${name}${suffix}`
  }
}

/** Dates people of whom the source does not say when they joined: by their first post. Deleted people are not dated. */
export async function datePeople(client: pg.ClientBase, sourceId: number): Promise<void> {
  await client.query(
    `update person p set created_at = f.first
     from (select author_id, min(created_at) as first from
             (select author_id, created_at from thread union all select author_id, created_at from reply) posts
           where author_id in (select local_id from imported_record where source_id = $1 and kind = 'person') group by author_id) f
     where p.id = f.author_id and f.first < p.created_at and p.erased_at is null`,
    [sourceId],
  )
}

/** Writes the mail addresses of authors of the source as digests. Addresses of people without posts are left out. */
export async function writeAddressesOfPeople({ client, sourceId, addresses }: ImportContext): Promise<void> {
  const people = await readLedger(client, sourceId, 'person', [...addresses.keys()])
  const rows = [...people].flatMap(([externalId, { localId }]) => {
    const address = addresses.get(externalId)
    return address === undefined ? [] : [{ localId, digest: addressDigest(address) }]
  })
  await client.query(
    `insert into imported_address (digest, person_id) select decode(d, 'hex'), p from unnest($1::text[], $2::int[]) u(d, p)
     where not exists (select 1 from auth_user where person_id = p) and not exists (select 1 from person where id = p and erased_at is not null)
     on conflict do nothing`,
    [rows.map(({ digest }) => digest.toString('hex')), rows.map(({ localId }) => localId)],
  )
}

/** Returns our id of an author of the source. */
export function personOf(context: ImportContext, author: SourcePerson | null): number | null {
  return author ? (context.people.get(author.externalId) ?? null) : null
}

/** Returns all authors of a thread. */
export function authorsOf(thread: SourceThread): SourcePerson[] {
  return [thread.author, ...thread.replies.map((reply) => reply.author)].filter((author) => author !== null)
}
