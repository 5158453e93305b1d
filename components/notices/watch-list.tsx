import { subjectAddress, type WatchRow } from '@/lib/notices/watching'
import { urls } from '@/lib/shared'

const kindNames = { thread: 'Thread', topic: 'Topic', tag: 'Tag', answer: 'Canonical answer' }

/** What a person follows or has muted, each with the way to stop that. */
export function WatchList({ rows }: { rows: WatchRow[] }) {
  return (
    <ul className="plain watches" aria-labelledby="own-title">
      {rows.map((row) => (
        <li key={`${row.kind} ${row.id}`}>
          <span>
            <Title row={row} />
            <span className="meta desk-why">
              {kindNames[row.kind]}
              {row.state === 'muted' && <b className="dot">Muted</b>}
            </span>
          </span>
          <form method="post" action={urls.watch(row)}>
            <input type="hidden" name="from" value="list" />
            <button
              className="btn btn-s"
              type="submit"
              name="do"
              value="stopped"
              aria-label={`${stop(row)}: ${row.title ?? 'what is hidden'}`}
            >
              {stop(row)}
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

const stop = ({ state }: WatchRow) => (state === 'muted' ? 'Unmute' : 'Stop')

function Title({ row }: { row: WatchRow }) {
  const { kind, title, slug } = row
  if (title === null || slug === null) return <span className="quiet">Something that you can’t see any more</span>
  return (
    <a className={kind === 'answer' ? 'book' : undefined} href={subjectAddress(row, slug)} dir="auto">
      {title}
    </a>
  )
}
