import fs from 'node:fs'
import path from 'node:path'
import { env } from '../../platform/env'
import { timeOfArchive } from './retention'
import type { BackupStore } from './store'

/** Since when pictures beside the archives have been in no post. */
const noteFile = () => path.join(env().dataDir, 'backups.gone.json')

/**
 * Removes pictures that none of the kept archives can show, because they were removed from the site before the oldest
 * of them was made. `shown` are the pictures of the site at this backup.
 */
export async function removeUnseenPictures(store: BackupStore, shown: Set<string>, kept: string[], now = new Date()): Promise<void> {
  const known = read()
  const oldest = Math.min(...kept.map((name) => timeOfArchive(name)?.getTime() ?? 0))
  const gone: Record<string, string> = {}
  for (const name of await store.pictures()) {
    if (shown.has(name)) continue
    const since = known[name] ?? now.toISOString()
    if (new Date(since).getTime() < oldest) await store.removePicture(name)
    else gone[name] = since
  }
  const own = `${noteFile()}.${process.pid}`
  fs.writeFileSync(own, JSON.stringify(gone))
  fs.renameSync(own, noteFile())
}

function read(): Record<string, string> {
  try {
    return JSON.parse(fs.readFileSync(noteFile(), 'utf8'))
  } catch {
    return {}
  }
}
