import { urls } from '@/lib/shared'

/** What was done, and how it is undone: the command that does it, if there is one. */
const done: Record<string, { says: string; undo?: string }> = {
  verify: { says: 'Noted: it holds as it is.', undo: 'undo' },
  undo: { says: 'It needs review again, as before.' },
  snooze: { says: 'Snoozed. It is among the snoozed ones until then.', undo: 'unsnooze' },
  unsnooze: { says: 'It is in the list again.' },
  archive: { says: 'Archived. The threads that it settled are open again.', undo: 'restore' },
  restore: { says: 'It is published again.' },
  paragraph: { says: 'Published as a minor revision.' },
  'verify-source': { says: 'Verified: what the source says now is what is cited.', undo: 'undo-source' },
  'undo-source': { says: 'The source is flagged again, as before.' },
  'drop-source': { says: 'Dropped: the answer has a new revision without this source.' },
}

type Props = { what: string; of: number | null; source: number | null; slug: string | null; back: string }

/** Says what was done a moment ago, and offers to undo it. `of` is the answer, `source` its source, `slug` where its history is. */
export function ReviewDone({ what, of, source, slug, back }: Props) {
  const said = done[what]
  if (!said) return null
  const isRevision = what === 'paragraph' || what === 'drop-source'
  return (
    <div className="say" role="status">
      <span>
        <b>{said.says}</b>
      </span>
      {said.undo && of !== null && (
        <form method="post" action={urls.deskNeedsReview()}>
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name="answer" value={of} />
          {source !== null && <input type="hidden" name="citation" value={source} />}
          <button className="act" type="submit" name="do" value={said.undo}>
            Undo
          </button>
        </form>
      )}
      {isRevision && slug && (
        <a className="act" href={urls.answerHistory(slug)}>
          Show or undo it
        </a>
      )}
    </div>
  )
}
