import { FullTime } from '@/components/ui/time'
import type { GapEventView } from '@/lib/curation/gaps'
import { eventSentence } from './gap-words'

/** What became of a gap, the latest first. */
export function GapHistory({ id, events }: { id: number; events: GapEventView[] }) {
  return (
    <section className="desk-sec" aria-labelledby="h-history">
      <div className="sec-head">
        <h2 id="h-history">History</h2>
        <p className="meta">gap {id}</p>
      </div>
      <ul className="plain">
        {events.map((event) => (
          <Event key={`${event.at.getTime()} ${event.what} ${event.detail}`} event={event} />
        ))}
      </ul>
    </section>
  )
}

function Event({ event }: { event: GapEventView }) {
  const { says, link, detail } = eventSentence(event)
  return (
    <li>
      <span>
        {says}{' '}
        {link && (
          <a className="link" href={link.href}>
            {link.words}
          </a>
        )}
        {detail && (
          <span className="meta desk-why wide-words">
            <bdi>{detail}</bdi>
          </span>
        )}
      </span>
      <span className="meta when">
        <FullTime date={event.at} />
      </span>
    </li>
  )
}
