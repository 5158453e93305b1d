import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { ArchiveWriter } from './archive'
import { entryNames, type Manifest, type Part } from './manifest'
import { PieceWriter } from './piece-writer'
import { passingJobs } from './tables'

/** Names come from the catalogue or from a manifest whose form was checked; quoted all the same. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const listOf = (columns: string[]) => columns.map(quoted).join(', ')

/** Writes a table as PostgreSQL's text form of COPY, which every version reads. `onBytes` hears how much is done. */
export function readTable(
  client: pg.Client,
  archive: ArchiveWriter,
  { name, columns }: Manifest['tables'][number],
  onBytes: (bytes: number) => void,
): Promise<Part> {
  const pieces = new PieceWriter(archive, (number) => entryNames.piece(name, number))
  return copyOut(client, `copy public.${quoted(name)} (${listOf(columns)}) to stdout`, pieces, onBytes)
}

/** Columns of a job in the backup and of the table that holds jobs after a restore. */
export const jobColumns = ['name', 'data', 'created_at']

/** Writes what waits in the queue, each job once, and what an earlier restore still holds. */
export async function readJobs(client: pg.Client, archive: ArchiveWriter): Promise<Part> {
  const pieces = new PieceWriter(archive, entryNames.job)
  const { rows } = await client.query(
    `select to_regclass('pgboss.job') is not null as queue, to_regclass('public.held_job') is not null as held`,
  )
  const passing = passingJobs.map((name) => `'${name}'`).join(', ')
  const sources = [
    rows[0].queue &&
      `select name, data, created_on as created_at from pgboss.job
       where state in ('created', 'retry', 'active') and left(name, 8) <> '__pgboss' and name not in (${passing})`,
    rows[0].held && 'select name, data, created_at from public.held_job',
  ].filter(Boolean)
  if (sources.length === 0) return pieces.end(0)
  const all = sources.join(' union all ')
  return copyOut(
    client,
    `copy (select name, data, min(created_at) from (${all}) j group by 1, 2 order by 3, 1, 2) to stdout`,
    pieces,
    () => undefined,
  )
}

async function copyOut(client: pg.Client, statement: string, pieces: PieceWriter, onBytes: (bytes: number) => void): Promise<Part> {
  const stream = client.query(copyTo(statement))
  let bytes = 0
  for await (const chunk of stream) {
    await pieces.write(chunk as Buffer)
    bytes += (chunk as Buffer).length
    onBytes(bytes)
  }
  return pieces.end(stream.rowCount)
}
