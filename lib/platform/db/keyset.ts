/** A position in an ordered list: the value that the list is ordered by, and the id that breaks ties. */
export type Keyset = { value: string; id: number }

/** Returns a position as an opaque part of an address. */
export function cursorOf({ value, id }: Keyset): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

const time = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:?\d\d)?|Z)?$/

/** Returns the position that a cursor names, or null for an invalid cursor: the list then begins at its beginning. */
function keysetOf(cursor: string | undefined, of: 'number' | 'time'): Keyset | null {
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

/** How a page of a list is read: on from `after`, or back from `before`, with the comparison and the order that this takes. */
export function keysetRead(request: { after?: string; before?: string }, of: 'number' | 'time') {
  const older = keysetOf(request.after, of)
  const newer = older ? null : keysetOf(request.before, of)
  return { older, newer, cursor: older ?? newer, sign: newer ? '>' : '<', direction: newer ? 'asc' : 'desc' } as const
}

/**
 * Makes a page of rows that were read in one direction, one more than `count` of them: from `newer` back, or from `older` on. Returns the rows
 * with the newest first, and the cursors of the pages beside it.
 */
export function keysetPage<Row extends Keyset>(
  rows: Row[],
  { count, older, newer }: { count: number; older: Keyset | null; newer: Keyset | null },
): { page: Row[]; newer: string | null; older: string | null } {
  const hasMore = rows.length > count
  const page = rows.slice(0, count)
  if (newer) page.reverse()
  const first = page[0]
  const last = page.at(-1)
  return {
    page,
    newer: first && (newer ? hasMore : older !== null) ? cursorOf(first) : null,
    older: last && (newer ? true : hasMore) ? cursorOf(last) : null,
  }
}
