import type { Root as HtmlRoot } from 'hast'
import type { Code, Root, Table } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/** Cells of one table, and of all tables of a text. Short rows are filled up to the width of the header. */
export const tableCellsMax = 10_000
/** Nodes of a text, and length of its HTML. A page shows a hundred texts. */
export const nodesMax = 60_000
export const htmlLengthMax = 2_000_000
/** Length of a node's HTML besides its text: tags, and attributes without addresses. */
const lengthOfNode = 20

/** Thrown for a text whose HTML would be too large. */
export class TooLargeError extends Error {}

/**
 * Shows tables with too many cells as they are written, before short rows are filled up. @throws TooLargeError if the whole
 * text has too many nodes.
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

/** Refuses a tree whose HTML would be too long, before the HTML is made. @throws TooLargeError */
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
