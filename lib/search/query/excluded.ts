import { analyse } from '../analysis/analyser'

/** What a post must not have: any of these terms, any of these sequences of terms. */
export type Excluded = { terms: string[]; phrases: string[][] }

/**
 * What is left out for the texts behind a minus. Of a word each of its spellings, of a name or of words that a hyphen joins only the
 * whole: `-docker-compose` leaves posts about docker alone. Several words are left out where they follow each other.
 */
export function excludedOf(texts: string[]): Excluded {
  const all = texts.map(excludedOfText)
  return { terms: all.flatMap(({ terms }) => terms), phrases: all.flatMap(({ phrases }) => phrases) }
}

function excludedOfText(text: string): Excluded {
  const tokens = analyse(text)
  const start = Math.min(...tokens.map((token) => token.start))
  const end = Math.max(...tokens.map((token) => token.end))
  const places = tokens.filter(({ together }) => !together)
  const wholes = tokens.filter((token) => token.together && token.start === start && token.end === end)
  const isName = wholes.some(({ role }) => role === undefined)
  if (isName) return only(wholes.filter(({ role }) => role !== 'joined'))
  if (wholes.some(({ term, role }) => role === 'joined' && (places.length > 1 || /^[-$#]/.test(term)))) return only(wholes)
  if (places.length === 1) return only(tokens)
  return { terms: [], phrases: places.length === 0 ? [] : [places.map(({ term }) => term)] }
}

function only(tokens: { term: string }[]): Excluded {
  return { terms: [...new Set(tokens.map(({ term }) => term))], phrases: [] }
}
