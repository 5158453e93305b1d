import { urls, type WatchedSubject } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'
import { choices, toldOf } from './watch-words'

/**
 * Lets someone who is signed in follow what a page shows. The page is cached for many, so it knows no state: the menu offers everything, as
 * forms. `startWatchMenu` shows the state, and what can be chosen then, when /viewer has told it.
 */
export function WatchMenu({ subject }: { subject: WatchedSubject }) {
  if (requestContext().viewer.audience === 'visitor') return null
  return (
    <div className="watch">
      <details>
        <summary className="btn btn-s">
          <span>Watch</span>
        </summary>
        <form method="post" action={urls.watch(subject)}>
          {choices.map(({ state, label, does, shownIn }) => (
            <button
              key={label}
              type="submit"
              name="do"
              value={state}
              data-in={shownIn.join(' ')}
              hidden={!shownIn.some((each) => each === 'unknown')}
            >
              <b>{label}</b>
              <span className="meta">{does ?? toldOf[subject.kind]}</span>
            </button>
          ))}
        </form>
      </details>
      <p className="vh" role="status" />
    </div>
  )
}
