import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { codeOf, DomainError } from '../../platform/errors'
import { type BackupOptions, type BackupReport, writeBackup } from './write-backup'

/**
 * Writes a backup into a file that only its owner can read. Until it is complete it has another name, so that nobody
 * uses half a backup. @throws DomainError `conflict` if the file exists, `invalid` if it can't be written.
 */
export async function backupToFile(file: string, options: Omit<BackupOptions, 'target'>): Promise<BackupReport & { bytes: number }> {
  if (fs.existsSync(file)) throw new DomainError('conflict', `${file} exists already. Give the backup another name, or remove that file.`)
  const partial = `${file}.part-${process.pid}`
  try {
    await fsp.mkdir(path.dirname(file), { recursive: true })
    const target = fs.createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true })
    await opened(target)
    const report = await writeBackup({ ...options, target })
    const { size } = await fsp.stat(partial)
    await fsp.rename(partial, file)
    return { ...report, bytes: size }
  } catch (error) {
    await fsp.rm(partial, { force: true }).catch(() => undefined)
    throw sentenceFor(error, file)
  }
}

function opened(target: fs.WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    target.once('open', () => resolve())
    target.once('error', reject)
  })
}

/** Returns errors that a person can correct as a sentence, and others unchanged. */
export function sentenceFor(error: unknown, file: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC') return new DomainError('invalid', `There is not enough space for ${file}. Nothing was left there.`)
  if (code && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code))
    return new DomainError('invalid', `${file} can’t be written (${code}).`)
  return error
}
