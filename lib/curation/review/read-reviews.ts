import type { Viewer } from '../../identity/viewer'
import { listReviews, type ReviewRow } from './list-reviews'
import { type Proofs, proofsMax, proofsOfOneMax, readProofs } from './read-proofs'
import { seenReasons } from './seen-reasons'

/** An answer that needs review, with its proofs, and what identifies the reasons that are shown. */
export type ReviewItem = { row: ReviewRow; proofs: Proofs; seen: string }

/** Returns a page of the answers that need review with their proofs, as `listReviews()`: a few of each kind, or all of one answer alone. As many queries for each page. @throws DomainError `forbidden`. */
export async function readReviews(
  viewer: Viewer,
  request: Parameters<typeof listReviews>[1],
): Promise<{ items: ReviewItem[]; next: string | null }> {
  const { rows, next } = await listReviews(viewer, request)
  if (rows.length === 0) return { items: [], next }
  const [proofs, seen] = await Promise.all([
    readProofs(viewer, rows, request.only ? proofsOfOneMax : proofsMax),
    seenReasons(rows.map(({ id }) => id)),
  ])
  const items = rows.flatMap((row) => {
    const proof = proofs.get(row.id)
    return proof ? [{ row, proofs: proof, seen: seen.get(row.id) ?? '' }] : []
  })
  return { items, next }
}
