/** A place in an ordered list: the value it is ordered by and the id that breaks ties. */
export type Keyset = { value: string; id: number }

/** A place as an opaque piece of an address. */
export function cursorOf({ value, id }: Keyset): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

/** The place a cursor names, or null if it is none of ours: the list then begins at its beginning. */
export function keysetOf(cursor: string | undefined): Keyset | null {
  if (!cursor) return null
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return typeof value === 'string' && Number.isSafeInteger(id) ? { value, id } : null
  } catch {
    return null
  }
}
