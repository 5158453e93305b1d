import type { AnswerRow } from '@/lib/answers'
import { AnswerTable } from './answer-table'

/** Canonical answers above the listing of a topic or tag. Nothing where there are none. */
export function AnswerSection({ rows }: { rows: AnswerRow[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="answers-title">
      <div className="sec-head">
        <h2 id="answers-title">Canonical answers</h2>
      </div>
      <AnswerTable rows={rows} labelledBy="answers-title" />
    </section>
  )
}
