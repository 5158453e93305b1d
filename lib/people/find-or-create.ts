import type { Db } from '../db/client'

/** A name that may stand in an address: spaces become hyphens, what would break an address goes. */
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
  const rows = await tx.$queryRaw<{ id: number }[]>`select id from person where lower(name) = lower(${name})`
  return rows[0]?.id ?? null
}

/** The person of that name, made if there is none. Names are the same whatever their case. */
export async function findOrCreatePerson(tx: Db, displayName: string, role: 'member' | 'editor' | 'admin' = 'member'): Promise<number> {
  const name = personNameOf(displayName)
  const known = await personNamed(tx, name)
  if (known !== null) return known
  const made = await tx.person.create({ data: { name, displayName: displayName.trim() || name, role }, select: { id: true } })
  return made.id
}
