import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureBytesMax } from '../../../community/uploads/picture-limits'
import { isPublicAddress, type Resolve } from '../../../platform/outbound/address-guard'
import { fetchPicture } from './fetch-picture'

let server: http.Server
let port: number
const asked: string[] = []

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url as string, 'http://x')
    asked.push(pathname)
    if (pathname === '/ok') response.writeHead(200, { 'content-type': 'image/png' }).end('bytes')
    else if (pathname === '/to') response.writeHead(302, { location: searchParams.get('where') as string }).end()
    else if (pathname === '/page') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>hi')
    else if (pathname === '/said')
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': pictureBytesMax + 1 }).write('a')
    else if (pathname === '/endless') {
      response.writeHead(200, { 'content-type': 'image/png' })
      const chunk = Buffer.alloc(1_000_000)
      const more = () => {
        while (!response.destroyed && response.write(chunk)) {}
      }
      response.on('drain', more)
      more()
    } else if (pathname === '/slow') response.writeHead(200, { 'content-type': 'image/png' }).write('a')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

// In these tests 127.0.0.1 is the public internet, and every other address is a private network.
const isAllowed = (address: string) => address === '127.0.0.1'
const names: Record<string, string[]> = {
  'site.example': ['127.0.0.1'],
  'inside.example': ['10.0.0.7'],
  'both.example': ['127.0.0.1', '10.0.0.7'],
}
const resolve: Resolve = async (host) => (names[host] ?? []).map((address) => ({ address, family: 4 }))
const fetching = (path: string, host = 'site.example', more = {}) =>
  fetchPicture(`http://${host}:${port}${path}`, { resolve, isAllowed, ...more })

test('a picture arrives, also behind redirects', async () => {
  expect(String(await fetching('/ok'))).toBe('bytes')
  expect(String(await fetching(`/to?where=${encodeURIComponent('/to?where=/ok')}`))).toBe('bytes')
  await expect(fetching('/none')).rejects.toThrow('its site returned 404')
})

test('addresses that are not public are refused: written, by name, behind a redirect, in any form', async () => {
  const refused = [
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '192.168.1.1',
      '192.0.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001:0:a00:1::',
      'fc00::1',
      'fe80::1',
      'fec0::1',
      'ff02::1',
      'fe80::1%eth0',
      '2001:db8::1',
    ],
  ]
  for (const address of refused) expect(isPublicAddress(address), address).toBe(false)
  for (const address of ['93.184.216.34', '::ffff:93.184.216.34', '2606:2800:220:1::1'])
    expect(isPublicAddress(address), address).toBe(true)
  const before = asked.length
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
    await expect(fetchPicture(`http://${host}:${port}/ok`), host).rejects.toThrow('is not on the public internet')
  expect(asked.length, 'nothing was asked of them').toBe(before)
  await expect(fetching('/ok', 'inside.example')).rejects.toThrow('inside.example is not on the public internet')
  await expect(fetching('/ok', 'both.example')).rejects.toThrow('is not on the public internet')
  for (const where of [`http://inside.example:${port}/ok`, `http://127.0.0.9:${port}/ok`, 'http://[::1]/ok'])
    await expect(fetching(`/to?where=${encodeURIComponent(where)}`), where).rejects.toThrow('is not on the public internet')
  await expect(fetching(`/to?where=${encodeURIComponent('file:///etc/passwd')}`)).rejects.toThrow('its address is not a web address')
  await expect(fetchPicture('http://site.example:25/', { resolve, isAllowed })).rejects.toThrow('port 25')
  await expect(fetchPicture('http://a:b@site.example/', { resolve, isAllowed })).rejects.toThrow('password')
})

test('a name that leads elsewhere a moment later gains nothing: it is looked up once, and that address is connected to', async () => {
  let lookups = 0
  const rebinding: Resolve = async () => [{ address: lookups++ === 0 ? '127.0.0.1' : '10.0.0.7', family: 4 }]
  expect(String(await fetching('/ok', 'site.example', { resolve: rebinding }))).toBe('bytes')
  expect(lookups).toBe(1)
  // A redirect to the same name is looked up again and refused.
  lookups = 0
  await expect(fetching('/to?where=/ok', 'site.example', { resolve: rebinding })).rejects.toThrow('is not on the public internet')
})

test('what is too large, too slow, no picture or redirects without end is given up', async () => {
  await expect(fetching('/said')).rejects.toThrow('more than 10 MB')
  await expect(fetching('/endless')).rejects.toThrow('more than 10 MB')
  await expect(fetching('/page')).rejects.toThrow('it is text/html, not a picture')
  await expect(fetching('/slow', 'site.example', { wholeMs: 300 })).rejects.toMatchObject({ message: 'its site is too slow', isHost: true })
  const loop = (depth: number): string => (depth === 0 ? '/ok' : `/to?where=${encodeURIComponent(loop(depth - 1))}`)
  await expect(fetching(loop(6))).rejects.toThrow('redirects too often')
})
