import fs from 'node:fs'
import path from 'node:path'
import { Meilisearch } from 'meilisearch'
import { env } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import { withoutSecrets } from '../../../shared'
import { faultOf, isUnavailable } from './client'
import { keyFile } from './stored-key'

const timeoutMs = 10_000
const waits = { count: 120, ms: 500 }
/** Meilisearch does not start with a shorter one. */
const masterKeyBytesMin = 16
/** A key for some indexes alone may not ask for the server's version. */
const indexes = ['*']
/** What Cairn does with Meilisearch. It makes no keys, and no dumps. */
const actions = [
  'search',
  'documents.add',
  'documents.get',
  'documents.delete',
  'indexes.create',
  'indexes.get',
  'indexes.delete',
  'indexes.swap',
  'settings.get',
  'settings.update',
  'stats.get',
  'tasks.get',
  'version',
]

/**
 * Makes a key that may do what Cairn needs and nothing else, and puts it into the data folder, where web and
 * worker find it. A key that was made before is taken again if it is the same. Returns the file.
 * @throws DomainError `invalid` without MEILI_MASTER_KEY, `unavailable` if the server can’t be reached or refuses it.
 */
export async function makeSearchKey(): Promise<string> {
  const { meiliUrl: host, meiliMasterKey: apiKey, meiliIndex, dataDir } = env()
  if (!host || !apiKey) throw new DomainError('invalid', 'A key for Meilisearch needs MEILI_URL and MEILI_MASTER_KEY.')
  const master = new Meilisearch({ host, apiKey, timeout: timeoutMs })
  const name = `Cairn, index ${meiliIndex}`
  try {
    const { results } = await master.getKeys({ limit: 1_000 })
    const same = results.find((key) => key.name === name && isSame(key.actions, actions) && isSame(key.indexes, indexes))
    for (const key of results) if (key.name === name && key !== same) await master.deleteKey(key.uid)
    const { key } = same ?? (await master.createKey({ name, actions, indexes, expiresAt: null }))
    fs.mkdirSync(dataDir, { recursive: true })
    return writeWhole(keyFile(dataDir), `${key}\n`)
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw new DomainError('unavailable', faultOf(error).replace('MEILI_KEY', 'MEILI_MASTER_KEY'))
  }
}

/** Waits up to a minute for the server. @throws DomainError `unavailable` if it does not come. */
export async function untilHealthy(): Promise<void> {
  const { meiliUrl: host, meiliMasterKey = '' } = env()
  if (!host) return
  const server = new Meilisearch({ host, timeout: 2_000 })
  for (let i = 0; i < waits.count; i++) {
    if (await server.isHealthy()) return
    await new Promise((resolve) => setTimeout(resolve, waits.ms))
  }
  const short = Buffer.byteLength(meiliMasterKey) < masterKeyBytesMin
  throw new DomainError(
    'unavailable',
    `Meilisearch at ${withoutSecrets(host)} can’t be reached.${short ? ` MEILI_MASTER_KEY needs at least ${masterKeyBytesMin} bytes.` : ''}`,
  )
}

const isSame = (a: string[], b: string[]) => [...a].sort().join() === [...b].sort().join()

/** Whole or not at all, and for its owner alone. */
function writeWhole(file: string, text: string): string {
  const own = `${file}.${process.pid}`
  fs.writeFileSync(own, text, { mode: 0o600 })
  fs.renameSync(own, file)
  return path.resolve(file)
}
