import type pg from 'pg'
import { z } from 'zod'
import { type Db, queryRows, queryRowsIn } from '../../platform/db'

const Id = z.object({ id: z.int() })
const Name = z.object({ name: z.string() })

/** Returns a name that an address can contain: spaces become hyphens, and characters that would break an address are removed. */
export function personNameOf(displayName: string): string {
  return (
    displayName
      .trim()
      .replace(/[\s/?#]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'someone'
  )
}

/** Returns the person of exactly that name in any case, or null. `_` and `%` have no special meaning. */
export async function personNamed(tx: Db, name: string): Promise<number | null> {
  const rows = await queryRowsIn(tx, Id)`select id from person where lower(name) = lower(${name})`
  return rows[0]?.id ?? null
}

/** Returns those of these names that belonged to a deleted person, in lower case. They are not used again. */
export async function namesOfErased(on: Db | pg.ClientBase, names: string[]): Promise<Set<string>> {
  const rows = await queryRows(
    on,
    Name,
    `select lower(w) as name from unnest($1::text[]) w
     where exists (select 1 from erasure where name_digest = person_name_digest(w))`,
    [names],
  )
  return new Set(rows.map(({ name }) => name))
}

/** Returns the person of that name in any case, and makes one if there is none. */
export async function findOrCreatePerson(tx: Db, displayName: string, role: 'member' | 'editor' | 'admin' = 'member'): Promise<number> {
  const wanted = personNameOf(displayName)
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`
    const known = await personNamed(tx, name)
    if (known !== null) return known
    if (await wasErased(tx, name)) continue
    const made = await tx.person.create({ data: { name, displayName: displayName.trim() || name, role }, select: { id: true } })
    return made.id
  }
}

/** Whether the name belonged to a deleted person. */
export async function wasErased(tx: Db, name: string): Promise<boolean> {
  const erased = await namesOfErased(tx, [name])
  return erased.size > 0
}
