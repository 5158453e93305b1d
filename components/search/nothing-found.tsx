import type { SearchResult } from '@/lib/search'
import { urls } from '@/lib/web/urls'
import { type SearchState, searchHref } from './search-state'

/** Says what was not found, no more than is so, and links what may find it. */
export function NothingFound({ state, result, chosen }: { state: SearchState; result: SearchResult; chosen: string }) {
  return (
    <div className="none">
      <h2>Nothing for “{state.text}”</h2>
      <p>{chosen ? <Narrowed state={state} chosen={chosen} /> : <Why state={state} result={result} />}</p>
    </div>
  )
}

function Narrowed({ state, chosen }: { state: SearchState; chosen: string }) {
  return (
    <>
      No post {chosen} was found for this search.{' '}
      <a className="link" href={searchHref({ ...state, facets: { topics: [], tags: [], is: [], kinds: [] } })}>
        Search everywhere
      </a>
    </>
  )
}

function Why({ state, result: { phrases, minus } }: { state: SearchState; result: SearchResult }) {
  if (phrases.length > 0) {
    return (
      <>
        No post has {phrases.map((phrase) => `“${phrase}”`).join(' and ')} word for word with the rest of what you asked.{' '}
        <a
          className="link"
          href={searchHref({
            ...state,
            text: state.text
              .replace(/["“”„‟«»＂]/g, ' ')
              .replace(/\s+/g, ' ')
              .trim(),
          })}
        >
          Search for the single words
        </a>
      </>
    )
  }
  if (minus?.reading === 'excluded') {
    return (
      <>
        No other post has the rest of these words.{' '}
        <a className="link" href={searchHref(state, { minus: 'typed' })}>
          Search for all words as typed
        </a>
      </>
    )
  }
  return (
    <>
      No post has these words. Fewer or other words may;{' '}
      <a className="link" href={urls.topics()}>
        the topics
      </a>{' '}
      show what is here.
    </>
  )
}
