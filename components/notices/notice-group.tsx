import { ListTime } from '@/components/ui/time'
import type { ChangedSection } from '@/lib/content'
import { changesParts, type NoticeGroup, type NoticeRow, noticeSentence, type readChanges, type SentencePart } from '@/lib/notices/inbox'
import { urls } from '@/lib/shared'

type Props = { group: NoticeGroup; changes: Changes; show: string }

/** What revisions changed, by event. */
type Changes = Awaited<ReturnType<typeof readChanges>>

/** What a person was told about one thread or answer, or by one saved search. `show` is the filter that they return to. */
export function NoticeGroupItem({ group, changes, show }: Props) {
  const { key, title, href, isAnswer, isSearch, rows } = group
  return (
    <li>
      {title !== null && href !== null && (
        <h2 className={isAnswer ? 'book' : undefined}>
          {isSearch && <span className="quiet">Your search: </span>}
          <a href={href} dir="auto">
            {title}
          </a>
        </h2>
      )}
      <ul>
        {rows.map((row) => (
          <Notice key={row.eventId} row={row} changed={changes.get(row.eventId) ?? []} underTitle={title !== null} />
        ))}
      </ul>
      <MarkGroup rows={rows} show={show} of={title ?? key} />
    </li>
  )
}

type NoticeProps = { row: NoticeRow; changed: ChangedSection[]; underTitle: boolean }

function Notice({ row, changed, underTitle }: NoticeProps) {
  const parts = noticeSentence(row, underTitle)
  return (
    <li className={row.readAt ? undefined : 'unread'}>
      <span className="told">
        {!row.readAt && <b className="badge badge-set">New</b>}
        <span>
          {parts.map((part, i) => (
            <Part key={i} part={part} eventId={row.eventId} />
          ))}
        </span>
      </span>
      <span className="meta when">
        <ListTime date={row.at} />
      </span>
      {changed.length > 0 && (
        <p className="reason">
          {changesParts(changed).map((part, i) => (
            <Part key={i} part={part} eventId={row.eventId} />
          ))}
        </p>
      )}
      {row.reason && (
        <p className="reason">
          The reason: “<bdi>{row.reason}</bdi>”
        </p>
      )}
    </li>
  )
}

function Part({ part: { text, href, byPeople }, eventId }: { part: SentencePart; eventId: string }) {
  if (href !== undefined) return <a href={urls.notice(eventId)}>{text}</a>
  return byPeople ? <bdi>{text}</bdi> : text
}

/** Marks what is unread of a group as read, or all of it as unread again. */
function MarkGroup({ rows, show, of }: { rows: NoticeRow[]; show: string; of: string }) {
  const unread = rows.filter(({ readAt }) => !readAt)
  const [command, label, marked] =
    unread.length > 0 ? (['read', 'Mark as read', unread] as const) : (['unread', 'Mark as unread', rows] as const)
  return (
    <form method="post" action={urls.inbox()}>
      {marked.map(({ eventId }) => (
        <input key={eventId} type="hidden" name="event[]" value={eventId} />
      ))}
      <input type="hidden" name="show" value={show} />
      <button className="act" type="submit" name="do" value={command} aria-label={`${label}: ${of}`}>
        {label}
      </button>
    </form>
  )
}
