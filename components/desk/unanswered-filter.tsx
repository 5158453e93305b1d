import { type UnansweredRequest, unansweredAges } from '@/lib/curation/desk'
import { fullCount, urls } from '@/lib/shared'
import { ageNames, leastViews } from './unanswered-state'

type Props = { request: UnansweredRequest; places: { slug: string; label: string }[] }

/** Narrows the queue. It is a plain form, so that the address of a page says what is on it. */
export function UnansweredFilter({ request, places }: Props) {
  const { state, sort, topic = '', tag = '', age = '', views = '', silent } = request
  return (
    <form className="find-in queue-filter" method="get" action={urls.deskUnanswered()} aria-label="Filter">
      {state !== 'unanswered' && <input type="hidden" name="is" value={state} />}
      {sort !== 'oldest' && <input type="hidden" name="sort" value={sort} />}
      <Choice name="topic" label="Topic" value={topic} any="Any topic" options={places.map(({ slug, label }) => [slug, label])} />
      <div className="q">
        <label className="lab" htmlFor="tag">
          Tag
        </label>
        <input
          className="field"
          id="tag"
          name="tag"
          defaultValue={tag}
          maxLength={40}
          dir="auto"
          autoCapitalize="none"
          autoComplete="off"
        />
      </div>
      <Choice name="age" label="Asked" value={age} any="At any time" options={unansweredAges.map((each) => [each, ageNames[each]])} />
      <Choice
        name="views"
        label="Views"
        value={String(views)}
        any="Any number"
        options={leastViews.map((each) => [String(each), `at least ${fullCount(each)}`])}
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

type ChoiceProps = { name: string; label: string; value: string; any: string; options: [string, string][] }

function Choice({ name, label, value, any, options }: ChoiceProps) {
  return (
    <div className="q">
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <select className="field" id={name} name={name} defaultValue={value}>
        <option value="">{any}</option>
        {options.map(([each, says]) => (
          <option key={each} value={each}>
            {says}
          </option>
        ))}
      </select>
    </div>
  )
}
