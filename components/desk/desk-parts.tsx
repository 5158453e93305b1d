import { figureWords, gapTitle } from '@/components/searches/gap-words'
import type { Desk } from '@/lib/curation/desk'
import type { GapRow } from '@/lib/curation/gaps'
import type { QueueCounts, QueueRow } from '@/lib/curation/reports'
import { type ReviewRow, reasonNames } from '@/lib/curation/review'
import type { SearchGapView } from '@/lib/curation/search-gaps'
import { counted, deskCountedMax, fullCount, reportReasonNames, shortCount, urls } from '@/lib/shared'
import { type DeskRow, draftRow } from './desk-lists'
import type { DeskPart } from './desk-section'
import { countWords, sumOf } from './queue-tabs'

/** What the desk is made of. */
export type DeskReads = {
  desk: Desk
  cases: { rows: QueueRow[]; counts: QueueCounts }
  searches: { gaps: SearchGapView[]; open: number }
  reviews: { rows: ReviewRow[]; open: number }
  gaps: { rows: GapRow[]; open: number }
}

/** The parts of the desk, in the order in which editors should look at them. */
export function deskParts({ desk, cases, searches, reviews, gaps }: DeskReads): DeskPart[] {
  return [
    { id: 'contested', title: 'Contested', count: upTo(desk.contested.count), all: urls.deskContested(), rows: contested(desk) },
    { id: 'reports', title: 'Reports', count: countWords(sumOf(cases.counts)), all: urls.deskReports(), rows: cases.rows.map(caseRow) },
    {
      id: 'in-review',
      title: 'In review',
      count: upTo(desk.inReview.count),
      all: urls.deskDrafts({ show: 'review' }),
      rows: desk.inReview.rows.map(draftRow),
    },
    {
      id: 'needs-review',
      title: 'Needs review',
      count: fullCount(reviews.open),
      all: urls.deskNeedsReview(),
      rows: reviews.rows.map(reviewRow),
    },
    { id: 'gaps', title: 'Gaps', count: upTo(gaps.open), all: urls.deskGaps(), rows: gaps.rows.map(gapRow) },
    {
      id: 'searches',
      title: 'Search gaps',
      count: fullCount(searches.open),
      all: urls.deskSearches(),
      rows: searches.gaps.map((gap) => ({
        key: String(gap.id),
        href: urls.deskSearch(gap.id),
        title: gapTitle(gap),
        why: figureWords(gap),
        at: gap.since,
      })),
    },
    { id: 'unanswered', title: 'Unanswered', count: fullCount(desk.unanswered.count), all: urls.deskUnanswered(), rows: unanswered(desk) },
  ]
}

/** A count that ends at a bound. */
export function upTo(count: number): string {
  return count > deskCountedMax ? `${fullCount(deskCountedMax)}+` : fullCount(count)
}

const contested = ({ contested: { rows } }: Desk) =>
  rows.map((row) => ({
    key: `${row.threadId}-${row.answerId}`,
    href: `${urls.deskContested()}#contest-${row.threadId}-${row.answerId}`,
    title: row.threadTitle,
    why: (
      <>
        <b>
          <bdi>{row.asker}</bdi> contests it
        </b>{' '}
        “<bdi>{row.reason}</bdi>” · <bdi>{row.answerTitle}</bdi>
      </>
    ),
    at: row.respondedAt,
  }))

function caseRow(row: QueueRow) {
  const { id, kind, author, post, openedAt: at, reports, reportCount } = row
  const reason = reports[0] && reportReasonNames[reports[0].reason]
  const what = {
    report: counted(reportCount, 'report', 'reports'),
    appeal: 'Appeal',
    held: post?.kind === 'reply' ? 'Held reply' : 'Held question',
    suspension: 'Proposed suspension',
  }[kind]
  return {
    key: String(id),
    href: `${urls.deskReports()}#h-case-${id}`,
    title: post?.title || author?.displayName || 'A post that is gone',
    why: (
      <>
        <b>{what}</b>
        {kind === 'report' && reason && ` · ${reason}`}
        {kind !== 'suspension' && author && (
          <>
            {' '}
            · by <bdi>{author.displayName}</bdi>
          </>
        )}
      </>
    ),
    at,
  }
}

function reviewRow({ id, slug, title, coverCount, viewsLately, since, reasons }: ReviewRow): DeskRow {
  return {
    key: slug,
    href: `${urls.deskNeedsReview()}#review-${id}`,
    title,
    book: true,
    why: (
      <>
        <b>{reasons.map(({ reason }) => reasonNames[reason]).join(', ')}</b> · settles {counted(coverCount, 'thread', 'threads')} ·{' '}
        {counted(viewsLately, 'view', 'views')} in 90 days
      </>
    ),
    at: since,
  }
}

const gapRow = ({ id, title, threads, views, openedAt: at }: GapRow): DeskRow => ({
  key: String(id),
  href: urls.deskGap(id),
  title,
  why: (
    <>
      <b>{counted(threads, 'thread', 'threads')}</b> that no answer covers · {counted(views, 'view', 'views')} in 90 days
    </>
  ),
  at,
})

const unanswered = ({ unanswered: { rows } }: Desk) =>
  rows.map((row) => ({
    key: String(row.id),
    href: urls.thread(row),
    title: row.title,
    why: (
      <>
        <bdi>{row.topic.name}</bdi> · {row.replyCount === 0 ? <b>no reply</b> : counted(row.replyCount, 'reply', 'replies')} ·{' '}
        {shortCount(row.viewCount)} views
      </>
    ),
    at: row.createdAt,
  }))
