import fs from 'node:fs'
import path from 'node:path'
import { type Node, parseSync } from 'oxc-parser'

const folders = ['app', 'bin', 'components', 'lib', 'tools']

/** A file of the program itself, tests and what is generated aside. */
export type SourceFile = { path: string; text: string; lines: number; program: Node }

/** Reads and parses every source file below `root`, in the order of their paths. */
export function readSource(root: string): SourceFile[] {
  return folders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
    )
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$|(?:^|\/|typed-)contract\.ts$|\/generated\//.test(file))
    .sort()
    .map((file) => parseSource(file, fs.readFileSync(path.join(root, file), 'utf8')))
}

/** One file, of which `text` is what it says. */
export function parseSource(file: string, text: string): SourceFile {
  return { path: file, text, lines: text.split('\n').length - 1, program: parseSync(file, text).program }
}

/** Calls `enter` with every node of a tree, parents first, and the nodes it is in, the nearest last. */
export function walk(node: Node, enter: (node: Node, parents: Node[]) => void, parents: Node[] = []): void {
  enter(node, parents)
  const inside = [...parents, node]
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, enter, inside)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Number of the line, from 1, in which a place in a text is. */
export function lineOf(text: string, place: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line++
  return line
}
