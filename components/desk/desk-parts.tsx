import { figureWords, gapTitle } from '@/components/searches/gap-words'
import { type Desk, deskCountedMax } from '@/lib/curation/desk'
import type { QueueCounts, QueueRow } from '@/lib/curation/reports'
import type { SearchGapView } from '@/lib/curation/search-gaps'
import { counted, fullCount, reportReasonNames, shortCount, urls } from '@/lib/shared'
import { draftRow } from './desk-lists'
import type { DeskPart } from './desk-section'
import { countWords, sumOf } from './queue-tabs'

/** What the desk is made of. */
export type DeskReads = {
  desk: Desk
  cases: { rows: QueueRow[]; counts: QueueCounts }
  searches: { gaps: SearchGapView[]; open: number }
}

/** The parts of the desk, in the order in which editors should look at them. */
export function deskParts({ desk, cases, searches }: DeskReads): DeskPart[] {
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
      id: 'past-review',
      title: 'Review date passed',
      count: upTo(desk.pastReview.count),
      all: urls.deskPastReview(),
      rows: desk.pastReview.rows.map(pastReviewRow),
    },
    { id: 'gaps', title: 'Gaps', count: upTo(desk.gaps.count), all: urls.deskGaps(), rows: gaps(desk) },
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

/** An answer whose review date passed, as the desk lists it. */
export function pastReviewRow({ slug, title, coverCount, viewCount, reviewAt }: Desk['pastReview']['rows'][number]) {
  return {
    key: slug,
    href: urls.answerEdit(slug),
    title,
    book: true,
    why: `Settles ${counted(coverCount, 'thread', 'threads')} · ${shortCount(viewCount)} ${viewCount === 1 ? 'view' : 'views'}`,
    at: reviewAt,
  }
}

const gaps = ({ gaps: { rows } }: Desk) =>
  rows.map(({ id, title, threads, views, openedAt: at }) => ({
    key: String(id),
    href: urls.deskGap(id),
    title,
    why: (
      <>
        <b>{counted(threads, 'thread', 'threads')}</b> that no answer covers · {counted(views, 'view', 'views')} in 90 days
      </>
    ),
    at,
  }))

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
