import type { Paragraph } from '@/lib/evidence'
import { urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'

type Props = {
  id: string
  answer: { id: number; revisionNumber: number }
  paragraph: Paragraph
  back: string
  form: FormState | undefined
  /** The source that it rests on, and what its editor reads of that. */
  source?: { citation: number; seen: number | null }
}

/** Changes one paragraph of an answer where the reason is read, without opening its whole text. */
export function ReviseParagraph({ id, answer, paragraph, back, form, source }: Props) {
  const mine = sentValue(form, 'place') === id ? form : undefined
  const rows = Math.min(12, Math.max(3, Math.ceil(paragraph.text.length / 70)))
  return (
    <details open={mine !== undefined}>
      <summary className="act">Revise this paragraph</summary>
      <form method="post" action={urls.deskNeedsReview()}>
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="place" value={id} />
        <input type="hidden" name="answer" value={answer.id} />
        <input type="hidden" name="basedOn" value={answer.revisionNumber} />
        <input type="hidden" name="from" value={paragraph.from} />
        <input type="hidden" name="length" value={paragraph.text.length} />
        <input type="hidden" name="restricted" value={sentValue(mine, 'restricted')} />
        {source && (
          <>
            <input type="hidden" name="citation" value={source.citation} />
            <input type="hidden" name="source" value={source.seen ?? ''} />
          </>
        )}
        <div className="q">
          <label className="lab" htmlFor={`text-${id}`}>
            The paragraph, in Markdown
          </label>
          <textarea
            id={`text-${id}`}
            name="text"
            className="field short"
            dir="auto"
            rows={rows}
            defaultValue={mine ? sentValue(mine, 'text') : paragraph.text}
          />
        </div>
        <div className="q">
          <label className="lab" htmlFor={`note-${id}`}>
            What changed
          </label>
          <input id={`note-${id}`} name="note" className="field" dir="auto" maxLength={500} defaultValue={sentValue(mine, 'note')} />
          <span className="hint">
            Readers see it in the history.{source && ' Where the paragraph still has the source, it rests on what that says now.'}
          </span>
        </div>
        <div className="do">
          <button className="btn btn-do" type="submit" name="do" value="paragraph">
            Publish it as a minor revision
          </button>
        </div>
      </form>
    </details>
  )
}
