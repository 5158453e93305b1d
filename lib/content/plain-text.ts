import { boundExceeded } from './markdown/bounds'
import { BlockReader } from './plain-text/blocks'
import { addHtml } from './plain-text/html'
import { type Labels, textOfInline } from './plain-text/inline'
import type { Leaf } from './plain-text/leaves'
import { type Around, WordTree } from './plain-text/word-tree'

/** Increase it with every change of what `plainText` returns. The search index is then made again. */
export const plainTextVersion = 3

/** A shorter text is within every bound of the renderer. */
const boundedFrom = 2_000

/**
 * Returns the words of a Markdown text that a reader sees on its page: for the index, passages, previews, structured data and
 * embeddings. It follows the renderer without its parser, which takes a hundred times as long and can't be stopped. Every line
 * and character is read once, so that a hostile text costs no more than a long one. The text of code and of links stays,
 * addresses are dropped. `definitions` are those of links and footnotes that the text uses and others contain; only their
 * labels are read.
 */
export function plainText(markdown: string, definitions = ''): string {
  // Its page shows it as it was written, too.
  if (markdown.length > boundedFrom && boundExceeded(markdown) !== null) return tidy(markdown)
  const { leaves, ...labels } = new BlockReader().read(markdown)
  if (definitions !== '') {
    const { links, footnotes } = new BlockReader().read(definitions)
    for (const label of links) labels.links.add(label)
    for (const label of footnotes) labels.footnotes.add(label)
  }
  if (leaves.some(({ kind }) => kind === 'html')) return tidy(wordsAmongHtml(leaves, labels))
  return tidy(leaves.map((leaf) => wordsOf(leaf, labels)).join('\n'))
}

function wordsOf(leaf: Leaf, labels: Labels, around?: Around): string {
  if (leaf.kind === 'row') return leaf.cells.map((cell) => textOfInline(cell, labels, around)).join(' ')
  if (leaf.kind === 'text') return textOfInline(leaf.text, labels, around)
  return leaf.kind === 'code' ? leaf.text : ''
}

/** Returns the words of a text with blocks of raw HTML. An element may begin in one block and end in another. */
function wordsAmongHtml(leaves: Leaf[], labels: Labels): string {
  const tree = new WordTree('root')
  for (const leaf of leaves) {
    if (leaf.kind === 'enter') tree.enter('blockquote')
    else if (leaf.kind === 'leave') tree.leave()
    else if (leaf.kind === 'html') addHtml(leaf.text, tree)
    else tree.block(wordsOf(leaf, labels, tree.here))
  }
  return tree.words()
}

const untidy = /[\t\r]| {2}/

/** Reduces blanks to one between words, and drops blank lines. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => (untidy.test(line) ? line.replace(/[ \t\r]+/g, ' ') : line).trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** Returns the beginning of a text as one line, cut at a word, with an ellipsis if something is left out. */
export function excerpt(text: string, lengthMax: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= lengthMax) return line
  const cut = line.slice(0, lengthMax)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > lengthMax * 0.5 ? space : lengthMax).replace(/[\s,;:.–-]+$/, '')} …`
}

const signature =
  /^\s*(--|—|best regards|kind regards|regards|cheers|thanks( in advance| a lot| so much)?|thank you( in advance)?|sent from my .{1,30}|hi( all| everyone| guys)?|hello( all| everyone)?)[\s,.!]*$/i

/** Returns a Markdown text without quotes, and without greetings and signatures. */
export function withoutQuotes(markdown: string): string {
  const own = markdown
    .replace(/\[quote[^\]\n]{0,200}\][\s\S]{0,5000}?\[\/quote\]/gi, '')
    .split('\n')
    .filter((line) => !/^\s{0,3}>/.test(line) && !signature.test(line))
    .join('\n')
  // A post that is only a quote keeps it.
  return own.trim() ? own : markdown
}
