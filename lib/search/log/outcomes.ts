import { analyse } from '../analysis/analyser'
import { isCommonWord } from '../analysis/common-words'
import { searchedText } from './searched-text'

/** A row of the log. */
export type LoggedRow = { at: Date; query: string; hits: number; session: string; opened: boolean }

/** What came of a text in one session of one day. */
export type SessionOutcome = {
  text: string
  day: string
  session: string
  searches: number
  found: boolean
  opened: boolean
  refined: boolean
}

/** Someone who asks again within this time was not content with what came. */
export const refinedWithinMs = 3 * 60_000

/** The words of a text that say what it is about, as search knows them, in order and each once; all of them if each is a common word. */
export function distinctiveTerms(text: string): string[] {
  const tokens = analyse(text).filter(({ together }) => !together)
  const distinctive = tokens.filter(({ start, end }) => !isCommonWord(text.slice(start, end)))
  return [...new Set((distinctive.length > 0 ? distinctive : tokens).map(({ term }) => term))]
}

/**
 * Returns what came of the searches of `rows`, one outcome for each text, day and session. `next` has what the same sessions searched for
 * then, in the order of time, beginning with the rows themselves.
 */
export function outcomesOf(rows: LoggedRow[], next: LoggedRow[]): SessionOutcome[] {
  const bySession = new Map<string, LoggedRow[]>()
  for (const row of next) bySession.set(row.session, [...(bySession.get(row.session) ?? []), row])
  const outcomes = new Map<string, SessionOutcome>()
  for (const row of rows) {
    const text = searchedText(row.query)
    if (text === '') continue
    const day = row.at.toISOString().slice(0, 10)
    const key = [day, row.session, text].join('\n')
    const one = { searches: 1, found: row.hits > 0, opened: row.opened, refined: isRefined(row, text, bySession.get(row.session) ?? []) }
    const said = outcomes.get(key)
    if (!said) outcomes.set(key, { text, day, session: row.session, ...one })
    else {
      said.searches += 1
      said.found ||= one.found
      said.opened ||= one.opened
      said.refined ||= one.refined
    }
  }
  return [...outcomes.values()]
}

/** Whether the same session opened nothing and soon asked with other words of which some are the same. */
function isRefined(row: LoggedRow, text: string, ofSession: LoggedRow[]): boolean {
  if (row.opened) return false
  const terms = new Set(distinctiveTerms(text))
  return ofSession.some((other) => {
    const after = other.at.getTime() - row.at.getTime()
    if (after <= 0 || after > refinedWithinMs) return false
    const otherText = searchedText(other.query)
    return otherText !== '' && otherText !== text && distinctiveTerms(otherText).some((term) => terms.has(term))
  })
}
