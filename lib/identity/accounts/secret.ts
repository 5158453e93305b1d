import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { env } from '../../platform/env'

const secretBytes = 32

/**
 * Returns the secret that signs cookies: CAIRN_SECRET, or one that is made at the first start and kept in the data folder, readable by its
 * owner only. Several machines must share CAIRN_SECRET.
 */
export function readSecret(): string {
  const { secret, dataDir } = env()
  if (secret) return secret
  const file = path.join(dataDir, 'secret')
  fs.mkdirSync(dataDir, { recursive: true })
  try {
    // The first process makes the whole file at once; others find it.
    const made = `${file}.${process.pid}`
    fs.writeFileSync(made, randomBytes(secretBytes).toString('base64url'), { mode: 0o600 })
    try {
      fs.linkSync(made, file)
    } finally {
      fs.rmSync(made, { force: true })
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return fs.readFileSync(file, 'utf8').trim()
}
