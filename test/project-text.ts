import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const folders = ['app', 'components', 'lib', 'tools', 'bin', 'e2e', 'test', 'docs', 'prisma']

/** Files of the project whose path matches, relative to its root: what people wrote, without what is generated. */
export function projectFiles(wanted: RegExp): string[] {
  const nested = folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  )
  const top = fs
    .readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
  return [...top, ...nested].filter((file) => wanted.test(file) && !/generated|node_modules/.test(file)).sort()
}

export const readProject = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')

export const existsInProject = (file: string): boolean => fs.existsSync(path.join(root, file))

// A string, a template or a regular expression may hold what looks like a comment; a comment may hold quotes.
const piece =
  /(\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*)|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<=[=(,:!&|?[]\s*)\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/)/g

/** The comments of a source file, each on lines of its own. */
export const commentsOf = (source: string): string =>
  [...source.matchAll(piece)]
    .map(([, comment]) => comment ?? '')
    .filter(Boolean)
    .join('\n')

/** A source file without its comments and strings: what is left are names, and the words of pages between tags. */
export const withoutText = (source: string): string => source.replace(piece, ' ')

/** A source file without its comments. */
export const codeOf = (source: string): string => source.replace(piece, (whole, comment) => (comment ? ' ' : whole))
