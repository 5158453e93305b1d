import { ListTime } from '@/components/ui/time'
import type { HiddenRow } from '@/lib/desk/read-hidden'
import { urls } from '@/lib/web/urls'

/** A hidden post or an archived answer: what it was, who put it away and why, and a button that brings it back. */
export function HiddenItem({ row }: { row: HiddenRow }) {
  return (
    <li>
      <span>
        {row.kind === 'answer' ? <b className="book">{row.title}</b> : <a href={urls.post(row.threadId, row.number)}>{row.title}</a>}
        {row.kind === 'post' && row.passage && <span className="meta desk-why">{row.passage}</span>}
        <span className="meta desk-why">
          <b>
            {whatOf(row)} by {row.who}
          </b>
          {' · '}
          <ListTime date={row.at} />
          {row.reason && ` · ${row.reason}`}
          {row.kind === 'answer' && row.successor && (
            <>
              {' '}
              · its address leads to <a href={urls.answer(row.successor.slug)}>{row.successor.title}</a>
            </>
          )}
        </span>
      </span>
      <form method="post" action={row.kind === 'answer' ? urls.deskHidden() : urls.post(row.threadId, row.number)}>
        {row.kind === 'answer' ? (
          <input type="hidden" name="answer" value={row.answerId} />
        ) : (
          <input type="hidden" name="do" value="restore" />
        )}
        <button className="act" type="submit" aria-label={`Bring back: ${row.title}`}>
          Bring back
        </button>
      </form>
    </li>
  )
}

function whatOf(row: HiddenRow): string {
  if (row.kind === 'answer') return 'Answer archived'
  return row.number === 0 ? 'Thread hidden' : `Reply ${row.number} hidden`
}
