import type { CoverBatch, LeftThread } from '@/lib/answers'
import { counted, urls } from '@/lib/shared'

const reasons: Record<LeftThread['outcome'], string> = {
  asked_again: 'the answer was revised since its asker contested it: they are asked again',
  already: 'covered by this answer already',
  contested: 'its asker said that this answer is not their case: decide that on the desk',
  more_open: 'more people can read this thread than the answer',
  gone: 'it is not there any more',
  kept_answered: 'stays covered, because its asker responded',
  kept_changed: 'left as it is, because somebody changed it since',
}

/** Says what one act of covering did, with a button that undoes it. `to` is the page that it is on, which takes its form. */
export function CoverNotice({ batch, to, namesAnswer = false }: { batch: CoverBatch | null; to: string; namesAnswer?: boolean }) {
  if (!batch) return null
  const { count, undone, left, undoable } = batch
  const threads = counted(count, 'thread', 'threads')
  return (
    <>
      <form className="say" method="post" action={to}>
        <span role="status">
          <b>{undone ? `Taken back: ${threads}.` : count > 0 ? `Covered: ${threads}.` : 'Nothing was covered.'}</b>
          {namesAnswer && (
            <>
              {' '}
              The answer is{' '}
              <a className="link" href={urls.answer(batch.answer.slug)} dir="auto">
                {batch.answer.title}
              </a>
              .
            </>
          )}
          {left.length > 0 && ` Not among them: ${counted(left.length, 'thread', 'threads')}.`}
        </span>
        {undoable && (
          <>
            <input type="hidden" name="undo" value={batch.id} />
            <button className="btn btn-s" type="submit">
              Undo
            </button>
          </>
        )}
      </form>
      {left.length > 0 && (
        <ul className="left-out">
          {left.map(({ id, slug, title, outcome }) => (
            <li key={id}>
              {title === null ? (
                'A thread'
              ) : (
                <a className="link" href={urls.thread({ id, slug })} dir="auto">
                  {title}
                </a>
              )}
              : {reasons[outcome]}.
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Says that a coverage was taken back a moment ago, with a button that undoes it. */
export function UncoveredNotice({ slug, uncovered, section }: { slug: string; uncovered: number | null; section: string }) {
  if (uncovered === null) return null
  return (
    <form className="say" method="post" action={urls.answerCoverage(slug)}>
      <span role="status">
        <b>Taken back.</b>
      </span>
      <input type="hidden" name="thread[]" value={uncovered} />
      <input type="hidden" name={`section-${uncovered}`} value={section} />
      <button className="btn btn-s" type="submit">
        Undo
      </button>
    </form>
  )
}
