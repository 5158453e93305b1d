import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { db } from '../../platform/db'
import { env } from '../../platform/env'
import { log } from '../../platform/log'

const entrySchema = z.object({
  person: z.number().int().positive(),
  /** Digest of the name, in hexadecimal. */
  name: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.coerce.date(),
  withdrawn: z.boolean(),
})

/** A deleted person, as in the file beside the database. */
export type ErasureEntry = z.infer<typeof entrySchema>

/**
 * Path of the list of deleted people. A restored database does not know who was deleted since the backup; this file
 * does. It has one line of JSON for each person.
 */
export function erasureFile(): string {
  return path.join(env().dataDir, 'erasures.jsonl')
}

/** Returns the deletions in the file, or none without a file. A line that can't be read is logged and left out. */
export async function readErasureFile(): Promise<ErasureEntry[]> {
  const text = await fs.readFile(erasureFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    const entry = entrySchema.safeParse(parsed(line))
    if (!entry.success) log('warn', 'a line of the list of deleted people can’t be read', { file: erasureFile(), line: i + 1 })
    return entry.success ? [entry.data] : []
  })
}

/** Returns the content of the file, or an empty text if nobody was deleted. */
export async function readErasureList(): Promise<string> {
  return (await readErasureFile()).map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Adds lines of another copy of the list, such as one beside backups. Lines that can't be read are left out. */
export async function addToErasureList(list: string): Promise<void> {
  const known = new Set((await readErasureFile()).map(keyOf))
  const entries = list.split('\n').flatMap((line) => entrySchema.safeParse(parsed(line)).data ?? [])
  await append(entries.filter((entry) => !known.has(keyOf(entry))))
}

/** Adds deletions of the database that are not in the file. Lines are never changed; each is added with one write. */
export async function writeErasureFile(): Promise<void> {
  const known = new Set((await readErasureFile()).map(keyOf))
  const rows = await db().erasure.findMany({ orderBy: [{ at: 'asc' }, { personId: 'asc' }] })
  await append(rows.map(entryOf).filter((entry) => !known.has(keyOf(entry))))
}

async function append(missing: ErasureEntry[]): Promise<void> {
  if (missing.length === 0) return
  await fs.mkdir(env().dataDir, { recursive: true })
  // If the last line was cut off, a line break comes first.
  const cut = await endsWithinLine()
  const lines = missing.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  await fs.appendFile(erasureFile(), cut ? `\n${lines}` : lines, { mode: 0o600, flush: true })
}

function entryOf({
  personId,
  nameDigest,
  at,
  withdrawn,
}: {
  personId: number
  nameDigest: Uint8Array
  at: Date
  withdrawn: boolean
}): ErasureEntry {
  return { person: personId, name: Buffer.from(nameDigest).toString('hex'), at, withdrawn }
}

function keyOf({ person, name, withdrawn }: ErasureEntry): string {
  return `${person} ${name} ${withdrawn}`
}

async function endsWithinLine(): Promise<boolean> {
  const text = await fs.readFile(erasureFile(), 'utf8').catch(() => '')
  return text !== '' && !text.endsWith('\n')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
