import { db } from '../../platform/db'
import { personNamed, personNameOf, wasErased } from '../people'

/** Returns a name for addresses that nobody has or had, made of what someone calls themselves: "Ada Berg" → Ada-Berg, Ada-Berg-2. */
export async function freePersonName(displayName: string): Promise<string> {
  const name = personNameOf(displayName)
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}-${n}`
    if ((await personNamed(db(), candidate)) === null && !(await wasErased(db(), candidate))) return candidate
  }
}
