import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { KeysLine } from '@/components/desk/keys-line'
import { ReasonFilter } from '@/components/review/reason-filter'
import { ReviewDone } from '@/components/review/review-done'
import { ReviewItem } from '@/components/review/review-item'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { readAnswerById } from '@/lib/answers'
import { countReviews, type ReviewList, readReviews, reviewLists, reviewReasons } from '@/lib/curation/review'
import { fullCount, urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Needs review', robots: { index: false } }

const names: Record<ReviewList, string> = { open: 'To review', snoozed: 'Snoozed' }

/** Answers that an editor should look at again, the most used first: every reason with its proof, and what can be done about it. */
export default async function NeedsReviewPage({ searchParams }: PageProps<'/desk/needs-review'>) {
  const { viewer } = requirePerson(urls.deskNeedsReview(), 'desk.see')
  const query = await searchParams
  const show = reviewLists.find((each) => each === one(query.show)) ?? 'open'
  const reason = reviewReasons.find((each) => each === one(query.reason)) ?? null
  const only = idOf(one(query.only) ?? '')
  const after = one(query.after)
  const of = idOf(one(query.of) ?? '')
  const form = sentForm()
  const [{ items, next }, counts, changed] = await Promise.all([
    readReviews(viewer, { show, reason, only, after }),
    countReviews(viewer),
    of === null ? null : readAnswerById(viewer, of),
  ])
  const here = { show: show === 'open' ? undefined : show, reason: reason ?? undefined, only: only ?? undefined }
  const back = urls.deskNeedsReview({ ...here, after })
  const isShown = items.some(({ row }) => sentValue(form, 'answer') === String(row.id))
  return (
    <DeskPage title="Needs review">
      {!form && (
        <ReviewDone what={one(query.done) ?? ''} of={of} source={idOf(one(query.source) ?? '')} slug={changed?.slug ?? null} back={back} />
      )}
      {!isShown && <FormError form={form && { ...form, field: null }} />}
      <Tabs
        label="Lists"
        at={show}
        tabs={reviewLists.map((key) => ({
          key,
          href: urls.deskNeedsReview({ show: key === 'open' ? undefined : key }),
          label: names[key],
          count: fullCount(counts[key]),
        }))}
      />
      {show === 'open' && <ReasonFilter counts={counts} chosen={reason} />}
      {only !== null && (
        <p className="meta mt-4">
          All that is known of one answer. <a href={urls.deskNeedsReview({ show: here.show })}>All answers</a>
        </p>
      )}
      {items.length === 0 && <p className="quiet mt-4">{emptyOf(show, reason !== null || only !== null || after !== undefined)}</p>}
      {items.length > 1 && <KeysLine />}
      {items.map(({ row, proofs, seen }) => (
        <ReviewItem key={row.id} row={row} proofs={proofs} seen={seen} show={show} back={back} form={form} />
      ))}
      <Pager
        newer={after ? urls.deskNeedsReview(here) : null}
        older={next && urls.deskNeedsReview({ ...here, after: next })}
        newerWord="Most used"
        olderWord="More"
      />
    </DeskPage>
  )
}

function emptyOf(show: ReviewList, isPart: boolean): string {
  if (isPart) return 'Nothing more.'
  return show === 'snoozed'
    ? 'Nothing is snoozed.'
    : 'Every answer holds, as far as Cairn can tell. What changes under one, or is said against it, brings it here.'
}
