import { ListTime } from '@/components/ui/time'
import type { DraftRow } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'

type Row = { key: string; href: string; title: string; book?: boolean; why: React.ReactNode; at: Date }

/** Things that wait for an editor, each with its reason. */
export function DeskRows({ rows, empty }: { rows: Row[]; empty: string }) {
  if (rows.length === 0) return <p className="quiet">{empty}</p>
  return (
    <ul className="plain">
      {rows.map((row) => (
        <li key={row.key}>
          <span>
            <a className={row.book ? 'book' : undefined} href={row.href} dir="auto">
              {row.title}
            </a>
            <span className="meta desk-why">{row.why}</span>
          </span>
          <span className="meta when">
            <ListTime date={row.at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Drafts in one state. */
export function DraftList({ id, title, empty, drafts }: { id: string; title: string; empty: string; drafts: DraftRow[] }) {
  return (
    <section aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id} dir="auto">
          {title}
        </h2>
      </div>
      {drafts.length === 0 && <p className="quiet">{empty}</p>}
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
