import type { FlaggedCitation } from '@/lib/curation/evidence'
import { urls } from '@/lib/shared'
import { CitedParagraph } from './cited-paragraph'

/** A source that an editor should look at: its paragraph, what changed, and what can be done about it. */
export function FlaggedSource({ citation }: { citation: FlaggedCitation }) {
  const { id, answer, state, seen } = citation
  return (
    <article className="contest" aria-labelledby={`h-${id}`}>
      <h2 id={`h-${id}`} className="book">
        <a href={urls.answer(answer.slug)} dir="auto">
          {answer.title}
        </a>
      </h2>
      <CitedParagraph citation={citation} />
      <form method="post" action={urls.deskEvidence()}>
        <input type="hidden" name="citation" value={id} />
        {seen !== null && <input type="hidden" name="seen" value={seen} />}
        <div className="do">
          {state !== 'gone' && (
            <button className="btn" type="submit" name="do" value="verify">
              Verify
            </button>
          )}
          <a className="btn btn-do" href={urls.answerEdit(answer.slug)}>
            Revise
          </a>
          <button className="btn" type="submit" name="do" value="drop">
            Drop the source
          </button>
        </div>
      </form>
    </article>
  )
}
