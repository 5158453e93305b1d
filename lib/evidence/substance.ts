import { diffArrays } from 'diff'
import { plainText, withoutCitations } from '../content'

/** Words of more letters may differ by one letter, long ones by two, and still be the same word, misspelt. */
const spelledMin = 5
const longMin = 8
/** Texts with more changes have changed. */
const editsMax = 400

const negative = /^(?:no|not|never|none|nor|neither|nothing|without|hardly|cannot|kein|keine|nicht|nie|ohne)$|n['’]t$/u
const negativePrefix = /^(?:un|in|im|ir|il|non|dis|de|anti|mis)$/
const token = /[-−](?=\d)|[\p{L}\p{M}\p{N}]+(?:[.,:'’/-][\p{L}\p{M}\p{N}]+)*|[<>=+≠≤≥%$€£°§]/gu

/**
 * Whether a text says something else than before: its words, code, numbers or addresses, beyond spelling, case, punctuation and Markdown. A
 * misspelt word has the same first letter, and one other letter or two; a word with another meaning may look so, too.
 */
export function isSubstantial(before: string, after: string): boolean {
  if (before === after) return false
  const [one, other] = [withoutCitations(before), withoutCitations(after)]
  if (haveOtherCode(one, other) || addressesOf(one) !== addressesOf(other)) return true
  const changes = diffArrays(tokensOf(one), tokensOf(other), { maxEditLength: editsMax })
  if (!changes) return true
  for (let i = 0; i < changes.length; i++) {
    const { removed, added, value } = changes[i] ?? { value: [] }
    if (!removed && !added) continue
    const next = changes[i + 1]
    if (!removed || !next?.added || !areSpelledAlike(value, next.value)) return true
    i++
  }
  return false
}

function tokensOf(markdown: string): string[] {
  // Addresses are compared by themselves.
  return [
    ...plainText(markdown)
      .replace(/https?:\/\/\S+/g, ' ')
      .matchAll(token),
  ].map(([written]) => {
    const word = written.toLowerCase()
    return /\p{N}/u.test(word) ? word : word.replace(/[.,:/-]/g, '').replace(/’/g, "'")
  })
}

/** "key board" and "keyboard" are spelled alike, too. */
function areSpelledAlike(before: string[], after: string[]): boolean {
  if (before.join('') === after.join('')) return true
  return before.length === after.length && before.every((word, i) => isSameWord(word, after[i] ?? ''))
}

function isSameWord(one: string, other: string): boolean {
  if (one === other) return true
  if (/[^\p{L}\p{M}']/u.test(one + other) || negative.test(one) || negative.test(other)) return false
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (long.endsWith(short) && negativePrefix.test(long.slice(0, long.length - short.length))) return false
  const editsAllowed = long.length >= longMin ? 2 : long.length >= spelledMin ? 1 : 0
  return one[0] === other[0] && distance(one, other) <= editsAllowed
}

/** Letters that are added, missing, other, or in the place of their neighbour. */
function distance(one: string, other: string): number {
  let [twoBack, last] = [new Array<number>(other.length + 1).fill(0), Array.from({ length: other.length + 1 }, (_, i) => i)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      const least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(isSwapped ? Math.min(least, (twoBack[j - 2] ?? 0) + 1) : least)
    }
    ;[twoBack, last] = [last, row]
  }
  return last[other.length] ?? 0
}

const fence = /^ {0,3}(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^ {0,3}\1/gm
const span = /(`+)([^`]|[^`][^\n]*?[^`])\1(?!`)/g

/** Whether code of one text is nowhere in the other: put into code, or out of it, it is the same. */
function haveOtherCode(one: string, other: string): boolean {
  const isIn = (text: string) => (code: string) => text.includes(code)
  return !codeOf(one).every(isIn(tidy(other))) || !codeOf(other).every(isIn(tidy(one)))
}

function codeOf(markdown: string): string[] {
  const text = tidy(markdown)
  const blocks = [...text.matchAll(fence)].map(([, , code = '']) => code.trimEnd())
  const spans = [...text.replace(fence, '').matchAll(span)].map(([, , code = '']) => code.trim())
  return [...blocks, ...spans]
}

const tidy = (text: string) => text.replace(/[ \t]+$/gm, '')

/** Addresses that a text leads to. How they begin and end says nothing. */
function addressesOf(markdown: string): string {
  const found = [...markdown.matchAll(/https?:\/\/[^\s<>()[\]"'`]+|(?<=\]\()\/[^\s)]+/g)].map(([address]) =>
    address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[.,;:!?*_/]+$/, ''),
  )
  return [...new Set(found)].sort().join(' ')
}
