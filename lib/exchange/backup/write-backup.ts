import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Writable } from 'node:stream'
import type pg from 'pg'
import { z } from 'zod'
import { readSecret } from '../../identity/accounts'
import { queryRow, queryRows } from '../../platform/db'
import { env, namesOfSettings, projectRoot } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { refuseHalfRestored } from '../../platform/migrations'
import { ArchiveWriter } from './archive'
import { withOwnConnection } from './connection'
import { readJobs, readTable } from './copy-out'
import { archiveFormat, type End, entryNames, type Manifest } from './manifest'
import { type PicturePlace, writePictures } from './pictures'
import { leftOutTables } from './tables'

export type Progress = (done: number, total: number) => void
export type BackupOptions = {
  databaseUrl: string
  target: Writable
  pictures: PicturePlace
  progress?: Progress
  signal?: AbortSignal
  /** Called with the name of the snapshot while it can be shared. A test compares the backup with it. */
  onSnapshot?: (name: string) => Promise<void>
}
export type BackupReport = { manifest: Manifest; end: End }

/**
 * Writes a backup as a stream while the site is in use: all tables in one snapshot, the pictures in them, and the
 * secret. The role only has to be able to read. @throws DomainError `not_found` if the database has no tables of
 * Cairn, `conflict` if it is half restored.
 */
export async function writeBackup(options: BackupOptions): Promise<BackupReport> {
  const archive = new ArchiveWriter(options.target)
  try {
    const report = await withOwnConnection(options.databaseUrl, (client) => writeAll(client, archive, options))
    await archive.finish()
    return report
  } catch (error) {
    await archive.abort()
    throw error
  }
}

async function writeAll(client: pg.Client, archive: ArchiveWriter, options: BackupOptions): Promise<BackupReport> {
  const { signal, progress, onSnapshot } = options
  await client.query('begin isolation level repeatable read read only')
  await refuseHalfRestored(client)
  const manifest = await describe(client, options.pictures.kind)
  if (onSnapshot) await onSnapshot((await queryRow(client, Name, 'select pg_export_snapshot() as name')).name)
  await archive.add(entryNames.manifest, jsonOf(manifest))
  const files: Record<string, string> = {}
  for (const [name, content] of ownFiles(manifest)) {
    await archive.add(name, content)
    files[name] = sha256(content)
  }
  const sizes = await sizesOf(client, manifest)
  const total = Math.max(
    1,
    [...sizes.values()].reduce((sum, size) => sum + size, 0),
  )
  let before = 0
  const tables: End['tables'] = {}
  for (const table of manifest.tables) {
    const size = sizes.get(table.name) ?? 0
    tables[table.name] = await readTable(client, archive, table, (bytes) => {
      signal?.throwIfAborted()
      progress?.(before + Math.min(bytes, size), total)
    })
    before += size
  }
  const jobs = await readJobs(client, archive)
  const pictures = await writePictures(client, archive, options.pictures, signal)
  await client.query('commit')
  const end: End = { tables, jobs, pictures, files }
  await archive.add(entryNames.end, jsonOf(end))
  progress?.(total, total)
  return { manifest, end }
}

const Known = z.object({ there: z.boolean(), version: z.string() })
const Name = z.object({ name: z.string() })
const Table = Name.extend({ columns: z.array(z.string()) })
const Sequence = Name.extend({ value: z.string() })
const Size = Name.extend({ size: z.number() })

async function describe(client: pg.Client, pictures: Manifest['pictures']): Promise<Manifest> {
  const known = await queryRow(client, Known, `select to_regclass('public._prisma_migrations') is not null as there, version() as version`)
  if (!known.there) throw new DomainError('not_found', 'There is nothing to back up: this database has no tables of Cairn.')
  const { siteName, siteUrl, secret } = env()
  const migrations = await queryRows(
    client,
    Name,
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1',
  )
  // All tables of the schema that the list does not leave out, also those that a newer program has renamed.
  // Names of another form belong to others.
  const tables = await queryRows(
    client,
    Table,
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all($1) and c.relname ~ '^[a-z_][a-z0-9_]*$'
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
     group by c.relname order by c.relname`,
    [Object.keys(leftOutTables)],
  )
  // After the snapshot was taken, so that no sequence is behind its rows.
  const sequences = await queryRows(
    client,
    Sequence,
    `select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null`,
  )
  return {
    format: archiveFormat,
    program: JSON.parse(fs.readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')).version,
    madeAt: new Date().toISOString(),
    site: { name: siteName, url: siteUrl },
    postgres: known.version,
    migrations: migrations.map((row) => row.name),
    tables,
    sequences: Object.fromEntries(sequences.map((row) => [row.name, row.value])),
    settings: namesOfSettings(),
    secret: { from: secret ? 'CAIRN_SECRET' : 'data folder', digest: digestOfSecret(readSecret()) },
    pictures,
  }
}

/** Shows whether two secrets are equal, without showing the secret. */
export function digestOfSecret(secret: string): string {
  return sha256(Buffer.from(`cairn backup\0${secret}`))
}

function ownFiles({ secret }: Manifest): [string, Buffer][] {
  const { goldenQueries } = env()
  const files: [string, Buffer][] = []
  if (secret.from === 'data folder') files.push([entryNames.secret, Buffer.from(readSecret())])
  if (fs.existsSync(goldenQueries)) files.push([entryNames.golden, fs.readFileSync(goldenQueries)])
  return files
}

/** Returns the size of each table on disk, to estimate progress. */
async function sizesOf(client: pg.Client, { tables }: Manifest): Promise<Map<string, number>> {
  const rows = await queryRows(
    client,
    Size,
    `select relname as name, pg_table_size(oid)::float8 as size from pg_class where relnamespace = 'public'::regnamespace and relname = any($1)`,
    [tables.map((table) => table.name)],
  )
  return new Map(rows.map((row) => [row.name, row.size]))
}

const jsonOf = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')
