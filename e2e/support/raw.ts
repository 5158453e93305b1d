import http from 'node:http'
import net from 'node:net'

export type RawAnswer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer }

/** Sends a request with these headers and no other: browsers and test tools add their own. */
export function rawRequest(
  site: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(site)
    const all = {
      host,
      connection: 'close',
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    }
    const request = http.request({ hostname, port, path, method, headers: all, setHost: false, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Opens a connection and sends this text. `ended` is everything that came back, once the other side has closed. */
export async function rawConnection(site: string, text: string): Promise<{ socket: net.Socket; ended: Promise<string> }> {
  const { hostname, port } = new URL(site)
  const socket = net.connect(Number(port), hostname)
  let heard = ''
  socket.on('data', (data) => {
    heard += data
  })
  socket.on('error', () => undefined)
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)))
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(text)
  return { socket, ended }
}
