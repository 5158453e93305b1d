import fs from 'node:fs/promises'
import path from 'node:path'
import { env } from '../../platform/env'
import { log, messageOf } from '../../platform/log'
import { fileMode, folderMode, pictureFolder } from './store'

/**
 * Hides pictures of earlier versions from other users of the machine. The outer folder goes first: from then on nobody else reaches its
 * content. Never throws: if someone else owns the files, that is logged.
 */
export async function protectKeptPictures(): Promise<void> {
  if (env().s3) return
  try {
    await protect(pictureFolder())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    log('warn', 'pictures can be read by other users of this machine', { folder: pictureFolder(), error: messageOf(error) })
  }
}

async function protect(folder: string): Promise<void> {
  await restrict(folder, folderMode)
  for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
    const each = path.join(folder, entry.name)
    if (entry.isDirectory()) await protect(each)
    // A picture that is being stored may have its final name by now.
    else if (entry.isFile()) await restrict(each, fileMode).catch(ignoreGone)
  }
}

async function restrict(each: string, mode: number): Promise<void> {
  if (((await fs.stat(each)).mode & 0o777) !== mode) await fs.chmod(each, mode)
}

function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
