import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { db, pool, queryRows } from '../../platform/db'
import { env } from '../../platform/env'
import { log } from '../../platform/log'

const erasureSchema = z.object({
  person: z.number().int().positive(),
  /** Digest of the name, in hexadecimal. */
  name: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.coerce.date(),
  withdrawn: z.boolean(),
})

const redactionSchema = z.object({
  redacted: z.enum(['answer', 'thread', 'reply']),
  id: z.number().int().positive(),
  /** Of the revision, and when that was made: a restored site may give both numbers to another text. */
  number: z.number().int().positive(),
  made: z.coerce.date(),
  at: z.coerce.date(),
  /** Whether its note went, too. */
  note: z.boolean(),
})

const lineSchema = z.union([erasureSchema, redactionSchema])
type Line = z.infer<typeof lineSchema>

/** A deleted person, as in the file beside the database. */
export type ErasureEntry = z.infer<typeof erasureSchema>
/** A redacted revision, as in the file beside the database. */
export type RedactionEntry = z.infer<typeof redactionSchema>

/**
 * Path of the list of deleted people and redacted revisions. A restored database does not know what was removed since the backup; this file
 * does. It has one line of JSON for each.
 */
export function erasureFile(): string {
  return path.join(env().dataDir, 'erasures.jsonl')
}

/** Returns the deletions in the file, or none without a file. A line that can't be read is logged and left out. */
export async function readErasureFile(): Promise<ErasureEntry[]> {
  return (await readLines()).filter((line) => 'person' in line)
}

/** Returns the redactions in the file and in the database. */
export async function readRedactions(): Promise<RedactionEntry[]> {
  return [...(await readLines()).filter((line) => 'redacted' in line), ...(await storedRedactions())]
}

async function readLines(): Promise<Line[]> {
  const text = await fs.readFile(erasureFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    const entry = lineSchema.safeParse(parsed(line))
    if (!entry.success) log('warn', 'a line of the list of deleted people can’t be read', { file: erasureFile(), line: i + 1 })
    return entry.success ? [entry.data] : []
  })
}

/** Returns the content of the file, or an empty text if nothing was deleted. */
export async function readErasureList(): Promise<string> {
  return (await readLines()).map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Adds lines of another copy of the list, such as one beside backups. Lines that can't be read are left out. */
export async function addToErasureList(list: string): Promise<void> {
  await append(list.split('\n').flatMap((line) => lineSchema.safeParse(parsed(line)).data ?? []))
}

/** Adds deletions and redactions of the database that are not in the file. Lines are never changed; each is added with one write. */
export async function writeErasureFile(): Promise<void> {
  const rows = await db().erasure.findMany({ orderBy: [{ at: 'asc' }, { personId: 'asc' }] })
  await append([...rows.map(entryOf), ...(await storedRedactions())])
}

const Redacted = z.object({ ...redactionSchema.shape, made: z.date(), at: z.date() })

function storedRedactions(): Promise<RedactionEntry[]> {
  return queryRows(
    pool(),
    Redacted,
    `select 'answer' as redacted, answer_id as id, number, created_at as made, redacted_at as at, note = '' as note from answer_revision where redacted_at is not null
     union all select 'thread', thread_id, number, created_at, redacted_at, note = '' from thread_revision where redacted_at is not null
     union all select 'reply', reply_id, number, created_at, redacted_at, note = '' from reply_revision where redacted_at is not null
     order by at, redacted, id, number`,
    [],
  )
}

async function append(entries: Line[]): Promise<void> {
  const known = new Set((await readLines()).map(keyOf))
  const missing = entries.filter((entry) => !known.has(keyOf(entry)))
  if (missing.length === 0) return
  await fs.mkdir(env().dataDir, { recursive: true })
  // If the last line was cut off, a line break comes first.
  const cut = await endsWithinLine()
  const lines = missing.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  await fs.appendFile(erasureFile(), cut ? `\n${lines}` : lines, { mode: 0o600, flush: true })
}

type Erasure = { personId: number; nameDigest: Uint8Array; at: Date; withdrawn: boolean }

function entryOf({ personId, nameDigest, at, withdrawn }: Erasure): ErasureEntry {
  return { person: personId, name: Buffer.from(nameDigest).toString('hex'), at, withdrawn }
}

function keyOf(line: Line): string {
  if ('person' in line) return `${line.person} ${line.name} ${line.withdrawn}`
  return `${line.redacted} ${line.id} ${line.number} ${line.made.toISOString()} ${line.note}`
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
