import { Choice } from '@/components/forms/choice'
import type { UnansweredRequest } from '@/lib/curation/desk'
import { fullCount, tagLengthMax, urls } from '@/lib/shared'
import { ageNames, leastViews } from './unanswered-state'

const pair = (value: string, says: string): [string, string] => [value, says]

type Props = { request: UnansweredRequest; places: { slug: string; label: string }[] }

/** Narrows the queue. It is a plain form, so that the address of a page says what is on it. */
export function UnansweredFilter({ request, places }: Props) {
  const { state, sort, topic = '', tag = '', age = '', views = '', silent } = request
  return (
    <form className="find-in queue-filter" method="get" action={urls.deskUnanswered()} aria-label="Filter">
      {state !== 'unanswered' && <input type="hidden" name="is" value={state} />}
      {sort !== 'oldest' && <input type="hidden" name="sort" value={sort} />}
      <Choice name="topic" label="Topic" value={topic} names={[['', 'Any topic'], ...places.map(({ slug, label }) => pair(slug, label))]} />
      <div className="q">
        <label className="lab" htmlFor="tag">
          Tag
        </label>
        <input
          className="field"
          id="tag"
          name="tag"
          defaultValue={tag}
          maxLength={tagLengthMax}
          dir="auto"
          autoCapitalize="none"
          autoComplete="off"
        />
      </div>
      <Choice name="age" label="Asked" value={age} names={{ '': 'At any time', ...ageNames }} />
      <Choice
        name="views"
        label="Views"
        value={String(views)}
        names={[['', 'Any number'], ...leastViews.map((each) => pair(String(each), `at least ${fullCount(each)}`))]}
      />
      <label className="tick">
        <input type="checkbox" name="none" value="1" defaultChecked={silent} />
        <span>No reply at all</span>
      </label>
      <button className="btn" type="submit">
        Show
      </button>
    </form>
  )
}
