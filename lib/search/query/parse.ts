import { queryLengthMax } from '../../shared'

/** What `is:` can ask for. */
export const isValues = ['answered', 'unanswered', 'covered', 'canonical', 'thread'] as const
export type IsValue = (typeof isValues)[number]

/** What someone typed, taken apart. Values are as typed: whether a topic or tag exists is found out later. */
export type ParsedQuery = {
  /** The words outside quotes and operators, in order. */
  words: string
  phrases: string[]
  excluded: string[]
  /** Those of the excluded that are words after a minus, not in quotes: they may be options of a command. */
  minusWords: string[]
  /** The words with those after a minus in their places, as typed. */
  asTyped: string
  /** The operators that hold, as typed: `by:alice`. */
  operators: string[]
  /** The query as typed, without them. */
  withoutOperators: string
  topics: string[]
  tags: string[]
  by: string[]
  is: IsValue[]
  /** UTC; both ends: from `after` on, up to and without `before`. */
  before: Date | null
  after: Date | null
  /** Sentences about what could not be understood. Nothing is dropped silently. */
  notices: string[]
}

const operators = new Set(['topic', 'tag', 'by', 'is', 'before', 'after'])
const piecePattern = /-?"[^"]*"|\S+/g
/** Quotes of any language that a word processor or a keyboard of a phone puts in place of the plain one. */
const typographicQuotes = /[“”„‟«»＂]/g

/** Takes a query apart. Never fails: what is no operator is a word, and said. */
export function parseQuery(text: string): ParsedQuery {
  const parsed: ParsedQuery = {
    words: '',
    phrases: [],
    excluded: [],
    minusWords: [],
    asTyped: '',
    operators: [],
    withoutOperators: '',
    topics: [],
    tags: [],
    by: [],
    is: [],
    before: null,
    after: null,
    notices: [],
  }
  const words: string[] = []
  const typed: string[] = []
  const rest: string[] = []
  for (const [piece] of text.slice(0, queryLengthMax).replace(typographicQuotes, '"').matchAll(piecePattern)) {
    const isOperator = !/^-?"|^-\p{L}/u.test(piece) && readOperator(piece, parsed)
    if (isOperator) continue
    rest.push(piece)
    const quoted = /^(-?)"([^"]*)"$/.exec(piece)
    if (quoted) {
      const [, minus, inside = ''] = quoted
      if (inside.trim()) (minus ? parsed.excluded : parsed.phrases).push(inside.trim())
    } else if (/^-\p{L}/u.test(piece)) {
      // -65570 is an error code that people look for; only words are excluded.
      parsed.excluded.push(piece.slice(1))
      parsed.minusWords.push(piece.slice(1))
      typed.push(piece)
    } else {
      words.push(piece)
      typed.push(piece)
    }
  }
  parsed.words = words.join(' ')
  parsed.asTyped = typed.join(' ')
  parsed.withoutOperators = rest.join(' ')
  return parsed
}

function readOperator(piece: string, parsed: ParsedQuery): boolean {
  const match = /^([a-z]{2,12}):([^:/\s][^\s]*)$/.exec(piece)
  if (!match) return false
  const [, name = '', value = ''] = match
  if (!operators.has(name)) {
    parsed.notices.push(`${name}: is not an operator. It was searched as a word.`)
    return false
  }
  const heard = parsed.notices.length
  if (name === 'topic') parsed.topics.push(value.toLowerCase())
  else if (name === 'tag') parsed.tags.push(value.toLowerCase())
  else if (name === 'by') parsed.by.push(value)
  else if (name === 'is') readIs(value.toLowerCase(), parsed)
  else readDate(name as 'before' | 'after', value, parsed)
  if (parsed.notices.length === heard) parsed.operators.push(piece)
  return true
}

function readIs(value: string, parsed: ParsedQuery): void {
  const known = isValues.find((is) => is === value)
  if (known) parsed.is.push(known)
  else parsed.notices.push(`is:${value} is not known. There are ${isValues.map((is) => `is:${is}`).join(', ')}.`)
}

function readDate(name: 'before' | 'after', value: string, parsed: ParsedQuery): void {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  const [year = 0, month = 1, day = 1] = (match ?? []).slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  const date = new Date(Date.UTC(year, month - 1, day))
  if (!match || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    parsed.notices.push(`${name}:${value} is not a date. Write ${name}:2026, ${name}:2026-11 or ${name}:2026-11-24.`)
    return
  }
  parsed[name] = date
}

/** Whether the query asks for anything at all. */
export function isEmptyQuery(query: ParsedQuery): boolean {
  return (
    !query.words.trim() &&
    query.phrases.length === 0 &&
    query.topics.length === 0 &&
    query.tags.length === 0 &&
    query.by.length === 0 &&
    query.is.length === 0 &&
    !query.before &&
    !query.after
  )
}
