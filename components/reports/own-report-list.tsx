import { FullTime } from '@/components/ui/time'
import type { OwnReport } from '@/lib/curation/reports'
import { reportReasonNames, urls } from '@/lib/shared'

/** Somebody's own reports, each with what became of it. */
export function OwnReportList({ rows }: { rows: OwnReport[] }) {
  return (
    <ol className="near-list pass-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Title row={row} />
          <p>
            {reportReasonNames[row.reason]}
            {row.words && (
              <>
                : “<bdi>{row.words}</bdi>”
              </>
            )}
          </p>
          <p className="meta">
            {row.number > 0 && <span className="nw">Reply {row.number}, </span>}reported
            <span className="dot">
              <FullTime date={row.at} />
            </span>
          </p>
          <p className="text-ui">
            {row.outcome === null ? <span className="quiet">{outcomeOf(row)}</span> : <b>{outcomeOf(row)}</b>}
            {row.said && (
              <>
                {' '}
                “<bdi>{row.said}</bdi>”
              </>
            )}
            {row.decidedAt && (
              <span className="meta dot">
                <FullTime date={row.decidedAt} />
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}

function Title({ row: { title, threadId, slug, number } }: { row: OwnReport }) {
  if (title === null || threadId === null || slug === null) return <span className="row-t">A post that you can’t see now</span>
  const thread = { id: threadId, slug }
  return (
    <a className="row-t" href={number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number)} dir="auto">
      {title}
    </a>
  )
}

function outcomeOf({ outcome }: OwnReport): string {
  if (outcome === null) return 'Editors have not decided yet.'
  return {
    dismissed: 'Editors looked at it, and it stays.',
    hidden: 'It was hidden.',
    gone: 'Its author deleted it.',
  }[outcome]
}
