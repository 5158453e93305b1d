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

/** The person of that name, made if there is none. Names are the same whatever their case. */
export async function findOrCreatePerson(tx: Db, displayName: string, role: 'member' | 'editor' | 'admin' = 'member'): Promise<number> {
  const name = personNameOf(displayName)
  const known = await tx.person.findFirst({ where: { name: { equals: name, mode: 'insensitive' } }, select: { id: true } })
  if (known) return known.id
  const made = await tx.person.create({ data: { name, displayName: displayName.trim() || name, role }, select: { id: true } })
  return made.id
}
