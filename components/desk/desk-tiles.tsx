import type { Desk } from '@/lib/curation/desk'
import { counted, fullCount } from '@/lib/shared'
import { upTo } from './desk-parts'

/** Figures of the site, under what waits. */
export function DeskTiles({ desk: { figures, drafts, inReview } }: { desk: Desk }) {
  const { threads, covered, answered, answers } = figures
  const unanswered = threads - covered - answered
  const ended = figures.settledByAnswer + figures.posted
  const written = drafts.count + inReview.count
  return (
    <section className="desk-part desk-figures" aria-labelledby="h-figures">
      <h2 id="h-figures" className="vh">
        Figures
      </h2>
      <dl className="tiles">
        <Tile label="Threads covered" {...share(covered, threads)} says={`${fullCount(covered)} of ${fullCount(threads)}`} />
        <Tile
          label="Threads without an answer"
          {...share(unanswered, threads)}
          says={`${fullCount(unanswered)} of ${fullCount(threads)}`}
        />
        <Tile
          label="Canonical answers"
          value={fullCount(answers)}
          says={written > 1_000 ? `${upTo(written)} drafts` : counted(written, 'draft', 'drafts')}
        />
        <Tile
          label="Questions settled while asking"
          {...share(figures.settledByAnswer, ended)}
          says={`${fullCount(figures.settledByAnswer)} of ${fullCount(ended)} in 30 days`}
        />
      </dl>
    </section>
  )
}

const share = (some: number, all: number) => (all === 0 ? { value: '–' } : { value: String(Math.round((100 * some) / all)), unit: '%' })

function Tile({ label, value, unit, says }: { label: string; value: string; unit?: string; says: string }) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="big">
        {value}
        {unit && <small>{unit}</small>}
      </dd>
      <dd className="meta">{says}</dd>
    </div>
  )
}
