import { ListTime } from '@/components/ui/time'
import type { HiddenRow } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'

/** Something that was hidden, archived or discarded: what it was, who did that and why, and a button that restores it. */
export function HiddenItem({ row }: { row: HiddenRow }) {
  return (
    <li>
      <span>
        {row.kind !== 'post' ? (
          <b className="book" dir="auto">
            {row.title}
          </b>
        ) : (
          <a href={urls.post(row.threadId, row.number)} dir="auto">
            {row.title}
          </a>
        )}
        {row.kind === 'post' && row.passage && (
          <span className="meta desk-why" dir="auto">
            {row.passage}
          </span>
        )}
        <span className="meta desk-why">
          <b>
            {whatOf(row)} by {row.who}
            {row.kind === 'post' && row.deleted && ', its author'}
          </b>
          {' · '}
          <ListTime date={row.at} />
          {row.reason && ` · ${row.reason}`}
          {row.kind === 'answer' && row.successor && (
            <>
              {' '}
              · its address leads to{' '}
              <a href={urls.answer(row.successor.slug)} dir="auto">
                {row.successor.title}
              </a>
            </>
          )}
        </span>
      </span>
      {row.kind === 'post' && row.threadHidden ? <span className="meta">after its thread</span> : <Restore row={row} />}
    </li>
  )
}

function Restore({ row }: { row: HiddenRow }) {
  const isPost = row.kind === 'post'
  return (
    <form method="post" action={isPost ? urls.post(row.threadId, row.number) : urls.deskHidden()}>
      <input type="hidden" name={isPost ? 'do' : row.kind} value={isPost ? 'restore' : row.answerId} />
      <button className="act" type="submit" aria-label={`Restore: ${row.title}`}>
        Restore
      </button>
    </form>
  )
}

function whatOf(row: HiddenRow): string {
  if (row.kind === 'answer') return 'Answer archived'
  if (row.kind === 'draft') return 'Draft thrown away'
  const done = row.deleted ? 'deleted' : 'hidden'
  return row.number === 0 ? `Thread ${done}` : `Reply ${row.number} ${done}`
}
