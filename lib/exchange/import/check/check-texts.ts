import { checkedBody, checkedTitle, excerpt, oneLine, plainText } from '../../../content'
import { DomainError } from '../../../platform/errors'
import { bodyLengthMax, storable, titleLengthMax } from '../../../shared'
import type { Problems } from './note-problems'

const borrowedTitleLength = 80

/**
 * Returns a title that keeps the rules for people's titles. A title that breaks them is cut, or replaced by the
 * beginning of the text. Returns null if both are empty.
 */
export function titleFor(title: string, body: string, problems: Problems): string | null {
  const { text, error } = tried(() => checkedTitle(title))
  if (text !== null) return text
  const line = oneLine(title, titleLengthMax)
  const isEmpty = tried(() => checkedTitle(line)).text === null
  if (!isEmpty) {
    problems.kept(`${error} It was cut.`)
    return checkedTitle(`${oneLine(title, titleLengthMax - 2)} …`)
  }
  const beginning = tried(() => checkedTitle(excerpt(plainText(storable(body)), borrowedTitleLength))).text
  if (beginning === null) {
    problems.leftOut(`${error} The text is empty, too.`)
    return null
  }
  problems.kept(`${error} The beginning of the text is used as the title.`)
  return beginning
}

/**
 * Returns a text that keeps the rules for people's texts. A text that is too long is cut. An empty one is replaced by
 * `instead`, which may be null.
 */
export function bodyFor<Instead extends string | null>(body: string, instead: Instead, problems: Problems): string | Instead {
  const { text, error } = tried(() => checkedBody(body))
  if (text !== null) return text
  const cut = tried(() => checkedBody(atLine(body, bodyLengthMax))).text
  if (cut !== null) {
    problems.kept(`${error} The rest was cut off.`)
    return cut
  }
  if (instead === null) problems.leftOut(error)
  else problems.kept(`${error} The title is used as the text.`)
  return instead
}

/** Returns the beginning of a text. It ends at the end of a line if little is lost by that. */
function atLine(body: string, lengthMax: number): string {
  const cut = body.slice(0, lengthMax - 1)
  const end = cut.lastIndexOf('\n')
  return (end > lengthMax * 0.9 ? cut.slice(0, end) : cut).toWellFormed()
}

function tried(check: () => string): { text: string; error: null } | { text: null; error: string } {
  try {
    return { text: check(), error: null }
  } catch (error) {
    if (error instanceof DomainError) return { text: null, error: error.message }
    throw error
  }
}
