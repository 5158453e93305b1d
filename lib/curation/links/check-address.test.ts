import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isPublicAddress, type Resolve } from '../../platform/outbound/address-guard'
import { checkAddress } from './check-address'

let server: http.Server
let port: number
type Asked = { method: string; path: string; headers: http.IncomingHttpHeaders }
const asked: Asked[] = []

const redirect = (response: http.ServerResponse, status: number, location: string) => response.writeHead(status, { location }).end()

const pages: Record<string, (response: http.ServerResponse, request: http.IncomingMessage, where: string) => void> = {
  '/ok': (response) => response.end('here'),
  '/to': (response, _, where) => redirect(response, 302, where),
  '/moved': (response, _, where) => redirect(response, 301, where),
  '/circle': (response) => redirect(response, 302, '/circle-back'),
  '/circle-back': (response) => redirect(response, 302, '/circle#again'),
  '/no-head': (response, { method }) => response.writeHead(method === 'HEAD' ? 405 : 200).end(),
  '/head-lies': (response, { method }) => response.writeHead(method === 'HEAD' ? 404 : 200).end(),
  '/head-cut': (response, { method, socket }) => (method === 'HEAD' ? socket.destroy() : response.end('here')),
  '/endless': (response, { method }) => {
    if (method === 'HEAD') return void response.writeHead(501).end()
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(100_000))) {}
    }
    response.on('drain', more)
    more()
  },
  '/upgrade': ({ socket }) => socket?.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
  '/nonsense': ({ socket }) => socket?.end('hello\r\n\r\n'),
  '/slow': () => undefined,
  '/busy': (response) => response.writeHead(429, { 'retry-after': '120' }).end(),
  '/later': (response) => response.writeHead(503, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }).end(),
}

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url as string, 'http://x')
    asked.push({ method: request.method as string, path: pathname, headers: request.headers })
    const page = pages[pathname]
    if (page) page(response, request, searchParams.get('where') ?? '/ok')
    else response.writeHead(Number(pathname.slice(1)) || 404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => void asked.splice(0))

// In these tests 127.0.0.1 is on the public internet, and what is not public stays as it is.
const isAllowed = (address: string) => address === '127.0.0.1' || isPublicAddress(address)
const names: Record<string, string[]> = {
  'site.example': ['127.0.0.1'],
  'other.example': ['127.0.0.1'],
  'inside.example': ['10.0.0.7'],
  'mapped.example': ['::ffff:192.168.1.1'],
  'both.example': ['127.0.0.1', '169.254.169.254'],
}
const resolve: Resolve = async (host) => {
  const found = names[host]
  if (!found) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
const reach = { resolve, isAllowed }
const at = (path: string, host = 'site.example') => `http://${host}:${port}${path}`
const check = (path: string, host?: string, more = {}) => checkAddress(at(path, host), { reach, ...more })
const to = (where: string, by = '/to') => `${by}?where=${encodeURIComponent(where)}`
const methods = () => asked.map(({ method }) => method)

test('a page that is there costs one request without a body, which says who asks and carries nothing else', async () => {
  expect(await check('/ok')).toMatchObject({ kind: 'fine', status: 200, why: '', movedTo: null })
  expect(methods()).toEqual(['HEAD'])
  const { headers } = asked[0] as Asked
  expect(headers['user-agent']).toMatch(/^Cairn link check \(\+http/)
  expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent'])
  expect(await check('/endless')).toMatchObject({ kind: 'fine' })
})

test('a site that refuses HEAD, lies to it or hangs up on it is asked with GET before anything is said', async () => {
  for (const path of ['/no-head', '/head-lies', '/head-cut']) {
    asked.splice(0)
    expect(await check(path), path).toMatchObject({ kind: 'fine', status: 200 })
    expect(methods(), path).toEqual(['HEAD', 'GET'])
  }
})

test('what its site says does not exist is gone; errors may pass; what lets no program look is neither', async () => {
  const kinds: Record<string, string> = { '/404': 'gone', '/410': 'gone', '/500': 'failing', '/503': 'failing', '/400': 'failing' }
  for (const wall of [401, 402, 403, 407, 451, 999]) kinds[`/${wall}`] = 'walled'
  for (const [path, kind] of Object.entries(kinds))
    expect(await check(path), path).toMatchObject({ kind, status: Number(path.slice(1)), why: expect.stringContaining(path.slice(1)) })
  expect(await check('/x', 'nowhere.example')).toMatchObject({ kind: 'gone', status: null, why: 'there is no site of this name' })
})

test('a site that says when it may be asked again is not asked a second time', async () => {
  expect(await check('/busy')).toMatchObject({ kind: 'walled', retryAfterMs: 120_000 })
  const later = await check('/later')
  expect(later.kind).toBe('failing')
  expect(later.retryAfterMs).toBeGreaterThan(3_000_000)
  expect(methods()).toEqual(['HEAD', 'HEAD'])
})

test('redirects are followed, five at most; one for good is noted, and a circle is a fault', async () => {
  expect(await check(to(to('/ok')))).toMatchObject({ kind: 'fine', movedTo: null })
  expect(await check(to(at('/ok', 'other.example'), '/moved'))).toMatchObject({ kind: 'fine', movedTo: at('/ok', 'other.example') })
  expect(await check(to(to('/ok', '/moved')))).toMatchObject({ kind: 'fine', movedTo: null })
  expect(await check(to('/404', '/moved'))).toMatchObject({ kind: 'gone', status: 404 })
  expect(await check('/circle')).toMatchObject({ kind: 'failing', why: 'it redirects in a circle' })
  const chain = (depth: number): string => (depth === 0 ? '/ok' : to(chain(depth - 1)))
  expect(await check(chain(5))).toMatchObject({ kind: 'fine' })
  asked.splice(0)
  expect(await check(chain(6))).toMatchObject({ kind: 'failing', why: 'it redirects too often' })
  expect(asked.length).toBe(6)
})

test('a slow site is given up, and a site that refuses connections is said to', async () => {
  expect(await check('/slow', 'site.example', { requestMs: 50 })).toMatchObject({ kind: 'failing', why: 'its site is too slow' })
  expect(await check('/slow', 'site.example', { wholeMs: 50 })).toMatchObject({ kind: 'failing', why: 'its site is too slow' })
  for (const path of ['/upgrade', '/nonsense']) expect((await check(path)).kind, path).toBe('failing')
  const stuck: Resolve = () => new Promise(() => undefined)
  const reach = { resolve: stuck, isAllowed }
  expect(await checkAddress(at('/ok'), { reach, requestMs: 50 })).toMatchObject({ kind: 'failing', why: 'its site is too slow' })
  const closed = http.createServer()
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
  const { port: free } = closed.address() as AddressInfo
  await new Promise((done) => closed.close(done))
  const refused = await checkAddress(`http://site.example:${free}/`, { reach: { resolve, isAllowed } })
  expect(refused).toMatchObject({ kind: 'failing', why: 'its site can’t be reached (ECONNREFUSED)' })
  // The test server speaks no TLS.
  expect((await checkAddress(`https://site.example:${port}/`, { reach: { resolve, isAllowed } })).kind).toBe('failing')
})

test('nothing is sent to an address that is not public: written, by name, among others, or behind a redirect', async () => {
  for (const host of ['inside.example', 'mapped.example', 'both.example', '127.0.0.2', '0x7f.2', '2130706434', '[::1]'])
    expect(await check('/ok', host), host).toMatchObject({
      kind: 'walled',
      status: null,
      why: expect.stringContaining('is not on the public internet'),
    })
  expect(asked).toEqual([])
  for (const where of ['http://10.0.0.1/', at('/ok', 'inside.example'), 'http://[::ffff:7f00:2]/', 'http://2852039166/latest/meta-data'])
    expect(await check(to(where)), where).toMatchObject({ kind: 'walled', why: expect.stringContaining('is not on the public internet') })
  for (const where of ['file:///etc/passwd', 'ftp://site.example/', 'http://name:word@site.example/', 'http://site.example:22/'])
    expect((await check(to(where))).kind, where).toBe('walled')
  expect(await check(to(`/${'x'.repeat(3_000)}`))).toMatchObject({ kind: 'walled', why: expect.stringContaining('no web address') })
  expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/to']))
  // As in production, where nothing is allowed that is not public.
  expect(await checkAddress(at('/ok', '127.0.0.1'))).toMatchObject({ kind: 'walled' })
})

test('a name that leads elsewhere a moment later gains nothing: each connection goes to what was checked for it', async () => {
  let lookups = 0
  const rebinding: Resolve = async () => [{ address: lookups++ === 0 ? '127.0.0.1' : '10.0.0.7', family: 4 }]
  expect(await checkAddress(at('/ok'), { reach: { resolve: rebinding, isAllowed } })).toMatchObject({ kind: 'fine' })
  expect(lookups).toBe(1)
  for (const path of [to('/ok'), '/no-head']) {
    lookups = 0
    asked.splice(0)
    const outcome = await checkAddress(at(path), { reach: { resolve: rebinding, isAllowed } })
    expect(outcome, path).toMatchObject({ kind: 'walled', why: expect.stringContaining('is not on the public internet') })
    expect(asked.length, path).toBe(1)
  }
})
