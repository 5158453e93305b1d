import type { Metadata } from 'next'
import { DeskLinks } from '@/components/desk/desk-links'
import { draftRow } from '@/components/desk/desk-lists'
import { deskParts, upTo } from '@/components/desk/desk-parts'
import { DeskSection, NothingIn } from '@/components/desk/desk-section'
import { DeskTiles } from '@/components/desk/desk-tiles'
import { KeysLine } from '@/components/desk/keys-line'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { deskShown, readDesk } from '@/lib/curation/desk'
import { countFlagged } from '@/lib/curation/evidence'
import { countFeedback } from '@/lib/curation/feedback'
import { countGaps, readGaps } from '@/lib/curation/gaps'
import { countDeadLinks } from '@/lib/curation/links'
import { countQueue, readQueue } from '@/lib/curation/reports'
import { countReviews, listReviews } from '@/lib/curation/review'
import { countSearchGaps, readSearchGaps } from '@/lib/curation/search-gaps'
import { urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Desk', robots: { index: false } }

export default async function DeskPage() {
  const { viewer } = requirePerson(urls.desk(), 'desk.see')
  const [desk, { rows }, counts, searchGaps, searchCounts, reviews, reviewCounts, gaps, gapCounts, feedback, links, flagged] =
    await Promise.all([
      readDesk(viewer),
      readQueue(viewer, { kind: null, after: null, countMax: deskShown }),
      countQueue(viewer),
      readSearchGaps(viewer, { state: 'open', countMax: deskShown }),
      countSearchGaps(viewer),
      listReviews(viewer, { countMax: deskShown }),
      countReviews(viewer),
      readGaps(viewer, { show: 'open', countMax: deskShown }),
      countGaps(viewer),
      countFeedback(viewer),
      countDeadLinks(viewer),
      countFlagged(viewer),
    ])
  const parts = deskParts({
    desk,
    cases: { rows, counts },
    searches: { gaps: searchGaps.gaps, open: searchCounts.open },
    reviews: { rows: reviews.rows, open: reviewCounts.open },
    gaps: { rows: gaps.gaps, open: gapCounts.open },
  })
  const { drafts } = desk
  const written = { id: 'drafts', title: 'Drafts', count: upTo(drafts.count), all: urls.deskDrafts(), rows: drafts.rows.map(draftRow) }
  const isNew = desk.figures.threads === 0 && parts.every((part) => part.rows.length === 0)
  return (
    <Page area="desk">
      <div className="desk">
        <header className="page-head">
          <h1 className="title">Desk</h1>
          <DeskLinks feedback={feedback.open} links={links} flagged={flagged} />
        </header>
        {isNew && <p className="deck">Nothing has been asked yet. What needs an editor comes here, the most urgent first.</p>}
        {!isNew && <KeysLine />}
        {parts.map((part) => part.rows.length > 0 && <DeskSection key={part.id} part={part} />)}
        <NothingIn parts={parts.filter((part) => part.rows.length === 0)} />
        {drafts.rows.length > 0 && <DeskSection part={written} />}
        {!isNew && <DeskTiles desk={desk} />}
      </div>
    </Page>
  )
}
