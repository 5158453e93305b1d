import { EventEmitter } from 'node:events'
import type http from 'node:http'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { BodyWatch, bodyBounds } from './body-watch'
import { headerBounds } from './header-watch'
import { makeServer } from './make-server'

const open: { server: http.Server; sockets: net.Socket[] }[] = []
afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
  }
})

/** A server with bounds so small that a test meets them, that says what it read; `connect` opens a socket and sends something. */
async function aServer({ headers = {}, body = {} }: { headers?: Partial<typeof headerBounds>; body?: Partial<typeof bodyBounds> } = {}) {
  const made = makeServer(
    { behindProxy: false, headers: { ...headerBounds, ...headers }, body: { ...bodyBounds, everyMs: 20, ...body } },
    (request, response) => {
      const admitted = made.bodies.admit(request, response, 'somebody')
      if (admitted !== 'welcome') return void response.writeHead(503, { Connection: 'close' }).end(admitted)
      text(request).then(
        (sent) => response.headersSent || response.end(`read ${sent.length}`),
        () => undefined,
      )
    },
  )
  await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve))
  const { port } = made.server.address() as net.AddressInfo
  const sockets: net.Socket[] = []
  open.push({ server: made.server, sockets })
  const connect = async (first: string) => {
    const socket = net.connect(port, '127.0.0.1')
    sockets.push(socket)
    const ended = new Promise<string>((resolve) => {
      let heard = ''
      socket.on('data', (data) => {
        heard += data
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(heard))
    })
    await new Promise((resolve) => socket.once('connect', resolve))
    if (first) socket.write(first)
    return { socket, ended }
  }
  return { ...made, connect }
}

const head = (length: number) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`

test('headers that do not come whole are cut off, and so is a connection on which nothing comes', async () => {
  const { connect } = await aServer({ headers: { headersMs: 200 } })
  const slow = await connect('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  const silent = await connect('')
  expect(await slow.ended).toMatch(/^HTTP\/1\.1 408 [\s\S]*X-Content-Type-Options: nosniff/)
  expect(await silent.ended).toMatch(/^HTTP\/1\.1 408 /)
})

test('of connections that send no whole request, the oldest are cut above the bound, and everyone else is answered', async () => {
  const { connect } = await aServer({ headers: { perAddress: 3 } })
  const slow = []
  for (let i = 0; i < 6; i++) slow.push(await connect('GET / HTTP/1.1\r\nX-Slow: '))
  await Promise.all(slow.slice(0, 3).map((each) => each.ended))
  const reader = await connect('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  expect(await reader.ended).toContain('read 0')
})

test('a connection that waits for its next request counts as one that sends none', async () => {
  const { connect, server } = await aServer({ headers: { perAddress: 2 } })
  server.keepAliveTimeout = 60_000
  const kept = await connect('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await new Promise((resolve) => kept.socket.once('data', resolve))
  await connect('G')
  await connect('G')
  expect(await kept.ended).toContain('read 0')
})

test('a body of which nothing more comes is cut off with a word', async () => {
  const { connect, bodies } = await aServer({ body: { silentMs: 150 } })
  const { ended } = await connect(`${head(100)}begun`)
  expect(await ended).toMatch(/^HTTP\/1\.1 408 [\s\S]*too slowly/)
  expect(bodies.size).toBe(0)
})

test('a body that drips for ever is cut off although something always comes', async () => {
  const { connect } = await aServer({ body: { silentMs: 60_000, patienceMs: 300, bytesPerSecondMin: 20_000 } })
  const { socket, ended } = await connect(head(1_000_000))
  const drip = setInterval(() => socket.write('x'), 10)
  expect(await ended).toMatch(/^HTTP\/1\.1 408 /)
  clearInterval(drip)
})

test('bodies that are not whole are bounded in number, and one that comes whole makes room', async () => {
  const { connect, bodies } = await aServer({ body: { perAddress: 2 } })
  const first = await connect(`${head(5)}ab`)
  await connect(`${head(5)}ab`)
  await expect.poll(() => bodies.size).toBe(2)
  expect(await (await connect(`${head(5)}ab`)).ended).toContain('too many from here')
  first.socket.write('cde')
  await new Promise((resolve) => first.socket.once('data', resolve))
  await expect.poll(() => bodies.size).toBe(1)
  const later = await connect(`POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab`)
  expect(await later.ended).toContain('read 2')
})

test('a body that came whole counts no more, though it waits to be read', async () => {
  const bodies = new BodyWatch(() => undefined, { ...bodyBounds, perAddress: 1 })
  const request = (complete: boolean) =>
    Object.assign(new EventEmitter(), { complete, headers: { 'content-length': '2' }, socket: { bytesRead: 0 } })
  const admit = (each: ReturnType<typeof request>) =>
    bodies.admit(each as unknown as http.IncomingMessage, {} as http.ServerResponse, 'somebody')
  const whole = request(false)
  expect(admit(whole)).toBe('welcome')
  expect(admit(request(false))).toBe('too many from here')
  whole.complete = true
  expect(admit(request(false))).toBe('welcome')
  bodies.stop()
})

test('so are those of all together', async () => {
  const { connect, bodies } = await aServer({ body: { all: 1 } })
  await connect(`${head(5)}ab`)
  await expect.poll(() => bodies.size).toBe(1)
  expect(await (await connect(`${head(5)}ab`)).ended).toMatch(/503[\s\S]*too many/)
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', '400'],
  ['headers without end', `GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  ['a proxy’s request', 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: a\r\n\r\n', '405'],
  ['an expectation', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: much\r\nConnection: close\r\n\r\n', '417'],
])('what is no request is told so with the headers of every answer: %s', async (_, sent, status) => {
  const { connect } = await aServer()
  const answer = await (await connect(sent)).ended
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toMatch(/x-content-type-options: nosniff/i)
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i)
})
