import { queryLengthMax } from '../../shared'
import { operators } from './operators'
import type { ParsedQuery } from './parsed-query'

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
  for (const piece of piecesOf(text.slice(0, queryLengthMax))) {
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

/** Words, operators and quoted phrases of a query as they were typed, with plain quotes. */
export function piecesOf(text: string): string[] {
  return text.replace(typographicQuotes, '"').match(piecePattern) ?? []
}

function readOperator(piece: string, parsed: ParsedQuery): boolean {
  const match = /^([a-z]{2,12}):([^:/\s][^\s]*)$/.exec(piece)
  if (!match) return false
  const [, name = '', value = ''] = match
  const operator = operators.find((each) => each.name === name)
  if (!operator) {
    parsed.notices.push(`${name}: is not an operator. It was searched as a word.`)
    return false
  }
  const notice = operator.read(value, parsed)
  if (notice === null) parsed.operators.push(piece)
  else parsed.notices.push(notice)
  return true
}

/** Whether the query asks for nothing: no word, no phrase, no operator. */
export function isEmptyQuery({ words, phrases, operators }: ParsedQuery): boolean {
  return !words.trim() && phrases.length === 0 && operators.length === 0
}
