import { FullTime } from '@/components/ui/time'

/** A post of its author that others don't see. `title` is null where the author may not see its thread any more. */
export type OwnPost = { id: number; href: string; title: string | null; passage: string; state: string; at: Date; reason: string | null }

type Props = { id: string; title: string; rows: OwnPost[] }

/** An author's posts that others don't see, each with what became of it and why. */
export function OwnPostList({ id, title, rows }: Props) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id}>{title}</h2>
        <p className="meta">Only for you and editors</p>
      </div>
      <ol className="near-list pass-list">
        {rows.map((row) => (
          <li key={row.id}>
            {row.title === null ? (
              <span className="row-t">A thread that is hidden</span>
            ) : (
              <a className="row-t" href={row.href} dir="auto">
                {row.title}
              </a>
            )}
            <p className="text-ink-2" dir="auto">
              {row.passage}
            </p>
            <p className="meta">
              {row.state}
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
