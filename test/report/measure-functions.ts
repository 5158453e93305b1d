import type { Node } from 'oxc-parser'
import { lineOf, type SourceFile, walk } from './read-source'

/** The most a function may have. JSX counts more, since a page's parts are read from top to bottom. */
export const functionLimits = { lines: 60, linesOfJsx: 80, parameters: 4 }

export type MeasuredFunction = { file: string; name: string; line: number; lines: number; parameters: number }

/** Every function of the files, with the lines from its first word to its last bracket. */
export function measureFunctions(files: SourceFile[]): MeasuredFunction[] {
  return files.flatMap(({ path, text, program }) => {
    const found: MeasuredFunction[] = []
    walk(program, (node, parents) => {
      if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return
      const line = lineOf(text, node.start)
      found.push({
        file: path,
        name: nameOf(node, parents),
        line,
        lines: lineOf(text, node.end) - line + 1,
        parameters: node.params.filter((each) => !(each.type === 'Identifier' && each.name === 'this')).length,
      })
    })
    return found
  })
}

export function isTooLong({ file, lines }: MeasuredFunction): boolean {
  return lines > (file.endsWith('.tsx') ? functionLimits.linesOfJsx : functionLimits.lines)
}

export function hasManyParameters({ parameters }: MeasuredFunction): boolean {
  return parameters > functionLimits.parameters
}

/** A function's own name, or that of what it is given to. */
function nameOf(node: Node, parents: Node[]): string {
  if ('id' in node && node.id && 'name' in node.id) return String(node.id.name)
  const parent = parents.at(-1)
  const owner = parent && ('key' in parent ? parent.key : 'id' in parent ? parent.id : undefined)
  return owner && typeof owner === 'object' && 'name' in owner ? String(owner.name) : '(no name)'
}
