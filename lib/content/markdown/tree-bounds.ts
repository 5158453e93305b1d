import type { Root as HtmlRoot } from 'hast'
import type { Code, Root, Table } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/** Cells of one table and of all tables of a text. Short rows are filled up to the width of the header. */
export const tableCellsMax = 10_000
/** Nodes of a text, and the HTML they make. A page shows a hundred texts. */
export const nodesMax = 60_000
export const htmlLengthMax = 2_000_000
/** HTML that a node makes beside its text: tags and attributes without addresses. */
const lengthOfNode = 20

/** A text whose HTML would be too large to make. */
export class TooLargeError extends Error {}

/**
 * Shows tables that would have too many cells as they are written, before their short rows are filled up.
 * @throws TooLargeError where the whole text has too many nodes.
 */
export function boundTree(tree: Root, file: VFile): void {
  let cells = 0
  visit(tree, 'table', (table, index, parent) => {
    cells += cellsOf(table)
    if (cells <= tableCellsMax || !parent || index === undefined) return
    cells -= cellsOf(table)
    parent.children[index] = sourceOf(table, file)
    return index + 1
  })
  let nodes = cells
  visit(tree, () => {
    if (++nodes > nodesMax) throw new TooLargeError('The text has too many parts.')
  })
}

/** Refuses a tree whose HTML would be too long, before it is written. @throws TooLargeError */
export function boundHtml(tree: HtmlRoot): void {
  let length = 0
  visit(tree, (node) => {
    length += lengthOfNode
    if (node.type === 'text') length += node.value.length
    else if (node.type === 'element') {
      for (const value of [node.properties.href, node.properties.src, node.properties.title, node.properties.alt])
        length += String(value ?? '').length
    }
    if (length > htmlLengthMax) throw new TooLargeError('The text makes too much HTML.')
  })
}

function cellsOf(table: Table): number {
  return table.children.length * (table.align?.length ?? 1)
}

function sourceOf(table: Table, file: VFile): Code {
  const { start, end } = table.position ?? {}
  return { type: 'code', lang: null, meta: null, value: String(file.value).slice(start?.offset ?? 0, end?.offset ?? 0) }
}
