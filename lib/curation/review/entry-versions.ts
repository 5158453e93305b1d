import { isAddress, isDay, newestOf, numbersOf, versionEnd, versionSource } from './version-numbers'

/** A product that an answer applies to, in the newest version it names. */
export type AppliedVersion = {
  /** As the editor writes it; empty where a number has no name. */
  name: string
  /** As many numbers as are given: all of 17 is [17]. */
  version: number[]
  /** It applies to newer ones, too: "18 and later". */
  isOpen: boolean
}

const months =
  'jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december'
const days = new RegExp(String.raw`(?:\b\d{1,2}\.? )?\b(?:${months})\.? (?:\d{1,2},? )?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b`, 'giu')

/** Words around a name that are no part of it. */
const fillers = new Set(
  (
    'version versions ver v release releases the all any every for on with in of from since starting to and or until till through thru up at least ' +
    'min minimum max maximum newer later older earlier higher lower greater than before after below above under over as only both also ' +
    'between using running tested year early mid late spring summer autumn fall winter updated lts'
  ).split(' '),
)
/** Longer ones are a sentence. */
const nameWordsMax = 5
const nameLengthMax = 60

const token = new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}_.$€£#]|\d:)(?:v\.?)?(?<version>${versionSource})${versionEnd}`, 'giu')
/** "iOS17", "C++20". One letter before a number is a name with it: "x64", "S3". */
const glued = new RegExp(String.raw`(?<=\p{L}{2}|\p{L}[+#]{1,2})(?!\d+ \d)(?=${versionSource}${versionEnd})`, 'giu')
const numberFirst = /^(?:versions?|releases?|v)\s*(?<numbers>\d.*?)\s+of\s+(?<name>\p{L}.*)$/iu

const between = /[,;/&()|:]|\s(?:and|or|with|on)\s/iu
const newerWords = '(?:later|newer|above|up|upwards?|higher|greater|onwards?|beyond|ff)\\b'
/** Between there may be what a version is called: "14 (Sonoma) or later". */
const opensAfter = new RegExp(String.raw`^\s*\+|^[\s,(]*${newerWords}|^(?: \([^()]*\)| \p{L}+){0,2}[\s,(]*\b(?:and|or) ${newerWords}`, 'iu')
const opensBefore =
  /(?:≥|=>|>=?|\b(?:since|from|at least|min(?:imum)?|starting (?:with|from|at)|newer than|later than|after|above|over))\s*(?:versions?|ver|v)?[\s.:]*$/iu
const closesBefore =
  /(?:≤|<=?|\s[-–—]|–|—|\b(?:to|until|till|through|thru|before|below|under|older than|earlier than|max(?:imum)?))\s*(?:versions?|ver|v)?[\s.:]*$/iu
/** "14-16": a hyphen beside the number before. */
const closesRange = /^\s*[-–—]\s*$/u

type NamedVersion = { names: string[]; version: number[]; opens: boolean; closes: boolean }

/** Returns the products of one entry, each in the newest version that it gives; empty names where there is none. English words alone are known. */
export function entryVersions(entry: string): AppliedVersion[] {
  const products = new Map<string, AppliedVersion & { isClosed: boolean }>()
  for (const { names, version, opens, closes } of versionsOf(entry)) {
    for (const name of names) {
      const known = products.get(name)
      const newest = newestOf(known?.version ?? version, version)
      products.set(name, { name, version: newest, isOpen: opens || known?.isOpen === true, isClosed: closes || known?.isClosed === true })
    }
  }
  return [...products.values()].map(({ isClosed, isOpen, ...product }) => ({ ...product, isOpen: isOpen && !isClosed }))
}

function versionsOf(entry: string): NamedVersion[] {
  const text = tidy(entry)
  const versions: NamedVersion[] = []
  let names = ['']
  let from = 0
  for (const found of text.matchAll(token)) {
    const before = text.slice(from, found.index)
    from = found.index + found[0].length
    const numbers = numbersOf(found.groups?.version ?? '')
    const isFirst = versions.length === 0
    const named = isFirst ? namesOf(before) : namesOf(before.split(between).at(-1) ?? '')
    if (named.length > 0) names = named
    if (isDay(numbers) || (names.includes('') && isAddress(numbers))) continue
    const around = withoutNames(before, named)
    const isOpenAfter = opensAfter.test(text.slice(from))
    const closes = closesBefore.test(around) || (!isFirst && closesRange.test(around))
    // "^18.2" is all of 18.
    const version = around.trimEnd().endsWith('^') ? numbers.slice(0, 1) : numbers
    versions.push({ names, version, opens: opensBefore.test(around) || isOpenAfter, closes: closes && !isOpenAfter })
  }
  return versions
}

/** Returns what is around the names before a version: in "since iOS 18" and "iOS since 18" the same. */
function withoutNames(before: string, names: string[]): string {
  return names.reduce((text, name) => text.replace(name, ' '), before)
}

function tidy(entry: string): string {
  const line = entry.normalize('NFC').replace(/\s+/gu, ' ').trim().replace(days, ' ')
  return line.replace(numberFirst, '$<name> $<numbers>').replace(glued, ' ')
}

/** Returns the name before a version, or several: "iOS/iPadOS 17" are both. */
function namesOf(text: string): string[] {
  const several = text.split(/\s*[/,&]\s*|\s(?:and|or)\s/iu).map(nameOf)
  if (several.length > 1 && several.every((name) => /^\p{L}{3,}$/u.test(name))) return several
  const name = nameOf(text)
  return name === '' ? [] : [name]
}

function nameOf(text: string): string {
  const words = text.split(/\s+/u).map(bare).filter(Boolean)
  const isFiller = (word: string | undefined) => word !== undefined && fillers.has(word.toLowerCase())
  while (isFiller(words[0])) words.shift()
  while (isFiller(words.at(-1))) words.pop()
  const name = words.join(' ')
  return words.length <= nameWordsMax && name.length <= nameLengthMax && /\p{L}/u.test(name) ? name : ''
}

/** A word without the signs around it; those of ".NET", "C++" and "F#" are its own. */
function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}.]+|[^\p{L}\p{M}\p{N}+#]+$/gu, '')
}
