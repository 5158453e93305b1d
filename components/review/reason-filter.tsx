import { type ReviewCounts, reasonNames, reviewReasons } from '@/lib/curation/review'
import { fullCount, urls } from '@/lib/shared'

/** Narrows the list to one reason. Reasons that no answer has are left out. */
export function ReasonFilter({ counts, chosen }: { counts: ReviewCounts; chosen: string | null }) {
  const there = reviewReasons.filter((reason) => counts.reasons[reason] !== undefined)
  if (there.length < 2 && chosen === null) return null
  return (
    <nav className="review-filter" aria-label="Reasons">
      <a className="chip" href={urls.deskNeedsReview()} aria-current={chosen === null ? 'page' : undefined}>
        All reasons
      </a>
      {there.map((reason) => (
        <a key={reason} className="chip" href={urls.deskNeedsReview({ reason })} aria-current={chosen === reason ? 'page' : undefined}>
          {reasonNames[reason]} {fullCount(counts.reasons[reason] ?? 0)}
        </a>
      ))}
    </nav>
  )
}
