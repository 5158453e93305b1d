import { Readable, Writable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import type { BackupSetting } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { retryPolicy } from '../../platform/resilience'

const timeoutMs = 60_000
/** A bucket takes ten thousand parts of at least five megabytes: with this size, 80 GB. */
const partBytes = 8_000_000

export type BucketSetting = Extract<BackupSetting, { kind: 'bucket' }>

/** The requests of S3 that backups need, with the bucket in the path. */
export class Bucket {
  private readonly client: AwsClient
  private readonly patient = retryPolicy({
    retriesMax: 4,
    when: (error) => error instanceof DomainError && error.code === 'unavailable',
    firstMs: 300,
    longestMs: 10_000,
  })

  constructor(private readonly setting: BucketSetting) {
    const { key, secret, region } = setting
    this.client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, region, service: 's3', retries: 0 })
  }

  /** Returns all keys with this prefix. */
  async keys(prefix: string): Promise<string[]> {
    const keys: string[] = []
    for (let token = ''; ; ) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, ...(token ? { 'continuation-token': token } : {}) })
      const xml = await (await this.ask(`?${query}`)).text()
      for (const [, key = ''] of xml.matchAll(/<Key>([^<]*)<\/Key>/g)) keys.push(key)
      token = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(xml)?.[1] ?? ''
      if (!token) return keys
    }
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    await this.ask(`/${key}`, { method: 'PUT', body: new Uint8Array(bytes) })
  }

  /** Returns a small object, or null if there is none. */
  async get(key: string): Promise<Buffer | null> {
    const response = await this.ask(`/${key}`, {}, [404])
    return response.status === 404 ? null : Buffer.from(await response.arrayBuffer())
  }

  /** Returns an object of any size, or null. Only its beginning has a time-out. */
  async open(key: string): Promise<Readable | null> {
    const begun = new AbortController()
    const timer = setTimeout(() => begun.abort(new Error('it took too long')), timeoutMs)
    const response = await this.ask(`/${key}`, { signal: begun.signal }, [404]).finally(() => clearTimeout(timer))
    return response.status === 404 || !response.body ? null : Readable.fromWeb(response.body as never)
  }

  async sizeOf(key: string): Promise<number | null> {
    const response = await this.ask(`/${key}`, { method: 'HEAD' }, [404])
    return response.status === 404 ? null : Number(response.headers.get('content-length'))
  }

  async remove(key: string): Promise<void> {
    await this.ask(`/${key}`, { method: 'DELETE' }, [404])
  }

  /** Uploads a stream of unknown size. The object exists when the stream has ended, complete, or not at all. */
  upload(key: string): Writable & { bytes: number } {
    let uploadId: string | undefined
    let chunks: Buffer[] = []
    let waiting = 0
    const tags: string[] = []
    const begin = async () => {
      const xml = await (await this.ask(`/${key}?uploads`, { method: 'POST' })).text()
      uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(xml)?.[1]
      if (!uploadId) throw new DomainError('unavailable', 'The bucket did not begin an upload.')
    }
    const of = (query: string) => `/${key}?${query}uploadId=${encodeURIComponent(uploadId as string)}`
    const flush = async () => {
      if (!uploadId) await begin()
      const body = new Uint8Array(Buffer.concat(chunks))
      chunks = []
      waiting = 0
      const response = await this.ask(of(`partNumber=${tags.length + 1}&`), { method: 'PUT', body })
      tags.push(response.headers.get('etag') ?? '')
    }
    const complete = async () => {
      if (waiting > 0 || tags.length === 0) await flush()
      const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('')
      const body = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`
      const said = await (await this.ask(of(''), { method: 'POST', body })).text()
      // A response may begin with status 200 and end with an error.
      if (said.includes('<Error>')) throw new DomainError('unavailable', 'The bucket did not put the upload together.')
    }
    const abandon = async () => {
      if (uploadId) await this.ask(of(''), { method: 'DELETE' }, [404]).catch(() => undefined)
    }
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        waiting += chunk.length
        stream.bytes += chunk.length
        if (waiting < partBytes) return done()
        flush().then(() => done(), done)
      },
      final(done) {
        complete().then(() => done(), done)
      },
      destroy(error, done) {
        if (error) void abandon().then(() => done(error))
        else done(null)
      },
    }) as Writable & { bytes: number }
    stream.bytes = 0
    return stream
  }

  private ask(pathAndQuery: string, init: RequestInit = {}, alsoFine: number[] = []): Promise<Response> {
    return this.patient.execute(async () => {
      let response: Response
      try {
        response = await this.client.fetch(`${this.setting.url}${pathAndQuery}`, { signal: AbortSignal.timeout(timeoutMs), ...init })
      } catch (error) {
        throw new DomainError('unavailable', `The bucket for backups does not answer (${messageOf(error)}).`)
      }
      if (response.ok || alsoFine.includes(response.status)) return response
      const code = response.status >= 500 || response.status === 429 ? 'unavailable' : 'invalid'
      throw new DomainError(code, `The bucket for backups refused (${init.method ?? 'GET'}: ${response.status}).`)
    })
  }
}
