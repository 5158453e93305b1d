import type { Element } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { toMdast } from 'hast-util-to-mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { parseFragment } from 'parse5'
import { visit } from 'unist-util-visit'

/**
 * Returns copied HTML as Markdown, by the libraries that convert the texts of imported forums. The browser's own parser would
 * report every style that a spreadsheet writes as a breach of our policy.
 */
export function htmlToMarkdown(html: string): string {
  const tree = fromParse5(parseFragment(html))
  visit(tree, (node, index, parent) => {
    // Browsers mark in comments what was copied.
    if (node.type === 'comment' && parent && index !== undefined) parent.children[index] = { type: 'text', value: '' }
    if (node.type !== 'element') return
    if (node.tagName === 'table') nameColumns(node)
    if (node.tagName === 'td' || node.tagName === 'th') joinLines(node)
  })
  return toMarkdown(toMdast(tree, { document: false }), { bullet: '-', emphasis: '*', extensions: [gfmToMarkdown()] }).trim()
}

/** The first row is the head, which tables of Markdown must have and those of spreadsheets don't mark. */
function nameColumns(table: Element): void {
  const rows: Element[] = []
  let hasHead = false
  visit(table, 'element', (element) => {
    if (element.tagName === 'tr') rows.push(element)
    hasHead ||= element.tagName === 'th'
  })
  if (hasHead) return
  for (const cell of rows[0]?.children ?? []) if (cell.type === 'element') cell.tagName = 'th'
}

/** A cell of Markdown is one line. */
function joinLines(cell: Element): void {
  visit(cell, 'element', (line, index, parent) => {
    if (line.tagName === 'br' && parent && index !== undefined) parent.children[index] = { type: 'text', value: ' ' }
  })
}
