import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { db } from '../../../platform/db'
import { env } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import { bytesOf } from '../../../shared'
import { isArchive } from '../archive-entries'

/** Room that an upload leaves: without it nothing can be written any more, not even by the database. */
const leftFreeBytes = 500_000_000
/** An upload that nothing came of is removed after this time. */
const strayMs = 24 * 3_600_000

/** Where uploaded files are until they are imported or discarded. */
export function uploadsFolder(): string {
  return path.join(env().dataDir, 'imports')
}

/** Returns the whole path of an upload's folder. */
export function pathOfUpload(folder: string): string {
  return path.join(uploadsFolder(), path.basename(folder))
}

/**
 * Makes a folder for an upload of that many bytes, which only its owner can read, and returns its name. @throws DomainError `unavailable`
 * where the disk has no room for it.
 */
export async function makeUploadFolder(bytes: number): Promise<string> {
  await fs.mkdir(uploadsFolder(), { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await fs.statfs(uploadsFolder())
  if (bytes + leftFreeBytes > bavail * bsize)
    throw new DomainError(
      'unavailable',
      `Only ${bytesOf(bavail * bsize)} are free on the disk of the data folder: too little for this file.`,
    )
  const folder = randomBytes(16).toString('hex')
  await fs.mkdir(pathOfUpload(folder), { mode: 0o700 })
  return folder
}

/** Removes an upload. Nothing happens if it is gone. */
export async function removeUpload(folder: string): Promise<void> {
  await fs.rm(pathOfUpload(folder), { recursive: true, force: true })
}

/**
 * Returns what is imported of uploaded files: the archive, the single text of a listing, or null for the folder that they are in.
 * @throws DomainError `invalid` for files that don't go together.
 */
export function whatIsImported(kind: string, names: string[]): string | null {
  const [first] = names
  if (first === undefined) throw new DomainError('invalid', 'Choose a file.', 'file')
  const archives = names.filter(isArchive)
  if (kind === 'listing') {
    if (names.length > 1 || archives.length > 0) throw new DomainError('invalid', 'A pasted page is one file of text.', 'file')
    return first
  }
  if (archives.length > 0 && names.length > 1) throw new DomainError('invalid', 'Choose one archive, or files that are none.', 'file')
  if (archives.length === 1) return first
  const end = kind === 'discourse' ? /\.json$/i : /\.xml$/i
  const odd = names.find((name) => !end.test(name))
  if (odd !== undefined)
    throw new DomainError(
      'invalid',
      `“${odd}” is neither an archive (.zip, .tar, .tar.gz, .tar.xz) nor a file of that kind of export.`,
      'file',
    )
  return null
}

/** Removes folders of uploads that no import needs, such as one that was cut off. Returns how many. */
export async function removeStrayUploads(now = Date.now()): Promise<number> {
  const names = await fs.readdir(uploadsFolder()).catch(() => [])
  const known = await db().importRun.findMany({ where: { folder: { in: names } }, select: { folder: true } })
  const kept = new Set(known.map(({ folder }) => folder))
  let removed = 0
  for (const name of names) {
    if (kept.has(name)) continue
    const stat = await fs.stat(pathOfUpload(name)).catch(() => null)
    if (!stat || now - stat.mtimeMs < strayMs) continue
    await removeUpload(name)
    removed++
  }
  return removed
}
