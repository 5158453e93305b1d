import type { Metadata } from 'next'
import { DeskRows, DraftList } from '@/components/desk/desk-lists'
import { countWords, sumOf } from '@/components/desk/queue-tabs'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { Stones } from '@/components/ui/stones'
import { ListTime } from '@/components/ui/time'
import { readDesk } from '@/lib/curation/desk'
import { countGaps } from '@/lib/curation/gaps'
import { countQueue } from '@/lib/curation/reports'
import { countSearchGaps } from '@/lib/curation/search-gaps'
import { counted, fullCount, shortCount, urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Desk', robots: { index: false } }

export default async function DeskPage() {
  const me = requirePerson(urls.desk(), 'desk.see')
  const [desk, waiting, searches, gaps] = await Promise.all([
    readDesk(me.viewer),
    countQueue(me.viewer),
    countSearchGaps(me.viewer),
    countGaps(me.viewer),
  ])
  return (
    <Page area="desk">
      <div className="desk">
        <header className="page-head">
          <h1 className="title">Desk</h1>
          <p className="line">
            <a className="btn" href={urls.deskReports()}>
              Reports{sumOf(waiting) > 0 && <b>{countWords(sumOf(waiting))}</b>}
            </a>
            <a className="btn" href={urls.deskGaps()}>
              Gaps{gaps.open > 0 && <b>{fullCount(gaps.open)}</b>}
            </a>
            <a className="btn" href={urls.deskSearches()}>
              Search gaps{searches.open > 0 && <b>{fullCount(searches.open)}</b>}
            </a>
            <a className="btn" href={urls.deskCover()}>
              Cover threads
            </a>
            <a className="btn" href={urls.deskHidden()}>
              Hidden
            </a>
            <a className="btn" href={urls.deskDuplicates()}>
              Duplicates
            </a>
            <a className="btn btn-do" href={urls.answerNew()}>
              Begin an answer
            </a>
          </p>
        </header>
        <Tiles desk={desk} />
        <Contested rows={desk.contested} />
        <ReviewPassed rows={desk.reviewPassed} />
        <div className="desk-2">
          <Open rows={desk.open} asked={desk.counts.covered + desk.counts.uncovered > 0} />
          <div>
            <DraftList id="h-in-review" title="In review" empty="No draft is waiting for review." drafts={desk.inReview} />
            <DraftList id="h-drafts" title="Drafts" empty="Nobody is writing." drafts={desk.drafts} />
          </div>
        </div>
      </div>
    </Page>
  )
}

type Desk = Awaited<ReturnType<typeof readDesk>>

function Tiles({ desk }: { desk: Desk }) {
  const { counts } = desk
  const all = counts.covered + counts.uncovered
  const ended = counts.settledByAnswer + counts.posted
  return (
    <dl className="tiles">
      <Tile
        label="Threads covered"
        value={all === 0 ? '–' : `${Math.round((100 * counts.covered) / all)}`}
        unit="%"
        says={`${fullCount(counts.covered)} of ${fullCount(all)}`}
      />
      <Tile
        label="Canonical answers"
        value={fullCount(counts.answers)}
        says={counted(desk.drafts.length + desk.inReview.length, 'draft', 'drafts')}
      />
      <Tile
        label="Needs a decision"
        value={String(desk.contested.length + desk.reviewPassed.length)}
        says={`${desk.contested.length} contested, ${desk.reviewPassed.length} past their review`}
      />
      <Tile
        label="Questions settled while asking"
        value={ended === 0 ? '–' : String(Math.round((100 * counts.settledByAnswer) / ended))}
        unit="%"
        says={`${counts.settledByAnswer} of ${ended} in 30 days`}
      />
    </dl>
  )
}

function Contested({ rows }: { rows: Desk['contested'] }) {
  return (
    <section aria-labelledby="h-contested" className="desk-sec">
      <div className="sec-head">
        <h2 id="h-contested">Contested</h2>
        {rows.length > 0 && (
          <p className="meta">
            <a href={urls.deskContested()}>Decide</a>
          </p>
        )}
      </div>
      <DeskRows
        empty="No answer is contested."
        rows={rows.map((row) => ({
          key: `${row.threadId}/${row.answerId}`,
          href: urls.deskContested(),
          title: row.threadTitle,
          why: (
            <>
              <b>{row.asker} contests it</b> “{row.reason}” · {row.answerTitle}
            </>
          ),
          at: row.respondedAt,
        }))}
      />
    </section>
  )
}

function ReviewPassed({ rows }: { rows: Desk['reviewPassed'] }) {
  return (
    <section aria-labelledby="h-review" className="desk-sec">
      <div className="sec-head">
        <h2 id="h-review">Review date passed</h2>
      </div>
      <DeskRows
        empty="No answer is past its review date."
        rows={rows.map((row) => ({
          key: row.slug,
          href: urls.answerEdit(row.slug),
          title: row.title,
          book: true,
          why: (
            <>
              <b>Review date passed</b> · settles {counted(row.coverCount, 'thread', 'threads')}, {shortCount(row.viewCount)} views
            </>
          ),
          at: row.reviewAt,
        }))}
      />
    </section>
  )
}

function Open({ rows, asked }: { rows: Desk['open']; asked: boolean }) {
  return (
    <section aria-labelledby="h-open">
      <div className="sec-head">
        <h2 id="h-open">Most read, not settled</h2>
      </div>
      {rows.length === 0 && <p className="quiet">{asked ? 'Every thread is covered.' : 'Nothing has been asked yet.'}</p>}
      <ol className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="line">
              <Stones resolution={row.resolution} />
              <span>
                <a href={urls.thread(row)} dir="auto">
                  {row.title}
                </a>
                <span className="meta">
                  {' '}
                  {shortCount(row.viewCount)} views · {counted(row.replyCount, 'reply', 'replies')}
                  {row.alike > 0 && ` · ${counted(row.alike, 'similar thread', 'similar threads')}`} · <ListTime date={row.createdAt} />
                </span>
              </span>
            </span>
            <a className="act" href={urls.answerNew(row.id)} aria-label={`Draft an answer for: ${row.title}`}>
              Draft an answer
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Tile({ label, value, unit, says }: { label: string; value: string; unit?: string; says: string }) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="big">
        {value}
        {unit && value !== '–' && <small>{unit}</small>}
      </dd>
      <dd className="meta">{says}</dd>
    </div>
  )
}
