import fs from 'node:fs'
import path from 'node:path'

/** Where `cairn search-key` puts the key of this installation. */
export const keyFile = (dataDir: string) => path.join(dataDir, 'meilisearch.key')

/** Read once for each folder: another key needs a restart, as any setting does. */
const known = new Map<string, string>()

/** The key that `cairn search-key` has made; undefined where there is none yet. */
export function storedKey(dataDir: string): string | undefined {
  if (!known.has(dataDir)) {
    try {
      known.set(dataDir, fs.readFileSync(keyFile(dataDir), 'utf8').trim())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return known.get(dataDir)
}
