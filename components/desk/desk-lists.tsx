import { ListTime } from '@/components/ui/time'
import type { DraftRow } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'

/** A thing that waits for an editor, with its reason. `at` is since when, or when it was changed last. */
export type DeskRow = {
  key: string
  href: string
  title: string
  /** A canonical answer, whose title is set as such. */
  book?: boolean
  why: React.ReactNode
  at: Date | null
}

/** Things that wait for an editor. Keys step through them. */
export function DeskRows({ rows }: { rows: DeskRow[] }) {
  return (
    <ol className="plain desk-rows">
      {rows.map((row) => (
        <li key={row.key}>
          <span>
            <a className={row.book ? 'row-t book' : 'row-t'} href={row.href} dir="auto">
              {row.title}
            </a>
            <span className="meta desk-why">{row.why}</span>
          </span>
          {row.at && (
            <span className="meta when">
              <ListTime date={row.at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A draft as the desk lists it. */
export function draftRow(draft: DraftRow): DeskRow {
  return {
    key: draft.slug,
    href: urls.answerEdit(draft.slug),
    title: draft.title,
    book: true,
    why: (
      <>
        {draft.published ? 'A revision' : 'A new answer'}, saved last by {draft.mine ? 'you' : <bdi>{draft.editor}</bdi>}
      </>
    ),
    at: draft.editedAt,
  }
}

/** Drafts of one person. */
export function DraftList({ id, title, drafts }: { id: string; title: string; drafts: DraftRow[] }) {
  return (
    <section aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id} dir="auto">
          {title}
        </h2>
      </div>
      <ul className="plain drafts">
        {drafts.map((draft) => (
          <li key={draft.slug}>
            <span>
              <a className="book" href={urls.answerEdit(draft.slug)} dir="auto">
                {draft.title}
              </a>
              <span className="meta desk-why">
                {draft.mine ? 'you' : draft.editor}, <ListTime date={draft.editedAt} />
              </span>
            </span>
            {draft.published && <span className="badge">Revision</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
