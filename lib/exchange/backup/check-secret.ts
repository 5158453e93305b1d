import fs from 'node:fs'
import path from 'node:path'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import type { Manifest } from './manifest'
import { digestOfSecret } from './write-backup'

/**
 * Compares the secret of a backup with that of this installation, before anything is changed. Returns what the person
 * who restores must know, or null if the secrets are equal or the backup contains its own. @throws DomainError
 * `conflict` if this data folder has another secret.
 */
export function checkSecret({ secret }: Manifest): string | null {
  const { secret: set, dataDir } = env()
  const file = path.join(dataDir, 'secret')
  const here = set ?? (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined)
  if (here !== undefined && digestOfSecret(here) === secret.digest) return null
  const why = 'Otherwise everyone is signed out, and imported authors can’t be claimed by their address.'
  if (secret.from === 'CAIRN_SECRET')
    return `The secret of this backup was set as CAIRN_SECRET and is not in it. Set the same CAIRN_SECRET before you start. ${why}`
  if (set)
    return `CAIRN_SECRET is set and is not the secret of this backup, which is in it as files/secret. Set that one before you start. ${why}`
  if (here === undefined) return null
  throw new DomainError('conflict', `${file} is not the secret of this backup. Move it away, so that the backup can bring its own.`)
}
