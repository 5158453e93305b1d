import { DeskRows } from '@/components/desk/desk-lists'
import { Figure } from '@/components/ui/list-cells'
import { ListTime } from '@/components/ui/time'
import type { GapRow } from '@/lib/curation/gaps'
import { urls } from '@/lib/shared'
import { trendWords } from './gap-words'

/** Open gaps as a table: it says the same as the map. */
export function GapTable({ gaps, days, me }: { gaps: GapRow[]; days: number; me: number }) {
  return (
    <table className="list gap-table" role="table" aria-label="Gaps, those with the most demand first">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">Gap</th>
          <th className="n" role="columnheader">
            Threads
          </th>
          <th className="n" role="columnheader">{`Views, ${days} d`}</th>
          <th className="n" role="columnheader">
            Trend
          </th>
          <th className="n" role="columnheader">
            Asked last
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {gaps.map((gap) => (
          <tr key={gap.id} role="row">
            <td role="cell">
              <a className="row-t" href={urls.deskGap(gap.id)} dir="auto">
                {gap.title}
              </a>
              <span className="meta">
                <bdi>{gap.topic}</bdi>
                {gap.writer && <span className="dot">{gap.writer.id === me ? 'you are writing' : `${gap.writer.name} is writing`}</span>}
                {gap.answer && (
                  <span className="dot">
                    <a href={urls.answerEdit(gap.answer.slug)}>{gap.answer.published ? 'answer' : 'draft'}</a>
                  </span>
                )}
              </span>
            </td>
            <Figure value={gap.threads} one="thread" many="threads" />
            <Figure value={gap.views} one="view" many="views" />
            <td className="n" role="cell">
              {trendWords[gap.trend]}
            </td>
            <td className="n" role="cell">
              <span className="u">asked last </span>
              <ListTime date={gap.lastAsked} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Gaps that are decided: covered ones with their answer, the others with the reason. */
export function DecidedGaps({ gaps }: { gaps: GapRow[] }) {
  const rows = gaps.map(({ id, title, state, reason, answer, since }) => ({
    key: String(id),
    href: urls.deskGap(id),
    title,
    why: state === 'dismissed' ? <bdi>{reason}</bdi> : answer && <Answer answer={answer} />,
    at: since,
  }))
  return <DeskRows rows={rows} />
}

function Answer({ answer }: { answer: NonNullable<GapRow['answer']> }) {
  return (
    <a href={answer.published ? urls.answer(answer.slug) : urls.answerEdit(answer.slug)} dir="auto">
      {answer.title}
    </a>
  )
}
