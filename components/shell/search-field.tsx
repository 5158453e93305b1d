import { Icon } from '@/components/ui/stones'
import { InstantResults } from './instant-results'

type Props = { size?: 'bar' | 'page' | 'home'; value?: string; children?: React.ReactNode }

const sizeClass = { bar: '', page: ' find-mid', home: ' find-xl' }

/** The search field: a plain form, to which a script adds instant results. `children` are hidden fields. */
export function SearchField({ size = 'bar', value = '', children }: Props) {
  return (
    <search>
      <form className={`find${sizeClass[size]}`} action="/search" method="get">
        <label className="vh" htmlFor="page_search">
          Search threads and answers
        </label>
        <Icon className="glass" name="glass" />
        <input
          className="field"
          id="page_search"
          name="q"
          dir="auto"
          type="text"
          inputMode="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={400}
          placeholder={size === 'home' ? 'Search words, codes, symbols' : 'Search'}
          defaultValue={value}
        />
        {size !== 'page' && <kbd aria-hidden="true">/</kbd>}
        {size !== 'bar' && (
          <button className="btn btn-do" type="submit" aria-label="Search">
            Search
          </button>
        )}
        {children}
        <InstantResults />
      </form>
    </search>
  )
}
