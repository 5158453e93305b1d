import path from 'node:path'
import { SaxesParser } from 'saxes'
import { DomainError } from '../../../platform/errors'
import { buffersOf } from '../../../platform/streams'
import { filesOf, type SourceFile } from '../files'
import type { Progress, SourceProblem } from '../source'

/** The attributes of a row. */
export type Row = Record<string, string>

const wanted = ['Posts.xml', 'Users.xml', 'Tags.xml', 'Comments.xml', 'PostLinks.xml', 'Votes.xml'] as const
export type DumpFile = (typeof wanted)[number]

/**
 * Reads the rows of a dump one at a time. A broken place in a file is a problem; rows before it are returned, and
 * rows after it are tried. @throws DomainError `invalid` for several dumps, because their ids would be confused.
 */
export async function* rowsOf(source: string, progress: Progress): AsyncIterable<{ file: DumpFile; row: Row } | SourceProblem> {
  const seen = new Map<DumpFile, string>()
  for await (const file of filesOf(source, (name) => kindOf(name) !== undefined, progress)) {
    const kind = kindOf(file.name)
    if (kind === undefined) continue
    const other = seen.get(kind)
    if (other !== undefined)
      throw new DomainError(
        'invalid',
        `${source} holds several dumps: ${other} and ${file.name}. Import each folder by itself, with a --source of its own.`,
      )
    seen.set(kind, file.name)
    for await (const row of readRows(file)) yield 'attributes' in row ? { file: kind, row: row.attributes } : row
  }
}

function kindOf(name: string): DumpFile | undefined {
  const base = path.basename(name).toLowerCase()
  return wanted.find((file) => file.toLowerCase() === base)
}

async function* readRows(file: SourceFile): AsyncIterable<{ attributes: Row } | SourceProblem> {
  const parser = new SaxesParser({ fragment: false })
  let found: ({ attributes: Row } | SourceProblem)[] = []
  const problem = (message: string) => found.push({ kind: 'problem', file: file.name, position: `line ${parser.line}`, message })
  parser.on('error', (error) => problem(error.message))
  parser.on('opentag', ({ name, attributes }) => {
    if (name !== 'row') return
    if (!attributes.Id) problem('row without Id')
    else found.push({ attributes: attributes as Row })
  })
  const decoder = new TextDecoder('utf8')
  for await (const chunk of buffersOf(file.content)) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield* found
    found = []
  }
  parser.close()
  yield* found
}
