import { Icon } from '@/components/ui/stones'
import type { RevisionEntry } from '@/lib/answers'
import { urls } from '@/lib/shared'

const shownMax = 14
const significances = ['major', 'minor', 'typo'] as const

/** The revisions of an answer as stones on a line: large for major, small for minor, hollow for typo. The newest fourteen. */
export function RevisionStrip({ slug, revisions }: { slug: string; revisions: RevisionEntry[] }) {
  const numbered = revisions.filter((revision): revision is RevisionEntry & { number: number } => revision.number !== null)
  const current = numbered.at(-1)
  if (!current) return null
  const shown = numbered.slice(-shownMax)
  return (
    <section className="strip" aria-labelledby="page_revisions">
      <div className="sec-head">
        <h2 id="page_revisions">Revisions</h2>
        <p className="meta">
          <a href={urls.answerHistory(slug)}>All {revisions.length}</a>
          {current.number > 1 && (
            <span className="dot">
              <a href={urls.answerDiff(slug, current.number - 1, current.number)}>
                Compare {current.number - 1} with {current.number}
              </a>
            </span>
          )}
        </p>
      </div>
      <ol>
        {shown.map((revision, i) => (
          <li key={revision.number}>
            <a href={urls.answerRevision(slug, revision.number)} aria-current={revision === current ? 'true' : undefined}>
              <Icon name={revision.significance} />
              <span className="n">
                {revision.number}
                <span className="vh">, {revision.significance}</span>
              </span>
              <span className="yr">{yearOf(shown, i)}</span>
            </a>
          </li>
        ))}
      </ol>
      <div className="now">
        <p>
          <b>
            {current.number}, {current.significance}.
          </b>{' '}
          <bdi>{current.note}</bdi>
        </p>
        <p className="meta keys">
          {significances.map((name) => (
            <span className="key" key={name}>
              <Icon name={name} />
              {name}
            </span>
          ))}
        </p>
      </div>
    </section>
  )
}

// The year is shown where it changes; on a phone without its century.
function yearOf(shown: RevisionEntry[], i: number): React.ReactNode {
  const year = shown[i]?.createdAt.getUTCFullYear()
  if (year === undefined || shown[i - 1]?.createdAt.getUTCFullYear() === year) return null
  return (
    <>
      <i>{String(year).slice(0, 2)}</i>
      {String(year).slice(2)}
    </>
  )
}
