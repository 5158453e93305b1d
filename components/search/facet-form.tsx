import { StaticHtml } from '@/components/ui/html'
import { type ResolutionName, resolutionNames, Stones } from '@/components/ui/stones'
import type { Facets } from '@/lib/search'
import { fullCount } from '@/lib/shared'
import type { SearchState } from './search-state'
import { SubmitOnChange } from './submit-on-change'

const valuesShown = 6
const kindNames = { answer: 'Canonical answers', thread: 'Threads' }

/** Facets as a plain form. With scripts, a change sends it at once. */
export function FacetForm({ facets, state, more }: { facets: Facets; state: SearchState; more: boolean }) {
  return (
    <form action="/search" method="get" aria-label="Narrow the results">
      <input type="hidden" name="q" value={state.text} />
      {state.sort !== 'relevance' && <input type="hidden" name="sort" value={state.sort} />}
      {state.asWritten && <input type="hidden" name="exact" value="1" />}
      {state.minus && <input type="hidden" name="minus" value={state.minus} />}
      <Group
        more={more}
        legend="State"
        name="is"
        chosen={state.facets.is}
        values={facets.states.map(({ value, count }) => ({ value, label: resolutionNames[value], count, resolution: value }))}
      />
      <Group
        more={more}
        legend="Kind"
        name="kind"
        chosen={state.facets.kinds}
        values={facets.kinds.map(({ value, count }) => ({ value, label: kindNames[value], count }))}
      />
      <Group
        more={more}
        legend="Topic"
        name="topic"
        chosen={state.facets.topics}
        values={facets.topics.map(({ value, name, count }) => ({ value, label: name, count }))}
      />
      <Group
        more={more}
        legend="Tag"
        name="tag"
        chosen={state.facets.tags}
        values={facets.tags.map(({ value, name, count }) => ({ value, label: name, count }))}
      />
      <SubmitOnChange />
      <button className="btn btn-s" type="submit">
        Narrow
      </button>
    </form>
  )
}

type Value = { value: string; label: string; count: number; resolution?: ResolutionName }

function Group({ legend, name, chosen, values, more }: { legend: string; name: string; chosen: string[]; values: Value[]; more: boolean }) {
  // Chosen facets stay visible, even if no result has them.
  const missing = chosen.filter((value) => !values.some((each) => each.value === value)).map((value) => ({ value, label: value, count: 0 }))
  const shown = [...values.filter((each, i) => i < valuesShown || chosen.includes(each.value)), ...missing]
  const rest = values.filter((each) => !shown.includes(each))
  if (shown.length === 0) return null
  return (
    <StaticHtml as="fieldset">
      <legend>{legend}</legend>
      {shown.map((each) => (
        <Choice key={each.value} name={name} each={each} checked={chosen.includes(each.value)} more={more} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary className="act">
            All {values.length} {legend.toLowerCase()}s
          </summary>
          {rest.map((each) => (
            <Choice key={each.value} name={name} each={each} checked={false} more={more} />
          ))}
        </details>
      )}
    </StaticHtml>
  )
}

function Choice({ name, each, checked, more }: { name: string; each: Value; checked: boolean; more: boolean }) {
  return (
    <label>
      <input type="checkbox" name={name} value={each.value} defaultChecked={checked} />
      <span>
        {each.resolution && <Stones resolution={each.resolution} silent />}
        {each.label}
      </span>
      <span>
        {fullCount(each.count)}
        {more && '+'}
      </span>
    </label>
  )
}
