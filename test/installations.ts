import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { aTemporaryFolder, type Installation, inUse, use } from './backups'
import { anEmptyDatabase, type OwnDatabase } from './databases'

/**
 * Installations of one test file, with their data folders in `dir`. `home` is in use when the tests begin and has the database of
 * the file. `anEmptyOne` makes another, whose data folder does not exist yet. All of them are removed after the last test.
 */
export function installationsOfFile() {
  const dir = aTemporaryFolder()
  const home: Installation = { url: '', dataDir: path.join(dir, 'home') }
  const databases: OwnDatabase[] = []

  beforeAll(async () => {
    home.url = inUse().url
    await use(home)
  })

  afterAll(async () => {
    await use(home)
    for (const database of databases) await database.drop()
    fs.rmSync(dir, { recursive: true, force: true })
  })

  async function anEmptyOne(): Promise<Installation> {
    const database = await anEmptyDatabase()
    databases.push(database)
    return { url: database.url, dataDir: path.join(dir, crypto.randomUUID()) }
  }

  return { dir, home, anEmptyOne }
}
