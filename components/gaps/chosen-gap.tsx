import { FullTime } from '@/components/ui/time'
import type { GapRow } from '@/lib/curation/gaps'
import { fullCount, urls } from '@/lib/shared'
import { GapFigures } from './gap-figures'

/** The gap that is chosen on the map: its figures, and what one can do about it. */
export function ChosenGap({ gap, days, me }: { gap: GapRow; days: number; me: number }) {
  return (
    <section className="picked" id="chosen" aria-labelledby="h-chosen">
      <h2 id="h-chosen" dir="auto">
        <a href={urls.deskGap(gap.id)}>{gap.title}</a>
      </h2>
      <GapFigures gap={gap} days={days} />
      <DraftGap gap={gap} me={me} />
      <p className="hint">
        <a className="link" href={urls.deskGap(gap.id)}>
          Threads, history and other choices
        </a>
      </p>
    </section>
  )
}

/** Begins the answer of a gap or leads to it; says who writes it, if that is another. */
export function DraftGap({ gap, me }: { gap: GapRow; me: number }) {
  if (gap.state !== 'open') return null
  if (gap.answer)
    return (
      <>
        <a className="btn btn-do" href={gap.answer.published ? urls.answerCoverage(gap.answer.slug) : urls.answerEdit(gap.answer.slug)}>
          {gap.answer.published ? 'Cover its threads' : 'Go on with the draft'}
        </a>
        <Writer gap={gap} me={me} />
      </>
    )
  if (gap.writer && gap.writer.id !== me)
    return (
      <>
        <Writer gap={gap} me={me} />
        <SettledAlready gap={gap} />
      </>
    )
  return (
    <>
      <form method="post" action={urls.deskGap(gap.id)}>
        <button className="btn btn-do" type="submit" name="do" value="draft">
          Draft an answer
        </button>
      </form>
      <p className="hint">
        {gap.threads === 1 ? 'Its thread becomes the source.' : `Its ${fullCount(gap.threads)} threads become the sources.`}
      </p>
      <SettledAlready gap={gap} />
    </>
  )
}

/** Leads to covering the threads of a gap with an answer that was not begun for it. */
function SettledAlready({ gap }: { gap: GapRow }) {
  return (
    <p className="hint">
      <a className="link" href={urls.deskCover({ gap: gap.id })}>
        An answer settles it already: cover {gap.threads === 1 ? 'its thread' : 'its threads'}
      </a>
    </p>
  )
}

/** Says who writes the answer of a gap, and until when that counts. */
export function Writer({ gap: { writer }, me }: { gap: GapRow; me: number }) {
  if (!writer) return null
  return (
    <p className="meta writer">
      <b>
        {writer.id === me ? 'You are' : <bdi>{writer.name}</bdi>}
        {writer.id !== me && ' is'} writing its answer
      </b>
      , until <FullTime date={writer.until} />
    </p>
  )
}
