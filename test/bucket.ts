import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A bucket as far as pictures and backups need one, in memory. */
export type TestBucket = {
  setting: { url: string; key: string; secret: string; region: string }
  /** What is in it, by key. */
  kept: Map<string, Buffer>
  /** Uploads in parts that have begun and not ended. */
  unfinished(): number
  /** Every request gets this status from now on; 0 ends that. */
  fail(status: number): void
  close(): void
}

export async function aBucket(): Promise<TestBucket> {
  const kept = new Map<string, Buffer>()
  const uploads = new Map<string, Buffer[]>()
  let failing = 0
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (failing) return response.writeHead(failing).end()
    const address = new URL(request.url as string, 'http://bucket')
    const key = address.pathname.replace(/^\/bucket\/?/, '')
    const query = address.searchParams
    const uploadId = query.get('uploadId')
    if (query.has('list-type')) return response.end(listing([...kept.keys()], query.get('prefix') ?? ''))
    if (query.has('uploads')) {
      const id = String(uploads.size + 1)
      uploads.set(id, [])
      return response.end(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    if (uploadId && request.method === 'PUT') {
      ;(uploads.get(uploadId) as Buffer[])[Number(query.get('partNumber')) - 1] = body
      return response.writeHead(200, { etag: '"a-part"' }).end()
    }
    if (uploadId) {
      const parts = uploads.get(uploadId) as Buffer[]
      uploads.delete(uploadId)
      if (request.method === 'POST') kept.set(key, Buffer.concat(parts))
      return response.end('<CompleteMultipartUploadResult/>')
    }
    if (request.method === 'PUT') kept.set(key, body)
    if (request.method === 'DELETE') return response.writeHead(kept.delete(key) ? 204 : 404).end()
    const found = kept.get(key)
    response.writeHead(found ? 200 : 404, { 'content-length': request.method === 'PUT' ? 0 : (found?.length ?? 0) })
    response.end(request.method === 'GET' ? found : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    setting: { url: `http://127.0.0.1:${port}/bucket`, key: 'key', secret: 'secret', region: 'us-east-1' },
    kept,
    unfinished: () => uploads.size,
    fail(status) {
      failing = status
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function listing(keys: string[], prefix: string): string {
  const found = keys.filter((key) => key.startsWith(prefix)).map((key) => `<Contents><Key>${key}</Key></Contents>`)
  return `<ListBucketResult>${found.join('')}</ListBucketResult>`
}
