import { createHash, type Hash } from 'node:crypto'
import { DomainError } from '../../platform/errors'
import { knownMigrations } from '../../platform/migrations'
import { damaged, type Entry, readArchive } from './archive'
import { archiveFormat, type End, endSchema, entryNames, type Manifest, manifestSchema, type Part } from './manifest'
import { type BackupSource, counted } from './source'
import type { Progress } from './write-backup'

/** The description of a backup that was read completely and has no errors. */
export type Verified = { manifest: Manifest; end: End; picturesMissing: number }

/** Sums up entries, to be compared with the sums in the last entry. */
export class Sums {
  private readonly tables = new Map<string, { hash: Hash; bytes: number }>()
  private readonly pictures = createHash('sha256')
  private pictureCount = 0
  private readonly files = new Map<string, string>()

  constructor(private readonly file: string) {}

  add({ name, content }: Entry): void {
    const part = partOf(name)
    if (part) {
      const sum = this.tables.get(part) ?? { hash: createHash('sha256'), bytes: 0 }
      sum.hash.update(content)
      sum.bytes += content.length
      this.tables.set(part, sum)
    } else if (name.startsWith('pictures/')) {
      this.pictures.update(`${name.slice('pictures/'.length)}\n`).update(content)
      this.pictureCount += 1
    } else if (name.startsWith('picture-names/')) {
      this.pictures.update(content)
      this.pictureCount += content.toString().split('\n').length - 1
    } else if (name.startsWith('files/')) {
      this.files.set(name, createHash('sha256').update(content).digest('hex'))
    } else throw damaged(this.file, `it has an entry ${name} that no backup has`)
  }

  /** Returns the first table whose sums differ, or null. */
  differentTable(end: End): string | null {
    for (const name of new Set([...Object.keys(end.tables), ...this.tables.keys()])) {
      if (name !== 'jobs' && !this.isRight(name, end.tables[name])) return name
    }
    return null
  }

  /** Returns the first thing whose sums differ, or null. */
  difference(end: End): string | null {
    const table = this.differentTable(end)
    if (table) return table
    if (!this.isRight('jobs', end.jobs)) return 'jobs'
    if (this.pictureCount !== end.pictures.count || this.pictures.copy().digest('hex') !== end.pictures.sha256) return 'pictures'
    for (const name of new Set([...Object.keys(end.files), ...this.files.keys()])) {
      if (end.files[name] !== this.files.get(name)) return name
    }
    return null
  }

  private isRight(name: string, said: Part | undefined): boolean {
    const read = this.tables.get(name)
    if (!said || (read?.bytes ?? 0) !== said.bytes) return false
    return said.bytes === 0 || read?.hash.copy().digest('hex') === said.sha256
  }
}

/** Returns the table of an entry, `jobs`, or null. */
export function partOf(entry: string): string | null {
  if (entry.startsWith('jobs/')) return 'jobs'
  return /^tables\/([a-z_][a-z0-9_]*)\/\d+$/.exec(entry)?.[1] ?? null
}

/**
 * Reads a whole backup before anything is changed. @throws DomainError `invalid` if it is damaged, `conflict` if a
 * newer program made it.
 */
export async function verifyBackup(source: BackupSource, progress: Progress = () => undefined): Promise<Verified> {
  const sums = new Sums(source.name)
  let manifest: Manifest | undefined
  let end: End | undefined
  let read = 0
  const raw = counted(await source.open(), (bytes) => {
    read += bytes
    progress(read, source.size)
  })
  let picturesMissing = 0
  for await (const entry of readArchive(source.name, raw)) {
    if (end) throw damaged(source.name, 'it goes on after its end')
    if (!manifest) manifest = parseManifest(source, entry)
    else if (entry.name === entryNames.end) end = parseEnd(source, entry)
    else {
      sums.add(entry)
      if (entry.name.startsWith('picture-names/')) picturesMissing += await missingBeside(source, entry)
    }
  }
  if (!manifest || !end) throw damaged(source.name, 'it was cut off')
  const difference = sums.difference(end)
  if (difference) throw damaged(source.name, `${difference} is not as it was written`)
  return { manifest, end, picturesMissing }
}

function parseManifest(source: BackupSource, entry: Entry): Manifest {
  if (entry.name !== entryNames.manifest) throw damaged(source.name, 'it does not begin as a backup does')
  const said = jsonIn(source, entry) as { format?: unknown; program?: unknown }
  if (typeof said.format === 'number' && said.format > archiveFormat) throw newer(source, String(said.program))
  const manifest = manifestSchema.safeParse(said)
  if (!manifest.success) throw damaged(source.name, 'its manifest can’t be read')
  const known = new Set(knownMigrations())
  const unknown = manifest.data.migrations.find((name) => !known.has(name))
  if (unknown) throw newer(source, `${manifest.data.program}, with the migration ${unknown}`)
  return manifest.data
}

function parseEnd(source: BackupSource, entry: Entry): End {
  const end = endSchema.safeParse(jsonIn(source, entry))
  if (!end.success) throw damaged(source.name, 'its end makes no sense')
  return end.data
}

function newer(source: BackupSource, by: string): DomainError {
  return new DomainError('conflict', `${source.name} was made by a newer Cairn (${by}). Update Cairn, then restore it.`)
}

function jsonIn(source: BackupSource, { name, content }: Entry): unknown {
  try {
    return JSON.parse(content.toString())
  } catch {
    throw damaged(source.name, `${name} can’t be read`)
  }
}

/** Counts the pictures of a list that are not beside the backup, or do not match their names. */
async function missingBeside(source: BackupSource, { content }: Entry): Promise<number> {
  let missing = 0
  for (const name of content.toString().split('\n').filter(Boolean)) {
    const bytes = await source.picture(name)
    if (!bytes || !isNamedByContent(name, bytes)) missing += 1
  }
  return missing
}

/** Whether a picture's name is the beginning of its digest. */
export function isNamedByContent(name: string, bytes: Buffer): boolean {
  return name.startsWith(createHash('sha256').update(bytes).digest('hex').slice(0, 32))
}
