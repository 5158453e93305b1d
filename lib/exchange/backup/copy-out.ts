import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { queryRow } from '../../platform/db'
import { buffersOf } from '../../platform/streams'
import type { ArchiveWriter } from './archive'
import { entryNames, type Manifest, type Part } from './manifest'
import { PieceWriter } from './piece-writer'
import { passingJobs } from './tables'

/** Names come from the catalogue or from a manifest whose form was checked. They are quoted anyway. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const listOf = (columns: string[]) => columns.map(quoted).join(', ')

/** Reads a table in the text form of COPY, which every version of PostgreSQL reads. `onBytes` is called with the bytes so far. */
export function readTable(
  client: pg.Client,
  archive: ArchiveWriter,
  { name, columns }: Manifest['tables'][number],
  onBytes: (bytes: number) => void,
): Promise<Part> {
  const pieces = new PieceWriter(archive, (number) => entryNames.piece(name, number))
  return copyOut(client, `copy public.${quoted(name)} (${listOf(columns)}) to stdout`, pieces, onBytes)
}

/** Columns that a job has in the backup and in the table for jobs after a restore. */
export const jobColumns = ['name', 'data', 'created_at']

const There = z.object({ queue: z.boolean(), held: z.boolean() })

/** Writes the jobs in the queue, each once, and the jobs that an earlier restore still holds. */
export async function readJobs(client: pg.Client, archive: ArchiveWriter): Promise<Part> {
  const pieces = new PieceWriter(archive, entryNames.job)
  const { queue, held } = await queryRow(
    client,
    There,
    `select to_regclass('pgboss.job') is not null as queue, to_regclass('public.held_job') is not null as held`,
  )
  const passing = passingJobs.map((name) => `'${name}'`).join(', ')
  const sources = [
    queue &&
      `select name, data, created_on as created_at from pgboss.job
       where state in ('created', 'retry', 'active') and left(name, 8) <> '__pgboss' and name not in (${passing})`,
    held && 'select name, data, created_at from public.held_job',
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
  for await (const chunk of buffersOf(stream)) {
    await pieces.write(chunk)
    bytes += chunk.length
    onBytes(bytes)
  }
  return pieces.end(stream.rowCount)
}
