import { FullTime } from '@/components/ui/time'
import type { FeedbackRow } from '@/lib/curation/feedback'
import { urls } from '@/lib/shared'

/** What a reader missed: in which answer and revision, on which day, and the button that says it was dealt with. `of` is whose list it is. */
export function FeedbackItem({ row, of }: { row: FeedbackRow; of: number | undefined }) {
  const isOpen = row.handledAt === null
  return (
    <li>
      <span>
        <span className="said-text" dir="auto">
          {row.text}
        </span>
        <span className="meta desk-why">
          <a href={urls.answerUse(row.slug)} dir="auto">
            {row.title}
          </a>{' '}
          · <a href={urls.answerRevision(row.slug, row.revision)}>revision {row.revision}</a>
          {row.presentRevision > row.revision && `, now ${row.presentRevision}`} · <FullTime date={row.day} />
        </span>
      </span>
      <Command id={row.id} of={of} command={isOpen ? 'handle' : 'reopen'} about={row.text}>
        {isOpen ? 'Dealt with' : 'Back to the list'}
      </Command>
    </li>
  )
}

/** Says that something was dealt with a moment ago, with a button that undoes it. */
export function HandledJustNow({ id, of }: { id: number; of: number | undefined }) {
  return (
    <div className="say" role="status">
      <span>
        <b>Dealt with.</b>
      </span>
      <Command id={id} of={of} command="reopen">
        Undo
      </Command>
    </div>
  )
}

type CommandProps = { id: number; of: number | undefined; command: 'handle' | 'reopen'; about?: string; children: string }

function Command({ id, of, command, about, children }: CommandProps) {
  return (
    <form method="post" action={urls.deskFeedback()}>
      <input type="hidden" name="id" value={id} />
      {of !== undefined && <input type="hidden" name="of" value={of} />}
      <button className="act" type="submit" name="do" value={command}>
        {children}
        {about && <span className="vh">: {about.slice(0, 60)}</span>}
      </button>
    </form>
  )
}
