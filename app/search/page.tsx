import type { Metadata } from 'next'
import { AnswerHit } from '@/components/search/answer-hit'
import { AskThis } from '@/components/search/ask-this'
import { CoverResults } from '@/components/search/cover-results'
import { FacetForm } from '@/components/search/facet-form'
import { HitList } from '@/components/search/hit-list'
import { MinusReading } from '@/components/search/minus-reading'
import { NoteClicks } from '@/components/search/note-clicks'
import { NothingFound } from '@/components/search/nothing-found'
import { SaveSearch } from '@/components/search/save-search'
import { chosenWords, type SearchState, searchHref } from '@/components/search/search-state'
import { Page } from '@/components/shell/page'
import { SearchField } from '@/components/shell/search-field'
import { Pager } from '@/components/ui/pager'
import type { SearchSort } from '@/lib/search'
import { fullCount, urls } from '@/lib/shared'
import { many, one, pageNumber, type Query } from '@/lib/web/http'
import { runSearch } from '@/lib/web/reads'

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const text = (one((await searchParams).q) ?? '').trim().slice(0, 80)
  return { title: text ? `${text} · Search` : 'Search', robots: { index: false } }
}

const sorts: { value: SearchSort; label: string }[] = [
  { value: 'relevance', label: 'Relevance' },
  { value: 'activity', label: 'Activity' },
  { value: 'views', label: 'Views' },
  { value: 'boosts', label: 'Boosts' },
]

function stateOf(query: Query): SearchState {
  const among = <T extends string>(values: string[], known: readonly T[]) => known.filter((value) => values.includes(value))
  return {
    text: one(query.q) ?? '',
    facets: {
      topics: many(query.topic).slice(0, 20),
      tags: many(query.tag).slice(0, 20),
      is: among(many(query.is), ['covered', 'answered', 'unanswered'] as const),
      kinds: among(many(query.kind), ['answer', 'thread'] as const),
    },
    sort: sorts.find(({ value }) => value === one(query.sort))?.value ?? 'relevance',
    page: pageNumber(query.page),
    asWritten: one(query.exact) === '1',
    minus: (['excluded', 'typed'] as const).find((reading) => reading === one(query.minus)) ?? null,
  }
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const state = stateOf(await searchParams)
  const result = await runSearch({ ...state, reading: state.minus ?? undefined }, 'page')
  const chosen = chosenWords(state)
  const nothing = result.answer === null && result.hits.length === 0
  const asked = state.text.trim() !== ''
  return (
    <Page find={false}>
      <div className="search-head">
        <h1 className="vh">Search</h1>
        <SearchField size="page" value={state.text} />
        {result.corrected && (
          <p className="spell">
            Showing results for <b>{result.corrected}</b>. Search instead for{' '}
            <a className="link" href={searchHref(state, { asWritten: true })}>
              {state.text}
            </a>
          </p>
        )}
        {result.minus && <MinusReading minus={result.minus} state={state} />}
        {asked && <SaveSearch address={searchHref({ ...state, minus: result.minus?.reading ?? null })} />}
      </div>
      <Notices result={result} />
      <div className="found">
        {result.facets && (!nothing || chosen) ? (
          <details className="facets">
            <summary className="fold">Narrow the results{chosen && `: ${chosen}`}</summary>
            <FacetForm facets={result.facets} state={state} more={result.more} />
          </details>
        ) : (
          <div />
        )}
        <div>
          {asked && !nothing && <ResultsHead state={state} result={result} chosen={chosen} />}
          {asked && result.hits.length > 0 && <CoverResults state={state} />}
          {result.answer && <AnswerHit hit={result.answer} />}
          {result.hits.length > 0 && <HitList hits={result.hits} />}
          {asked &&
            nothing &&
            (state.page > 1 && result.total > 0 ? (
              <NoSuchPage state={state} />
            ) : (
              <NothingFound state={state} result={result} chosen={chosen} />
            ))}
          {!asked && (
            <p className="none text-ink-2">
              Words, error codes, identifiers, or an operator:{' '}
              <a className="link" href={urls.operators()}>
                all operators
              </a>
              .
            </p>
          )}
          <Pager
            newer={state.page > 1 ? searchHref(state, { page: state.page - 1 }) : null}
            older={result.hasNext ? searchHref(state, { page: state.page + 1 }) : null}
            newerWord="Back"
            olderWord="More"
            label={`Page ${state.page}`}
          />
          {asked && <AskThis state={state} result={result} />}
          {result.logId && <NoteClicks logId={result.logId} />}
        </div>
      </div>
    </Page>
  )
}

function NoSuchPage({ state }: { state: SearchState }) {
  return (
    <div className="none">
      <h2>There is no page {state.page} of these results</h2>
      <p>
        <a className="link" href={searchHref(state, {})}>
          The first page
        </a>
      </p>
    </div>
  )
}

type Result = Awaited<ReturnType<typeof runSearch>>

function Notices({ result }: { result: Result }) {
  return (
    <>
      {result.notices.map((notice) => (
        <p className="say" role="status" key={notice}>
          <span>
            <b>{notice}</b>
          </span>
          <a className="link" href={urls.operators()}>
            All operators
          </a>
        </p>
      ))}
      {result.reduced && (
        <p className="say" role="status">
          <span>
            <b>Search runs in reduced mode.</b> Everything is found; it may take a little longer.
          </span>
        </p>
      )}
    </>
  )
}

/** How many results there are, how they are narrowed and sorted. */
function ResultsHead({ state, result, chosen }: { state: SearchState; result: Result; chosen: string }) {
  return (
    <div className="hits-head">
      <h2 className="vh">Results</h2>
      <p>
        <b>
          {fullCount(result.total)}
          {result.more && '+'} {result.total === 1 ? 'result' : 'results'}
        </b>{' '}
        {chosen && <span className="quiet">{chosen}</span>}{' '}
        {chosen && (
          <a className="act clear" href={searchHref({ ...state, facets: { topics: [], tags: [], is: [], kinds: [] } })}>
            Clear
          </a>
        )}
      </p>
      <nav className="sorts" aria-label="Sort">
        <span>Sort by</span>
        {sorts.map(({ value, label }) => (
          <a key={value} href={searchHref(state, { sort: value })} aria-current={state.sort === value ? 'true' : undefined}>
            {label}
          </a>
        ))}
      </nav>
    </div>
  )
}
