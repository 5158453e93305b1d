/** Stands for pages that are left out. The two gaps have different names, so that they are different items of a list. */
export type Gap = 'gap before' | 'gap after'

/** So many pages fit into two lines of a phone; fewer are never left out. */
const allMax = 16
/** Pages shown on either side of the one that is read. */
const around = 2

/** Returns the pages whose numbers a thread shows: all of few; of many the first, the last and those around `page`. */
export function shownPages(page: number, pageCount: number): (number | Gap)[] {
  if (pageCount <= allMax) return Array.from({ length: pageCount }, (_, i) => i + 1)
  // At either end more of them, so that the numbers take about the same room on each page.
  const first = Math.max(2, Math.min(page - around, pageCount - 2 * around - 1))
  const last = Math.min(pageCount - 1, Math.max(page + around, 2 * around + 2))
  const middle = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return [1, ...(first > 2 ? ['gap before' as const] : []), ...middle, ...(last < pageCount - 1 ? ['gap after' as const] : []), pageCount]
}
