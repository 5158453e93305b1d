import { distinctiveTerms } from '../../search'
import { doubtBias, doubtSigns, readSaid } from './doubt-signs'
import { ownWords } from './own-words'

/** From this score on, a reply says that what was given does not work, or not any more. */
export const doubtMin = 0.6

/** A reply of so many distinctive words of which hardly any are in what it should be about is about something else … */
const termsMin = 8
const shareMin = 0.15
/** … which counts as much against it as an early report counts for it. */
const unlikeWeight = -2

/**
 * Returns how much a reply says that what was given as a way does not work, or not any more, 0 to 1. It is plain text or Markdown. `about` is
 * everything that it may speak of, such as an answer and the reply that it answers; with nothing in it, only the reply counts. A reply
 * without a report of failure, in a language of which signs are known, is always below `doubtMin`.
 */
export function doubts(reply: string, about: string): number {
  const text = ownWords(reply)
  const said = readSaid(text)
  const found = doubtSigns.filter(([, isThere]) => isThere(said))
  const sum = found.reduce((sum, [weight]) => sum + weight, doubtBias)
  // Without a report the score is low as it is: most replies end here, before words are compared.
  const unlike = said.reports.length > 0 && isAboutSomethingElse(text, about) ? unlikeWeight : 0
  return 1 / (1 + Math.exp(-(sum + unlike)))
}

function isAboutSomethingElse(text: string, about: string): boolean {
  const known = new Set(about.trim() === '' ? [] : distinctiveTerms(about))
  const terms = distinctiveTerms(text)
  if (known.size === 0 || terms.length < termsMin) return false
  return terms.filter((term) => known.has(term)).length < shareMin * terms.length
}
