import type { Element, Root } from 'hast'
import { visit } from 'unist-util-visit'
import { idMark, placeMark } from '../../shared'

/**
 * Sets ids of headings by the rule of GitHub, removes duplicate ids, and makes links within the text lead to them. It
 * runs after sanitising, which puts the prefix before each id.
 */
export function namePlaces(tree: Root): void {
  const taken = new Set<string>()
  visit(tree, 'element', ({ properties }) => {
    if (properties.id === undefined) return
    const id = String(properties.id)
    if (taken.has(id) || /\s/.test(id) || id === idMark) delete properties.id
    else taken.add(id)
  })
  const numbers = new Map<string, number>()
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) nameHeading(node, taken, numbers)
  })
  visit(tree, 'element', ({ tagName, properties }) => {
    const { href } = properties
    if (tagName === 'a' && typeof href === 'string' && href.startsWith('#')) properties.href = `#${placeOf(href.slice(1), taken)}`
  })
}

/** `numbers` has the last number of each name, so that a thousand equal headings are not counted from one each time. */
function nameHeading(heading: Element, taken: Set<string>, numbers: Map<string, number>): void {
  if (heading.properties.id !== undefined) return
  const name = headingName(wordsOf(heading))
  if (!name) return
  let id = idMark + name
  while (taken.has(id)) {
    const number = (numbers.get(name) ?? 0) + 1
    numbers.set(name, number)
    id = `${idMark}${name}-${number}`
  }
  taken.add(id)
  heading.properties.id = id
}

/** Returns the target of a link within the text: an id of the text, or one that the page may have. */
function placeOf(fragment: string, taken: Set<string>): string {
  for (const name of [fragment, decoded(fragment), headingName(decoded(fragment))])
    for (const each of [name, name.replace(/^user-content-/, '')]) if (taken.has(idMark + each)) return idMark + each
  return placeMark + fragment
}

/** Returns an id by the rule of GitHub: lower case, letters of any script, hyphens for blanks. */
function headingName(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_ -]+/gu, '')
    .replaceAll(' ', '-')
}

function wordsOf(node: Element): string {
  let words = ''
  visit(node, 'text', ({ value }) => {
    words += value
  })
  return words
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
