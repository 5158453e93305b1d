import { type DeskRow, DeskRows } from './desk-lists'

/** A part of the desk: the first rows of what waits, how many there are, and where all of them are. */
export type DeskPart = {
  id: string
  title: string
  /** In words: counted up to a bound. */
  count: string
  all: string
  rows: DeskRow[]
}

/** A part of the desk that has something. */
export function DeskSection({ part: { id, title, count, all, rows } }: { part: DeskPart }) {
  return (
    <section className="desk-part" aria-labelledby={`h-${id}`}>
      <div className="desk-part-head">
        <h2 id={`h-${id}`}>{title}</h2>
        <a className="act" href={all}>
          All {count}
          <span className="vh"> in {title}</span>
        </a>
      </div>
      <DeskRows rows={rows} />
    </section>
  )
}

/** In one line: the parts that have nothing, each with a link to its page. */
export function NothingIn({ parts }: { parts: DeskPart[] }) {
  if (parts.length === 0) return null
  return (
    <p className="quiet desk-nothing">
      Nothing waits in{' '}
      {parts.map(({ id, title, all }, i) => (
        <span key={id}>
          {i > 0 && (i === parts.length - 1 ? ' and ' : ', ')}
          <a href={all}>{title}</a>
        </span>
      ))}
      .
    </p>
  )
}
