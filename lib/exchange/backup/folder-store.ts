import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { fileOf, readPictureToKeep } from '../../community/uploads'
import { env } from '../../platform/env'
import { backupToFile, sentenceFor } from './backup-file'
import { timeOfArchive } from './retention'
import { erasuresBeside, fileSource, pictureBeside } from './source'
import type { BackupStore } from './store'

/** Automatic backups in a folder. */
export function folderStore(folder: string): BackupStore {
  return {
    place: folder,
    async freeBytes() {
      try {
        await fs.mkdir(folder, { recursive: true, mode: 0o700 })
        const { bavail, bsize } = await fs.statfs(folder)
        return bavail * bsize
      } catch (error) {
        throw sentenceFor(error, folder)
      }
    },
    async archives() {
      const names = await fs.readdir(folder).catch(() => [])
      return names.filter((name) => timeOfArchive(name))
    },
    async write(name, options) {
      await removeParts(folder)
      return backupToFile(path.join(folder, name), options)
    },
    remove: (archive) => fs.rm(path.join(folder, archive), { force: true }),
    async pictures() {
      const entries = await fs.readdir(path.join(folder, 'pictures'), { recursive: true, withFileTypes: true }).catch(() => [])
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
    },
    async keepPicture(name, sure) {
      const file = path.join(folder, pictureBeside(name))
      const there = await fs.stat(file).catch(() => null)
      if (there) return there.size
      await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      if (!env().s3 && (await isLinked(fileOf(name), file))) return (await fs.stat(file)).size
      const bytes = await readPictureToKeep(name, sure)
      if (!bytes) return null
      const partial = `${file}.part-${process.pid}`
      await fs.writeFile(partial, bytes, { mode: 0o600 })
      await fs.rename(partial, file)
      return bytes.length
    },
    removePicture: (name) => fs.rm(path.join(folder, pictureBeside(name)), { force: true }),
    async keepErasures(list) {
      const own = path.join(folder, `${erasuresBeside}.part-${process.pid}`)
      await fs.writeFile(own, list, { mode: 0o600, flush: true })
      await fs.rename(own, path.join(folder, erasuresBeside))
    },
    source: (archive) => fileSource(path.join(folder, archive)),
  }
}

/** Removes half-written files of a process that was killed. Only one process writes here at a time. */
async function removeParts(folder: string): Promise<void> {
  for (const name of await fs.readdir(folder).catch(() => [])) {
    if (/^cairn-.*\.tar\.gz\.part-\d+$/.test(name)) await fs.rm(path.join(folder, name), { force: true })
  }
}

/** Makes a hard link to a picture in the same file system. It costs no space, and pictures are never changed. */
async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await fs.access(from, constants.R_OK)
    await fs.link(from, to)
    return true
  } catch {
    return false
  }
}
