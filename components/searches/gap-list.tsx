import { FullTime } from '@/components/ui/time'
import type { SearchGapView } from '@/lib/curation/search-gaps'
import { counted, urls } from '@/lib/shared'
import { figureWords, GoldenState, gapTitle } from './gap-words'

const othersShown = 3

/** Gaps, each with its wordings, its figures and what was done about it. */
export function GapList({ gaps }: { gaps: SearchGapView[] }) {
  return (
    <ul className="plain search-gaps">
      {gaps.map((gap) => (
        <li key={gap.id} id={`gap-${gap.id}`}>
          <span>
            <a href={urls.deskSearch(gap.id)} dir="auto">
              {gapTitle(gap)}
            </a>
            <Others gap={gap} />
            <span className="meta desk-why">{figureWords(gap)}</span>
            {gap.golden && (
              <span className="meta desk-why">
                <GoldenState gap={gap} />
              </span>
            )}
            {gap.state === 'dismissed' && (
              <span className="meta desk-why">
                No gap: <bdi>{gap.reason}</bdi>
              </span>
            )}
          </span>
          <span className="meta when">
            since <FullTime date={gap.since} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Others({ gap: { words, rarer } }: { gap: SearchGapView }) {
  const others = words.slice(1, 1 + othersShown)
  const more = words.length - 1 - others.length + rarer
  if (others.length === 0 && more <= 0) return null
  return (
    <span className="meta desk-why">
      also{' '}
      {others.map(({ text }, i) => (
        <span key={text}>
          {i > 0 && ', '}“<bdi>{text}</bdi>”
        </span>
      ))}
      {more > 0 && `${others.length > 0 ? ' and ' : ''}${counted(more, 'other wording', 'other wordings')}`}
    </span>
  )
}
