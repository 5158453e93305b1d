import { db } from '../db/client'
import { personNameOf } from '../people/find-or-create'

/** A name for addresses that nobody has yet, from what someone calls themselves: "Ada Berg" → Ada-Berg, Ada-Berg-2. */
export async function freePersonName(displayName: string): Promise<string> {
  const name = personNameOf(displayName)
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}-${n}`
    if (!(await db().person.findFirst({ where: { name: { equals: candidate, mode: 'insensitive' } }, select: { id: true } })))
      return candidate
  }
}
