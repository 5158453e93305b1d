import { FullTime } from '@/components/ui/time'
import type { GapView, MergedGap } from '@/lib/curation/gaps'
import { urls } from '@/lib/shared'

/** Says in a sentence what a gap is now. */
export function GapState({ gap }: { gap: GapView }) {
  if (gap.state === 'covered')
    return (
      <p className="mt-4">
        Covered{' '}
        {gap.answer?.published && (
          <>
            by{' '}
            <a className="link" href={urls.answer(gap.answer.slug)} dir="auto">
              {gap.answer.title}
            </a>{' '}
          </>
        )}
        now. It is open again if that changes.
      </p>
    )
  if (gap.state !== 'dismissed')
    return (
      <p className="mt-4">
        Open since <FullTime date={gap.since} />: no canonical answer covers {gap.threads === 1 ? 'its thread' : 'its threads'}.
      </p>
    )
  return (
    <>
      <p className="mt-4">
        Not a gap since <FullTime date={gap.since} />: <bdi>{gap.reason}</bdi>
      </p>
      <form className="mt-4" method="post" action={urls.deskGap(gap.id)}>
        <button className="btn" type="submit" name="do" value="reopen">
          It is a gap after all
        </button>
      </form>
    </>
  )
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
