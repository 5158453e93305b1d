import { FormError } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import type { Proofs, ReviewList, ReviewRow } from '@/lib/curation/review'
import { counted, urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'
import { ReviewActs } from './review-acts'
import { ReviewReasonItem } from './review-reason'

type Props = { row: ReviewRow; proofs: Proofs; seen: string; show: ReviewList; back: string; form: FormState | undefined }

/** An answer that needs review: how much it is used, every reason with its proof, and what can be done about it. */
export function ReviewItem({ row, proofs, seen, show, back, form }: Props) {
  const mine = sentValue(form, 'answer') === String(row.id) ? form : undefined
  return (
    <article id={`review-${row.id}`} className="contest review" aria-labelledby={`h-${row.id}`}>
      <h2 id={`h-${row.id}`} className="book">
        <a href={urls.answer(row.slug)} dir="auto">
          {row.title}
        </a>
      </h2>
      <p className="meta">
        <a href={urls.answerThreads(row.slug)}>Settles {counted(row.coverCount, 'thread', 'threads')}</a>
        <span className="dot">{counted(row.viewsLately, 'view', 'views')} in 90 days</span>
        <span className="dot">
          since <FullTime date={row.since} />
        </span>
        {show === 'snoozed' && row.snoozedUntil && (
          <span className="dot">
            snoozed until <FullTime date={row.snoozedUntil} />
          </span>
        )}
      </p>
      <FormError form={mine && { ...mine, field: null }} />
      <ul className="plain review-reasons">
        {row.reasons.map((reason) => (
          <li key={reason.reason}>
            <ReviewReasonItem row={row} reason={reason} proofs={proofs} back={back} form={mine} />
          </li>
        ))}
      </ul>
      <ReviewActs row={row} seen={seen} show={show} back={back} form={mine} />
    </article>
  )
}
