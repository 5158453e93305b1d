import type pg from 'pg'
import { z } from 'zod'
import { type Db, queryRows, queryRowsIn } from '../../platform/db'

const Id = z.object({ id: z.int() })
const Name = z.object({ name: z.string() })

/** A name that may be in an address: spaces become hyphens, what would break an address goes. */
export function personNameOf(displayName: string): string {
  return (
    displayName
      .trim()
      .replace(/[\s/?#]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'someone'
  )
}

/** The person of exactly that name, whatever its case, or null. `_` and `%` in it are letters like others. */
export async function personNamed(tx: Db, name: string): Promise<number | null> {
  const rows = await queryRowsIn(tx, Id)`select id from person where lower(name) = lower(${name})`
  return rows[0]?.id ?? null
}

/** Which of these names belonged to someone who was deleted, in lower case. They are not given again. */
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

/** The person of that name, made if there is none. Names are the same whatever their case. */
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

/** Whether the name belonged to someone who was deleted. */
export async function wasErased(tx: Db, name: string): Promise<boolean> {
  const erased = await namesOfErased(tx, [name])
  return erased.size > 0
}
