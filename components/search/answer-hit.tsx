import { StaticHtml } from '@/components/ui/html'
import { Marked } from '@/components/ui/marked'
import { Stones } from '@/components/ui/stones'
import { FullTime } from '@/components/ui/time'
import type { Hit } from '@/lib/search'
import { counted } from '@/lib/shared'
import { Passages } from './hit-list'
import { hitHref } from './passage-words'

/** The canonical answer above the results. */
export function AnswerHit({ hit }: { hit: Hit }) {
  return (
    <section className="card" aria-labelledby="answer-hit" data-hit={`answer/${hit.id}`}>
      <p className="who">
        <Stones resolution="covered" silent />
        Canonical answer
      </p>
      <h2 id="answer-hit">
        <a href={hitHref(hit)} dir="auto">
          <Marked segments={hit.titleMarked} />
        </a>
      </h2>
      <StaticHtml as="div" className="passes">
        <Passages hit={hit} />
      </StaticHtml>
      <div className="foot meta">
        {hit.needsReview && <span className="badge">Needs review</span>}
        <span>Settles {counted(hit.coverCount, 'thread', 'threads')}</span>
        <span>{counted(hit.viewCount, 'view', 'views')}</span>
        <span>
          Revised <FullTime date={hit.activityAt} />
        </span>
      </div>
    </section>
  )
}
