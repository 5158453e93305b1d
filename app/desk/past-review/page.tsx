import type { Metadata } from 'next'
import { DeskRows } from '@/components/desk/desk-lists'
import { DeskPage } from '@/components/desk/desk-page'
import { pastReviewRow } from '@/components/desk/desk-parts'
import { KeysLine } from '@/components/desk/keys-line'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { listPastReview } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Review date passed', robots: { index: false } }

/** Answers whose review date passed, the one that waits longest first. */
export default async function PastReviewPage({ searchParams }: PageProps<'/desk/past-review'>) {
  const { viewer } = requirePerson(urls.deskPastReview(), 'desk.see')
  const after = one((await searchParams).after)
  const { rows, next } = await listPastReview(viewer, { after })
  return (
    <DeskPage title="Review date passed">
      {rows.length === 0 ? (
        <p className="quiet">{after ? 'Nothing more.' : 'No answer is past its review date.'}</p>
      ) : (
        <>
          <p className="deck">Does the answer still hold? Publish a revision with the date of its next review.</p>
          <KeysLine />
          <DeskRows rows={rows.map(pastReviewRow)} />
        </>
      )}
      <Pager
        newer={after ? urls.deskPastReview() : null}
        older={next && urls.deskPastReview({ after: next })}
        newerWord="First"
        olderWord="More"
      />
    </DeskPage>
  )
}
