import fs from 'node:fs'
import path from 'node:path'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import type { Manifest } from './manifest'
import { digestOfSecret } from './write-backup'

/**
 * Compares the secret of a backup with the one of this installation, before anything is touched. Returns what someone who
 * restores must know, or null where the secrets are the same or the backup brings its own.
 * @throws DomainError `conflict` where this data folder has a secret of its own that is another.
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
