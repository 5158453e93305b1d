import path from 'node:path'
import type { SourceFile } from './read-source'

/** Which file imports which, also only for types. Paths are relative to the root; packages are left out. */
export type ImportGraph = Map<string, string[]>

export function readImports(files: SourceFile[]): ImportGraph {
  const known = new Set(files.map((file) => file.path))
  return new Map(
    files.map(({ path: file, text }) => {
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) => resolve(file, target, known))
      return [file, [...new Set(targets.filter((target) => target !== undefined))]]
    }),
  )
}

function resolve(file: string, target: string, known: Set<string>): string | undefined {
  const base = target.startsWith('@/') ? target.slice(2) : target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : null
  if (base === null) return undefined
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find((each) => known.has(each))
}

/** A second way into a room, for what measures how it works inside. */
const otherDoors = ['lib/content/parsers.ts', 'lib/search/measuring.ts', 'lib/curation/gaps/measuring.ts']

/**
 * Imports into a room from outside that go past its `index.ts`. A room is a folder of lib or tools with files of its own; a folder that
 * only holds folders, such as lib/platform, is no room, but they are.
 */
export function deepImports(graph: ImportGraph): { from: string; to: string }[] {
  const roomOf = roomsOf([...graph.keys()])
  return [...graph].flatMap(([from, targets]) =>
    targets
      .filter((to) => roomOf(to) !== undefined && roomOf(to) !== roomOf(from) && to !== `${roomOf(to)}/index.ts`)
      // Plain JavaScript is read before packages are installed, when nothing can read an index.
      .filter((to) => !to.endsWith('.mjs') && !otherDoors.includes(to))
      .map((to) => ({ from, to })),
  )
}

export function roomsOf(files: string[]): (file: string) => string | undefined {
  const withFiles = new Set(files.map((file) => path.posix.dirname(file)))
  return (file) => {
    const [top, ...rest] = path.posix.dirname(file).split('/')
    if ((top !== 'lib' && top !== 'tools') || rest.length === 0) return undefined
    const steps = rest.map((_, i) => [top, ...rest.slice(0, i + 1)].join('/'))
    return steps.find((folder) => withFiles.has(folder))
  }
}

/** Groups of files that import each other in a circle, by Tarjan's algorithm. */
export function importCycles(graph: ImportGraph): string[][] {
  const order = new Map<string, { index: number; low: number }>()
  const stack: string[] = []
  const cycles: string[][] = []
  function visit(file: string): { index: number; low: number } {
    const own = { index: order.size, low: order.size }
    order.set(file, own)
    stack.push(file)
    for (const target of graph.get(file) ?? []) {
      const seen = order.get(target)
      if (!seen) own.low = Math.min(own.low, visit(target).low)
      else if (stack.includes(target)) own.low = Math.min(own.low, seen.index)
    }
    if (own.low === own.index) {
      const circle = stack.splice(stack.indexOf(file))
      if (circle.length > 1) cycles.push(circle.sort())
    }
    return own
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return cycles
}
