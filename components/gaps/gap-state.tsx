import { Fragment } from 'react'
import { DismissedSince } from '@/components/desk/dismissed-since'
import { FullTime } from '@/components/ui/time'
import { type CoveringAnswer, coveringShown, type GapView, type MergedGap } from '@/lib/curation/gaps'
import { urls } from '@/lib/shared'

/** Says in a sentence what a gap is now. */
export function GapState({ gap }: { gap: GapView }) {
  if (gap.state === 'covered')
    return (
      <p className="mt-4">
        Covered <Covering answers={gap.coveredBy} />
        now. It is open again if that changes.
      </p>
    )
  if (gap.state === 'gone')
    return (
      <p className="mt-4">
        Gone since <FullTime date={gap.since} />: none of its threads can be read any more. It is open again if one can.
      </p>
    )
  if (gap.state !== 'dismissed')
    return (
      <p className="mt-4">
        Open since <FullTime date={gap.since} />: no canonical answer covers {gap.threads === 1 ? 'its thread' : 'its threads'}.
      </p>
    )
  return <DismissedSince since={gap.since} reason={gap.reason} action={urls.deskGap(gap.id)} />
}

function Covering({ answers }: { answers: CoveringAnswer[] }) {
  const named = answers.slice(0, coveringShown)
  const more = answers.length - named.length
  return named.map(({ slug, title }, i) => (
    <Fragment key={slug}>
      {joint(i, named.length + more)}
      <a className="link" href={urls.answer(slug)} dir="auto">
        {title}
      </a>
      {i === named.length - 1 && (more > 0 ? ' and others ' : ' ')}
    </Fragment>
  ))
}

/** What is before one of so many names. */
function joint(i: number, count: number): string {
  if (i === 0) return 'by '
  return i === count - 1 ? ' and ' : ', '
}

/** Says what became of a gap that has no thread any more. */
export function EmptyState() {
  return <p className="mt-4">No thread is in this gap any more: those that were in it turned out to ask something else, or are gone.</p>
}

/** Says where the threads of a merged gap are, and takes them out again where that can be done. */
export function MergedState({ gap: { id, mergedInto, canReturn } }: { gap: MergedGap }) {
  return (
    <>
      <p className="mt-4">
        Its threads are in{' '}
        <a className="link" href={urls.deskGap(mergedInto.id)} dir="auto">
          {mergedInto.title}
        </a>{' '}
        now.
      </p>
      {canReturn ? (
        <form className="mt-4" method="post" action={urls.deskGap(id)}>
          <button className="btn" type="submit" name="do" value="unmerge">
            Take them out again
          </button>
        </form>
      ) : (
        <p className="quiet mt-4">
          {canReturn === 0
            ? 'None of them is where it was put any more, so they can’t be taken out together.'
            : 'Nobody noted which threads came from here. Those that ask something else can be split off there.'}
        </p>
      )}
    </>
  )
}
