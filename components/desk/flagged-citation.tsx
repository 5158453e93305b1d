import { Diff } from '@/components/answers/diff'
import { FullTime } from '@/components/ui/time'
import type { FlaggedCitation } from '@/lib/curation/evidence'
import { urls } from '@/lib/shared'

const says = {
  fine: '',
  changed: 'The source says something else now',
  gone: 'The source is hidden, deleted or withdrawn',
  merged: 'The thread of the source went into another',
  moved: 'The sentence of the source is another one now',
}

/** A source that an editor should look at: its paragraph, what changed, and what can be done about it. */
export function FlaggedSource({ citation }: { citation: FlaggedCitation }) {
  const { id, answer, state, source, seen, blocks, paragraph, noticedAt } = citation
  return (
    <article className="contest" aria-labelledby={`h-${id}`}>
      <h2 id={`h-${id}`} className="book">
        <a href={urls.answer(answer.slug)} dir="auto">
          {answer.title}
        </a>
      </h2>
      <p className="said" dir="auto">
        “{paragraph}”
      </p>
      <p>
        <b>{says[state]}.</b>{' '}
        {source && (
          <a className="link" href={source.address} dir="auto">
            {source.name}
          </a>
        )}
        <span className="meta dot">
          since <FullTime date={noticedAt} />
        </span>
      </p>
      {blocks && <Diff blocks={blocks} />}
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
