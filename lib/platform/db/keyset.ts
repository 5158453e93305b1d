/** A position in an ordered list: the value that the list is ordered by, and the id that breaks ties. */
export type Keyset = { value: string; id: number }

/** Returns a position as an opaque part of an address. */
export function cursorOf({ value, id }: Keyset): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

const time = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:?\d\d)?|Z)?$/

/** Returns the position that a cursor names, or null for an invalid cursor: the list then begins at its beginning. */
export function keysetOf(cursor: string | undefined, of: 'number' | 'time'): Keyset | null {
  if (!cursor) return null
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (typeof value !== 'string' || !Number.isSafeInteger(id) || id <= 0 || id > 2_147_483_647) return null
    const fits = of === 'number' ? /^-?\d{1,9}$/.test(value) : time.test(value) && !Number.isNaN(Date.parse(value.slice(0, 10)))
    return fits ? { value, id } : null
  } catch {
    return null
  }
}
