import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { DomainError } from '../../../../platform/errors'
import { requiredFiles, weightFiles } from './model-folder'

const optionalFiles = ['1_Pooling/config.json', 'sentence_bert_config.json', 'config_sentence_transformers.json', 'README.md']
const listTimeoutMs = 20_000
/** Without a byte for so long, a download has failed. */
const stalledMs = 30_000

const listing = z.array(
  z.object({ type: z.string(), path: z.string(), size: z.number(), lfs: z.object({ oid: z.string(), size: z.number() }).optional() }),
)
type Entry = z.infer<typeof listing>[number]

/**
 * Downloads a model of the hub into a folder and checks every file: weights by their SHA-256, which the hub tells, the rest by
 * size. The folder appears when it is whole; what was cut off is asked for again from where it ended.
 * @throws DomainError `unavailable` naming what could not be had, `invalid` where a file is not what the hub says it is.
 */
export async function fetchModel(
  hub: string,
  id: string,
  folder: string,
  progress: (done: number, total: number) => void,
): Promise<{ bytes: number; digest: string }> {
  const entries = await readListing(hub, id)
  const weights = weightFiles.map((name) => entries.get(name)).find((entry) => entry !== undefined)
  if (!weights) throw new DomainError('unavailable', `${id} has no weights in ONNX form (${weightFiles[0]}).`)
  const wanted = [...requiredFiles, ...optionalFiles].flatMap((name) => entries.get(name) ?? [])
  const missing = requiredFiles.filter((name) => !entries.has(name))
  if (missing.length > 0) throw new DomainError('unavailable', `${id} lacks ${missing.join(' and ')}.`)
  wanted.push(weights)
  const total = wanted.reduce((sum, { size }) => sum + size, 0)
  const partial = `${folder}.part`
  let before = 0
  for (const entry of wanted) {
    const file = path.join(partial, entry.path)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    await download(`${hub}/${id}/resolve/main/${entry.path}`, file, entry, (bytes) => progress(before + bytes, total))
    await check(file, entry)
    before += entry.size
    progress(before, total)
  }
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  fs.renameSync(partial, folder)
  return { bytes: total, digest: weights.lfs?.oid ?? '' }
}

async function readListing(hub: string, id: string): Promise<Map<string, Entry>> {
  const host = new URL(hub).host
  const response = await fetch(`${hub}/api/models/${id}/tree/main?recursive=true`, { signal: AbortSignal.timeout(listTimeoutMs) }).catch(
    (error: Error) => {
      throw new DomainError(
        'unavailable',
        `${host} can’t be reached: ${(error.cause as Error | undefined)?.message ?? error.message}. A folder with the model does as well: CAIRN_MODEL=./folder.`,
      )
    },
  )
  if (!response.ok) throw new DomainError('unavailable', `${host} has no model ${id} (status ${response.status}).`)
  const parsed = listing.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw new DomainError('unavailable', `${host} did not answer with a list of files for ${id}.`)
  return new Map(parsed.data.filter(({ type }) => type === 'file').map((entry) => [entry.path, entry]))
}

async function download(url: string, file: string, entry: Entry, progress: (bytes: number) => void): Promise<void> {
  let have = fs.existsSync(file) ? fs.statSync(file).size : 0
  if (have === entry.size) return
  if (have > entry.size) have = 0
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), stalledMs)
  try {
    const response = await fetch(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {}, signal: stalled.signal })
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
    const continues = response.status === 206
    let bytes = continues ? have : 0
    const source = Readable.fromWeb(response.body as never)
    source.on('data', (chunk: Buffer) => {
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), stalledMs)
      bytes += chunk.length
      progress(bytes)
    })
    await pipeline(source, fs.createWriteStream(file, { flags: continues ? 'a' : 'w' }))
  } catch (error) {
    const why = stalled.signal.aborted ? 'nothing came for half a minute' : (error as Error).message
    throw new DomainError('unavailable', `${entry.path} could not be downloaded: ${why}. The same command goes on from there.`)
  } finally {
    clearTimeout(timer)
  }
}

async function check(file: string, entry: Entry): Promise<void> {
  const { size } = fs.statSync(file)
  if (size < entry.size)
    throw new DomainError('unavailable', `${entry.path} was cut off: ${size} of ${entry.size} bytes. The same command goes on from there.`)
  const hash = createHash('sha256')
  await pipeline(fs.createReadStream(file), hash)
  if (size === entry.size && (!entry.lfs || hash.digest('hex') === entry.lfs.oid)) return
  fs.rmSync(file)
  throw new DomainError('invalid', `${entry.path} is not what the hub says it is: its checksum differs. It was removed.`)
}
