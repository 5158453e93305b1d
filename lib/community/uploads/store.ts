import { randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { AwsClient } from 'aws4fetch'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { retryPolicy } from '../../platform/resilience'
import type { Picture } from './picture'

const timeoutMs = 15_000
/** Pictures can be of hidden posts: other users of the machine may not read them. */
export const folderMode = 0o700
export const fileMode = 0o600
const namePattern = /^[0-9a-f]{32}\.(jpg|png|webp|gif)$/
const typeOf: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif' }

/** Keeps a picture, in the data folder or in the bucket of CAIRN_S3_URL. @throws DomainError `unavailable`. */
export async function keepPicture({ name, type, bytes }: Pick<Picture, 'name' | 'type' | 'bytes'>): Promise<void> {
  const { s3 } = env()
  if (!s3) {
    const file = fileOf(name)
    await fs.mkdir(path.dirname(file), { recursive: true, mode: folderMode })
    // Under another name first: someone who asks meanwhile gets all of it or nothing.
    const own = `${file}.${randomUUID()}`
    await fs.writeFile(own, bytes, { mode: fileMode })
    await fs.rename(own, file)
    return
  }
  const body = new Uint8Array(bytes)
  const response = await request(name, { method: 'PUT', body, headers: { 'content-type': type, 'content-length': String(body.length) } })
  if (!response.ok) throw new DomainError('unavailable', `The picture could not be kept (${response.status}). Try again later.`)
}

/** A picture by name, or null. @throws DomainError `unavailable` if the bucket does not answer. */
export async function readKeptPicture(name: string): Promise<{ type: string; bytes: Buffer } | null> {
  if (!namePattern.test(name)) return null
  const type = typeOf[name.split('.')[1] as string] as string
  if (!env().s3) {
    const bytes = await fs.readFile(fileOf(name)).catch(() => null)
    return bytes && { type, bytes }
  }
  const response = await request(name, { method: 'GET' })
  return response.ok ? { type, bytes: Buffer.from(await response.arrayBuffer()) } : null
}

/** Where pictures are kept on this machine. */
export function pictureFolder(): string {
  return path.join(env().dataDir, 'uploads')
}

/**
 * A picture for a backup, or null if it is not there. What can't be read now is tried again and never taken for
 * missing. `sure`: it was added here. Others are only named in a post, and a bucket that tells nobody what is missing
 * (403) has no such picture then. @throws DomainError `unavailable`.
 */
export async function readPictureToKeep(name: string, sure: boolean): Promise<Buffer | null> {
  if (!namePattern.test(name)) return null
  if (!env().s3) {
    return fs.readFile(fileOf(name)).catch((error) => {
      if (error.code === 'ENOENT') return null
      throw new DomainError('unavailable', `The picture ${name} can’t be read (${error.code}).`)
    })
  }
  return patient.execute(async () => {
    const response = await request(name, { method: 'GET' })
    if (response.ok) return Buffer.from(await response.arrayBuffer())
    if (response.status === 404 || (response.status === 403 && !sure)) return null
    throw new DomainError('unavailable', `The bucket did not give the picture ${name} (${response.status}).`)
  })
}

const patient = retryPolicy({ retriesMax: 4, when: (error) => error instanceof DomainError, firstMs: 200, longestMs: 5_000 })

/** Removes a picture; nothing happens if it is not there. @throws DomainError `unavailable` if the bucket does not answer. */
export async function removeKeptPicture(name: string): Promise<void> {
  if (!namePattern.test(name)) return
  if (!env().s3) return fs.rm(fileOf(name), { force: true })
  const response = await request(name, { method: 'DELETE' })
  if (!response.ok && response.status !== 404)
    throw new DomainError('unavailable', `The picture could not be removed (${response.status}). Try again later.`)
}

/** Where a picture is kept without a bucket. */
export function fileOf(name: string): string {
  return path.join(pictureFolder(), name.slice(0, 2), name)
}

async function request(name: string, init: RequestInit): Promise<Response> {
  const s3 = env().s3 as NonNullable<ReturnType<typeof env>['s3']>
  const client = new AwsClient({ accessKeyId: s3.key, secretAccessKey: s3.secret, region: s3.region, service: 's3', retries: 1 })
  try {
    return await client.fetch(`${s3.url}/uploads/${name}`, { ...init, signal: AbortSignal.timeout(timeoutMs) })
  } catch {
    throw new DomainError('unavailable', 'The picture store does not respond. Try again later.')
  }
}
