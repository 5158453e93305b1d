import { FullTime } from '@/components/ui/time'
import type { OwnHidden } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

/** An author's hidden posts, each with what became of it and why. */
export function OwnHiddenList({ rows }: { rows: OwnHidden[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="h-hidden">
      <div className="sec-head">
        <h2 id="h-hidden">Hidden and deleted</h2>
        <p className="meta">Only for you and editors</p>
      </div>
      <ol className="near-list pass-list">
        {rows.map((row) => (
          <li key={row.id}>
            {row.title === null ? (
              <span className="row-t">A thread that is hidden</span>
            ) : (
              <a className="row-t" href={urls.post(row.threadId, row.number)} dir="auto">
                {row.title}
              </a>
            )}
            <p className="text-ink-2" dir="auto">
              {row.passage}
            </p>
            <p className="meta">
              {row.number > 0 && <span className="nw">Reply {row.number}, </span>}
              {row.deleted ? 'deleted by you' : 'hidden'}
              <span className="dot">
                <FullTime date={row.at} />
              </span>
            </p>
            {row.reason && (
              <p className="text-ui">
                The reason: “<bdi>{row.reason}</bdi>”
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
