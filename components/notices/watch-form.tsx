import { urls, type WatchedSubject, type WatchState } from '@/lib/shared'
import { choices } from './watch-words'

type Props = { subject: WatchedSubject; state: WatchState }

/** What can be chosen in this state, as buttons. */
export function WatchForm({ subject, state }: Props) {
  return (
    <form className="do" method="post" action={urls.watch(subject)}>
      {choices
        .filter(({ shownIn }) => shownIn.some((each) => each === state))
        .map(({ state: chosen, label }) => (
          <button key={label} className="btn" type="submit" name="do" value={chosen}>
            {label}
          </button>
        ))}
    </form>
  )
}
