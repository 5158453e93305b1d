import { FullTime } from '@/components/ui/time'
import type { RecentPublication } from '@/lib/answers'
import { urls } from '@/lib/shared'

/** Says that a revision was published a moment ago, with a button that undoes it. The button may stand in another form. */
export function UndoPublication({ recent }: { recent: RecentPublication }) {
  const { number, at, leaves } = recent
  return (
    <div className="say" role="status">
      <span>
        <b>
          Revision {number} was published, <FullTime date={at} />.
        </b>{' '}
        For ten minutes this can be undone:{' '}
        {leaves === 'draft' ? 'it becomes a draft again' : `revision ${number - 1} becomes the current text`}.
      </span>
      <button className="btn btn-s" type="submit" form="undo-publication">
        Undo the publication
      </button>
    </div>
  )
}

/** The form of that button. A form can't be in another, so it is put beside it. */
export function UndoPublicationForm({ slug, recent }: { slug: string; recent: RecentPublication }) {
  return (
    <form id="undo-publication" hidden method="post" action={urls.answerRevision(slug, recent.number)}>
      <input type="hidden" name="do" value="undo" />
      <input type="hidden" name="basedOn" value={recent.number} />
    </form>
  )
}
