import { may } from '@/lib/identity/viewer'
import { urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'
import type { SearchState } from './search-state'

/** Leads editors to the page where they cover what was found. Results are made for each audience, so it knows. */
export function CoverResults({ state: { text, facets } }: { state: SearchState }) {
  if (!may(requestContext().viewer, 'coverage.change')) return null
  // What is chosen beside the results is the same as an operator, as long as it is one.
  const operators = Object.entries({ topic: facets.topics, tag: facets.tags, is: facets.is }).flatMap(([name, [one, ...more]]) =>
    one && more.length === 0 ? `${name}:${one}` : [],
  )
  return (
    <p className="meta">
      <a className="link" href={urls.deskCover({ q: [text, ...operators].join(' ') })}>
        Cover threads from these results
      </a>
    </p>
  )
}
