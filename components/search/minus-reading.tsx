import type { SearchResult } from '@/lib/search'
import { type SearchState, searchHref } from './search-state'

/** Says how words with a minus before them were read, and links the other reading if there is one. */
export function MinusReading({ minus, state }: { minus: NonNullable<SearchResult['minus']>; state: SearchState }) {
  const one = minus.words.length === 1
  if (minus.reading === 'excluded') {
    return (
      <p className="spell">
        Posts with <Words words={minus.words} joint="or" /> are left out.{' '}
        <a className="link" href={searchHref(state, { minus: 'typed' })}>
          Search for {one ? 'this word' : 'these words'} too
        </a>
      </p>
    )
  }
  return (
    <p className="spell">
      Searched for <Words words={minus.words.map((word) => `-${word}`)} joint="and" /> as typed.{' '}
      {minus.hasOther && (
        <a className="link" href={searchHref(state, { minus: 'excluded' })}>
          Leave out posts with {one ? 'this word' : 'these words'} instead
        </a>
      )}
    </p>
  )
}

function Words({ words, joint }: { words: string[]; joint: 'and' | 'or' }) {
  return words.map((word, i) => (
    // The same word may be typed twice.
    <span key={`${i}-${word}`}>
      {i > 0 && (i === words.length - 1 ? ` ${joint} ` : ', ')}
      <b>{word}</b>
    </span>
  ))
}
