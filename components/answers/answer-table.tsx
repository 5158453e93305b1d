import { StaticHtml } from '@/components/ui/html'
import { Figure, StateHead } from '@/components/ui/list-cells'
import { Stones } from '@/components/ui/stones'
import { ListTime } from '@/components/ui/time'
import type { AnswerRow } from '@/lib/answers'
import { urls } from '@/lib/shared'

/** Canonical answers as a list, in the letters of what is settled. */
export function AnswerTable({ rows, labelledBy }: { rows: AnswerRow[]; labelledBy: string }) {
  return (
    <StaticHtml as="table" className="list short answers" role="table" aria-labelledby={labelledBy}>
      <thead role="rowgroup">
        <tr role="row">
          <StateHead />
          <th role="columnheader">
            <span className="vh">Answer</span>
          </th>
          <th className="n" role="columnheader">
            Settles
          </th>
          <th className="n" role="columnheader">
            Revised
          </th>
        </tr>
      </thead>
      <tbody className="ans" role="rowgroup">
        {rows.map((row) => (
          <tr key={row.id} role="row">
            <td role="cell">
              <Stones resolution="covered" />
            </td>
            <td role="cell">
              <a className="row-t" href={urls.answer(row.slug)} dir="auto">
                {row.title}
              </a>
              {row.needsReviewSince && <span className="badge"> Needs review</span>}
              {row.summary && (
                <span className="sum" dir="auto">
                  {row.summary}
                </span>
              )}
            </td>
            <Figure value={row.coverCount} one="thread" many="threads" />
            <td className="n" role="cell">
              <span className="u">revised </span>
              <ListTime date={row.revisedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </StaticHtml>
  )
}
