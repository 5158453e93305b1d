import { DomainError } from '../../platform/errors'
import { checkRecords } from './check/check-records'
import { countRecords } from './count-records'
import { checkedBase } from './dialects/base-address'
import { readDiscourse } from './discourse'
import { importRecords, type PictureOptions } from './import-records'
import { readListing } from './listing'
import { recheckRecords } from './recheck'
import type { ImportReport } from './report'
import type { Progress, ReaderOptions, SourceReader, SourceRecord } from './source'
import { readStackExchange } from './stackexchange'

/** The readers, by kind of import. */
export const importKinds = { discourse: readDiscourse, stackexchange: readStackExchange, listing: readListing } satisfies Record<
  string,
  SourceReader
>
export type ImportKind = keyof typeof importKinds

export type ImportOptions = ReaderOptions &
  Omit<PictureOptions, 'path'> & {
    kind: ImportKind
    path: string
    /** Name of the source. Records are unique by source, kind and id. Defaults to the kind. */
    source?: string
    dryRun?: boolean
    /** Only hides what an earlier import brought and the source does not show to everyone. */
    recheck?: boolean
    progress?: Progress
    /** Called with each record that was read. */
    onRecord?: (record: SourceRecord) => void
  }

const problemsNamedMax = 3

/**
 * Imports a source. Each batch is one transaction, so that a run that was killed continues when it is started again.
 * A second run of the same export changes nothing. A dry run needs no database and finds the same problems. @throws
 * DomainError `invalid` for a path with nothing that can be imported.
 */
export async function runImport({
  kind,
  path,
  source = kind,
  dryRun = false,
  recheck = false,
  progress = () => {},
  onRecord = () => {},
  ...options
}: ImportOptions): Promise<ImportReport> {
  const read: SourceReader = importKinds[kind]
  if (!read) throw new DomainError('invalid', `There is no importer “${kind}”. There are ${Object.keys(importKinds).join(', ')}.`)
  let found = 0
  async function* counted(records: AsyncIterable<SourceRecord>): AsyncIterable<SourceRecord> {
    for await (const record of records) {
      options.goOn?.()
      if (usable.includes(record.kind)) found++
      onRecord(record)
      yield record
    }
  }
  const base = options.base && checkedBase(options.base)
  const records = checkRecords(counted(read(path, progress, { ...options, base })))
  const report = recheck
    ? await recheckRecords(records, source, dryRun)
    : dryRun
      ? await countRecords(records)
      : await importRecords(records, source, { ...options, kind, path })
  if (found === 0) throw new DomainError('invalid', nothingIn(kind, path, report))
  return report
}

const usable: SourceRecord['kind'][] = ['thread', 'answer', 'tag', 'address', 'withheld']

function nothingIn(kind: ImportKind, path: string, { problems }: ImportReport): string {
  const named = problems.slice(0, problemsNamedMax).map(({ file, position, message }) => `\n  ${file}, ${position}: ${message}`)
  const more = problems.length > problemsNamedMax ? `\n  and ${problems.length - problemsNamedMax} more` : ''
  return `There is nothing in ${path} that “import ${kind}” can read. It takes ${taken[kind]}.${named.join('')}${more}`
}

const taken: Record<ImportKind, string> = {
  discourse: 'JSON that was saved from a Discourse site: /t/ID.json, /posts/ID.json',
  stackexchange: 'the XML files of a data dump, Posts.xml first',
  listing: 'the text of a topic page with a title, a text and four figures for each thread',
}
