import { proseOf, withoutAddresses } from '../../content'
import { type AppliedVersion, nameKey, nameWords } from './applied-versions'
import { escapeRegex } from './escape-regex'
import { compareVersions, isAddress, isDay, isNewer, numbersOf, versionEnd, versionSource } from './version-numbers'

/** A post as it is looked through: `body` is Markdown, title and tags are those of its thread where it is the opening. */
export type PostTexts = { title: string; body: string; tags: string[] }

/** `name` is that of the entry, `version` as it is written in the text. */
export type FoundVersion = { name: string; version: string; numbers: number[] }

const before = String.raw`(?<![\p{L}\p{N}\p{M}_])`
const blanks = String.raw`[^\S\n]{0,2}`
const word = String.raw`(?:versions?|ver|releases?|v)\.?`
const version = `(?<version>${versionSource})${versionEnd}`

/** Before the version of the product that everyone speaks of; any other word may be the name of a product of its own: "Firefox v7.2". */
const ownWords =
  'the|an?|any|this|that|in|with|since|on|at|to|from|for|by|and|or|before|after|until|using|used?|uses|via|under|new|newer|latest|current|is|was|' +
  'now|it|my|our|your|we|have|has|got|get|install(?:ed|ing)?|updat(?:ed?|ing)|upgrad(?:ed?|ing)|only|both|between|than'
const own = String.raw`(?<=^|[\n.!?,;:][^\S\n]{0,2}|${before}(?:${ownWords})[^\S\n]{1,2})`
const bareMention = new RegExp(
  String.raw`${own}${before}(?:versions?|v)\.?${blanks}:?${blanks}${version}(?![^\S\n]{1,2}of[^\S\n]{1,2}(?!the|this|it|our))`,
  'giu',
)
const bareTag = new RegExp(`^v?(?<version>${versionSource})$`, 'giu')
/** "Go" and "go 2 steps": a name of two letters must be written as the entry has it, except in a tag. */
const exactLengthMax = 2

/**
 * Returns a function that finds in a post the versions of products that are newer than an answer applies to: for each product the newest, or
 * nothing. Names are whole words in any case; code, quotes and addresses are left out. A version without a name is found after the word
 * "version" or "v" with no other name before it, or as a tag. Linear in the length of the text.
 */
export function newerVersionFinder(applied: AppliedVersion[]): (post: PostTexts) => FoundVersion[] {
  const closed = applied.filter(({ isOpen }) => !isOpen)
  const named = new Map(closed.filter(({ name }) => name !== '').map((each) => [nameKey(each.name), each]))
  const bare = closed.find(({ name }) => name === '')
  const mentions = named.size > 0 ? mentionsOf([...named.values()]) : []
  return ({ title, body, tags }) => {
    const newest = new Map<AppliedVersion, FoundVersion>()
    const note = (of: AppliedVersion | undefined, found: RegExpMatchArray) => {
      if (of) keepNewest(newest, of, found.groups?.version ?? '')
    }
    const text = `${withoutAddresses(title)}\n${proseOf(body)}`.normalize('NFC')
    for (const mention of mentions) {
      for (const found of text.matchAll(mention)) note(ownerOf(named, found, false), found)
      for (const found of taggedText(tags).matchAll(mention)) note(ownerOf(named, found, true), found)
    }
    if (bare) {
      for (const found of text.matchAll(bareMention)) note(bare, found)
      for (const tag of tags) for (const found of tag.matchAll(bareTag)) note(bare, found)
    }
    return [...newest.values()]
  }
}

/** The two forms: "iOS v18.1", and "version 18.1 of iOS". */
function mentionsOf(applied: AppliedVersion[]): RegExp[] {
  const all = applied.map(({ name }) => name.normalize('NFC')).sort((a, b) => b.length - a.length)
  const source = (names: string[]) =>
    names.map((name) => nameWords(name).map(escapeRegex).join(String.raw`(?:[^\S\n]|[-_]){1,2}`)).join('|')
  const between = `(?:[-_/]|${blanks}[:=(]?${blanks})(?:${word}${blanks}:?${blanks})?`
  // A name that ends in a number is not followed by another at once.
  const apart = String.raw`(?<!\p{N}(?=\p{N}))`
  return [
    new RegExp(`${before}(?<name>${source(all)})${between}${apart}${version}`, 'giu'),
    new RegExp(
      String.raw`${before}${word}${blanks}${version}[^\S\n]{1,2}(?:of|for)[^\S\n]{1,2}(?:the[^\S\n]{1,2})?(?<name>${source(all)})(?![\p{L}\p{M}\p{N}_+#])`,
      'giu',
    ),
  ]
}

function ownerOf(named: Map<string, AppliedVersion>, found: RegExpMatchArray, isTag: boolean): AppliedVersion | undefined {
  const name = found.groups?.name ?? ''
  const owner = named.get(nameKey(name))
  return isTag || name.length > exactLengthMax || name === owner?.name ? owner : undefined
}

/** A tag has hyphens for blanks: "visual-studio-2026". */
const taggedText = (tags: string[]) => tags.map((tag) => tag.normalize('NFC').replaceAll('-', ' ')).join('\n')

function keepNewest(newest: Map<AppliedVersion, FoundVersion>, applied: AppliedVersion, version: string): void {
  const numbers = numbersOf(version)
  // Four numbers are the address of a computer, unless the product counts like that.
  if (isDay(numbers) || (isAddress(numbers) && applied.version.length < numbers.length)) return
  const known = newest.get(applied)
  if (isNewer(numbers, applied.version) && (!known || compareVersions(numbers, known.numbers) > 0))
    newest.set(applied, { name: applied.name, version, numbers })
}
