import type { SearchResult } from '@/lib/search'
import { urls } from '@/lib/shared'
import { type SearchState, searchHref } from './search-state'

/** Says exactly what was not found, and links what may find it. */
export function NothingFound({ state, result, chosen }: { state: SearchState; result: SearchResult; chosen: string }) {
  return (
    <div className="none">
      <h2>Nothing for “{state.text}”</h2>
      <p>
        {chosen || result.operators.length > 0 ? (
          <Narrowed state={state} result={result} chosen={chosen} />
        ) : (
          <Why state={state} result={result} />
        )}
      </p>
    </div>
  )
}

function Narrowed({
  state,
  result: { operators, withoutOperators },
  chosen,
}: {
  state: SearchState
  result: SearchResult
  chosen: string
}) {
  const fits = operators.length > 0 ? ` that fits ${operators.join(' ')}` : ''
  const isOperatorsAlone = operators.length > 0 && !withoutOperators.trim()
  const everywhere = { ...state, facets: { topics: [], tags: [], is: [], kinds: [] } }
  return (
    <>
      No post{chosen && ` ${chosen}`}
      {fits} was found{isOperatorsAlone ? '' : ' for this search'}.{' '}
      {operators.length === 0 ? (
        <a className="link" href={searchHref(everywhere)}>
          Search everywhere
        </a>
      ) : isOperatorsAlone ? (
        <a className="link" href={chosen ? searchHref(everywhere) : urls.topics()}>
          {chosen ? 'Search everywhere' : 'See the topics'}
        </a>
      ) : (
        <a className="link" href={searchHref({ ...everywhere, text: withoutOperators })}>
          Search for the words alone
        </a>
      )}
    </>
  )
}

function Why({ state, result: { phrases, minus, excluded } }: { state: SearchState; result: SearchResult }) {
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
  if (excluded.length > 0) {
    return <>No other post has the rest of these words: those with {excluded.map((text) => `“${text}”`).join(' or ')} are left out.</>
  }
  return (
    <>
      No post has these words. Try fewer words or other ones, or{' '}
      <a className="link" href={urls.topics()}>
        see the topics
      </a>
      .
    </>
  )
}
