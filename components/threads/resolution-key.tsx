import { type ResolutionName, Stones } from '@/components/ui/stones'

const entries: [ResolutionName, string, string][] = [
  ['covered', 'Covered', 'A canonical answer settles it; its title follows.'],
  ['answered', 'Answered', 'A reply was accepted.'],
  ['unanswered', 'Unanswered', 'Nothing accepted yet.'],
]

/** What the stones mean, for someone who sees them for the first time. */
export function ResolutionKey() {
  return (
    <section className="key" aria-labelledby="key-title">
      <h2 id="key-title">How to read a list</h2>
      <ul>
        {entries.map(([resolution, name, explanation]) => (
          <li className="rel" key={resolution}>
            <Stones resolution={resolution} silent />
            <span>
              <b className={resolution === 'covered' ? 'badge badge-set' : 'badge'}>{name}</b>
              <span className="meta why">{explanation}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
