import fs from 'node:fs'
import path from 'node:path'

/** Where `cairn search-key` puts the key of this installation. */
export const keyFile = (dataDir: string) => path.join(dataDir, 'meilisearch.key')

/** With the time and number of the file it was read from: another master key means another key. */
const known = new Map<string, { version: string; key: string }>()

/** The key that `cairn search-key` has made; undefined where there is none yet. A new one is used at once, without a restart. */
export function storedKey(dataDir: string): string | undefined {
  const file = keyFile(dataDir)
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (!found) return undefined
  const version = `${found.mtimeMs} ${found.ino}`
  const before = known.get(dataDir)
  if (before?.version === version) return before.key
  const key = fs.readFileSync(file, 'utf8').trim()
  known.set(dataDir, { version, key })
  return key
}
