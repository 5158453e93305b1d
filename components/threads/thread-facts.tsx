import { FullTime } from '@/components/ui/time'
import type { ThreadView } from '@/lib/community/threads'

const resolutionWords = { unanswered: 'unanswered', answered: 'answered', covered: 'covered' }

/** State and last activity of a thread, in the right column. */
export function ThreadFacts({ thread }: { thread: ThreadView }) {
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">This thread</h2>
      <dl className="facts">
        <div>
          <dt>State</dt>
          <dd>
            {thread.state === 'open' ? 'Open' : 'Closed'}, {resolutionWords[thread.resolution]}
          </dd>
        </div>
        <div>
          <dt>Last activity</dt>
          <dd>
            <FullTime date={thread.activityAt} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
