import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { ReaderLeft } from '../http'

/** A response that was captured before it was sent. */
export type Captured = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

const listenersMax = 30

/**
 * Holds back what a handler writes to `response` until it ends, because headers can be sent only when the page's scripts are known.
 * Resolves with the whole response; nothing has been sent then.
 */
export function captureResponse(response: ServerResponse): Promise<Captured> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    const keep = (chunk: unknown, encoding?: unknown) => {
      if (chunk === null || chunk === undefined || typeof chunk === 'function') return
      chunks.push(
        typeof chunk === 'string'
          ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
          : Buffer.from(chunk as Uint8Array),
      )
    }
    const called = (...candidates: unknown[]) => {
      const callback = candidates.find((candidate) => typeof candidate === 'function') as (() => void) | undefined
      if (callback) queueMicrotask(callback)
    }
    const left = () => {
      if (!response.writableEnded) reject(new ReaderLeft())
    }
    // A missing page is made twice on one response, and Next listens to the response each time.
    response.setMaxListeners(listenersMax)
    const own = response as unknown as Record<string, unknown>
    own.write = (chunk: unknown, encoding?: unknown, callback?: unknown) => {
      keep(chunk, encoding)
      called(encoding, callback)
      return true
    }
    own.end = (chunk?: unknown, encoding?: unknown, callback?: unknown) => {
      keep(chunk, encoding)
      for (const name of ['write', 'end', 'writeHead', 'flushHeaders']) delete own[name]
      response.off('close', left)
      called(chunk, encoding, callback)
      resolve({ status: response.statusCode, headers: response.getHeaders(), body: Buffer.concat(chunks) })
      return response
    }
    own.writeHead = (status: number, reason?: unknown, headers?: unknown) => {
      response.statusCode = status
      const given = (typeof reason === 'object' ? reason : headers) as Record<string, OutgoingHttpHeader> | undefined
      for (const [name, value] of Object.entries(given ?? {})) response.setHeader(name, value)
      return response
    }
    own.flushHeaders = () => undefined
    response.once('close', left)
  })
}
