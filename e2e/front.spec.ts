import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { actions } from '../lib/web/actions/web-actions'
import { routes } from '../lib/web/http/routes'
import { anOwnSite, type OwnSite } from './support/own-site'
import { type RawAnswer, rawConnection, rawRequest } from './support/raw'
import { headersOfNext, standardHeaders } from './support/request-headers'

const root = path.resolve(import.meta.dirname, '..')
let site: OwnSite
/** The first process is asked by those who mean harm, the second shows what should have come. */
let [asked, clean]: string[] = []

test.beforeAll(async () => {
  // One address in links, whichever process made the page.
  site = await anOwnSite({ webs: 2, settings: { CAIRN_URL: 'http://127.0.0.1:3000' } })
  ;[asked, clean] = site.urls
})
test.afterAll(() => site?.stop())

const manifest = (file: string) => JSON.parse(fs.readFileSync(path.join(root, '.next', file), 'utf8'))
const staticFiles = () =>
  fs
    .readdirSync(path.join(root, '.next/static'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => `/_next/static/${file}`)

/** What is kept of an answer. */
const kept = (answer: Awaited<ReturnType<typeof rawRequest>>) => {
  const { date, 'x-request-id': id, ...headers } = answer.headers
  return { status: answer.status, headers, bytes: answer.body.length, body: createHash('sha256').update(answer.body).digest('hex') }
}

test('nothing that the first reader’s program says changes the page that everyone gets', async () => {
  const headers = Object.entries({ ...standardHeaders, ...headersOfNext() })
  expect(Object.keys(standardHeaders).length).toBeGreaterThanOrEqual(50)
  for (const name of ['rsc', 'next-router-state-tree', 'next-action', 'x-nextjs-data', 'x-now-route-matches', 'x-prerender-revalidate'])
    expect(headers.map(([each]) => each)).toContain(name)
  // Addresses of one length that no one has asked for, of a page that is the same for all: only its address stands in it.
  const addressOf = (i: number) => `/threads?sort=views&after=none${String(i).padStart(3, '0')}`
  const withoutAddress = ({ status, headers: { date, etag, 'x-request-id': id, ...rest }, body }: RawAnswer) => {
    const policy = String(rest['content-security-policy']).replace(/'sha256-[^']+'/g, 'digest')
    const text = body.toString('latin1').replace(/none\d{3}/g, 'none')
    return { status, headers: { ...rest, 'content-security-policy': policy }, body: createHash('sha256').update(text).digest('hex') }
  }
  const expected = withoutAddress(await rawRequest(clean as string, addressOf(0)))
  expect(expected.headers['content-type']).toContain('text/html')
  for (const [i, [name, value]] of headers.entries()) {
    const first = await rawRequest(asked as string, addressOf(i + 1), { headers: { [name]: value } })
    expect(first.status, `${name}: the one who asked`).toBe(200)
    const second = await rawRequest(asked as string, addressOf(i + 1))
    expect(withoutAddress(second), name).toEqual(expected)
    const digests = String(second.headers['content-security-policy']).match(/'sha256-[^']+'/g) ?? []
    const scripts = [...second.body.toString().matchAll(/<script(?: id="\w+")?>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '')
    expect(digests, name).toEqual(scripts.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`))
  }
})

test('a piece of a file is never kept for the whole of it', async () => {
  const files = [
    ...staticFiles(),
    '/icon.svg',
    '/icons.svg',
    ...fs.readdirSync(path.join(root, 'public/fonts')).map((file) => `/fonts/${file}`),
  ]
  const conditions = Object.entries(standardHeaders).filter(([name]) => /^(Range|If-|TE|Accept|Cookie|Sec-Fetch-Dest)/.test(name))
  expect(files.length).toBeGreaterThan(10)
  for (const [i, file] of files.entries()) {
    const [name, value] = i % 2 ? (conditions[i % conditions.length] as [string, string]) : ['Range', 'bytes=0-4']
    await rawRequest(asked as string, file, { headers: { [name]: value } })
    const second = await rawRequest(asked as string, file)
    expect(second.status, `${file} after ${name}`).toBe(200)
    expect(kept(second), `${file} after ${name}`).toEqual(kept(await rawRequest(clean as string, file)))
  }
})

test('parameters that no page reads make no page of their own', async () => {
  const { body, headers } = await rawRequest(asked as string, '/threads?sort=views')
  const cached = async () => Number(/cairn_cached_pages (\d+)/.exec((await rawRequest(asked as string, '/metrics')).body.toString())?.[1])
  const before = await cached()
  for (const query of ['utm_source=mail', '_rsc=1kz3', 'nxtPid=7', '__nextDataReq=1', 'x=<script>', 'SORT=new', '__proto__=1', 'amp=1&b=2'])
    for (const address of [`/threads?sort=views&${query}`, `/threads?${query}&sort=views`, `/threads?sort=views&sort=newest&${query}`]) {
      const other = await rawRequest(asked as string, address)
      expect(other.headers.etag, address).toBe(headers.etag)
      expect(other.body.equals(body), address).toBe(true)
    }
  expect(await cached()).toBe(before)
  // Those that a page does read stay.
  expect((await rawRequest(asked as string, '/search?q=tls&utm_source=x')).body.toString()).toContain('value="tls"')
  expect((await rawRequest(asked as string, '/threads?sort=newest')).headers.etag).not.toBe(headers.etag)
})

test('what answers is what is meant to answer: pages and route handlers of the table, files, and four addresses of the server', async () => {
  // What the build made, with what Next adds of its own.
  const built = Object.values(manifest('app-path-routes-manifest.json') as Record<string, string>)
  const own = ['/_global-error', '/_not-found', '/not-found-page', '/[...address]']
  expect(
    built
      .filter((each) => !own.includes(each))
      .map((each) => each.replace(/\[(\w+)\]/g, ':$1'))
      .sort(),
  ).toEqual(routes.map((route) => route.path).sort())
  const { dynamicRoutes, dataRoutes = [], rewrites, redirects } = manifest('routes-manifest.json')
  expect([dataRoutes, rewrites.beforeFiles ?? rewrites, rewrites.fallback ?? []].flat()).toEqual([])
  // The one redirect is that of Next itself: a slash at the end.
  expect(redirects.map((redirect: { internal?: boolean }) => redirect.internal)).toEqual([true])
  expect(dynamicRoutes.map((route: { page: string }) => route.page).filter((page: string) => !built.includes(page))).toEqual([])
  expect(
    Object.keys(manifest('server/pages-manifest.json')).filter(
      (page) => !['/404', '/500', '/_error', '/_app', '/_document'].includes(page),
    ),
  ).toEqual([])
  expect(manifest('images-manifest.json').images.unoptimized).toBe(true)

  const buildId = fs.readFileSync(path.join(root, '.next/BUILD_ID'), 'utf8')
  const nobody = [
    '/_next/image',
    `/_next/image?url=${encodeURIComponent('/icon.svg')}&w=64&q=75`,
    `/_next/image/?url=${encodeURIComponent('/uploads/x.png')}&w=64&q=75`,
    '/%5Fnext/image?url=%2Ficon.svg&w=64&q=75',
    `/_next/data/${buildId}/index.json`,
    `/_next/data/${buildId}/threads.json`,
    '/_next',
    '/_next/webpack-hmr',
    '/_next/mcp',
    '/_next/static/',
    '/_next/static/../server/pages-manifest.json',
    '/_next/static/%2e%2e/server/pages-manifest.json',
    '/_next/static/..%2f..%2fpackage.json',
    '/__nextjs_original-stack-frames',
    '/__nextjs_original-stack-frame',
    '/__nextjs_source-map',
    '/__nextjs_launch-editor',
    '/__nextjs_font/geist-latin.woff2',
    '/__nextjs_restart_dev',
    '/.well-known/workflow/v1/flow',
    '/_global-error',
    '/_not-found',
    '/_error',
    '/404',
    '/500',
    '/not-found-page',
    '/index',
    '/index.rsc',
    '/threads.rsc',
    '/threads%2Ersc',
    '/threads.txt',
    '/threads.segments/_tree.segment.rsc',
    '/api',
    '/api/auth',
    '/api/auth/session',
    '/api/auth/get-session',
    '/api/auth/passkey',
    '/api/auth/passkey/../get-session',
    '/package.json',
    '/.env',
  ]
  for (const address of nobody) expect((await rawRequest(asked as string, address)).status, address).toBe(404)
  for (const address of ['/healthz', '/readyz', '/metrics', '/icon.svg', '/icons.svg', '/', '/robots.txt'])
    expect((await rawRequest(asked as string, address)).status, address).toBe(200)
})

test('an address that is too long or has too many parameters is refused, whatever it is of', async () => {
  for (const address of ['/search', '/threads/1', '/_next/static/x.js', '/healthz', '/uploads/x.png', '/nowhere']) {
    expect((await rawRequest(asked as string, `${address}?${Array(51).fill('tag=a').join('&')}`)).status, address).toBe(400)
    expect((await rawRequest(asked as string, `${address}?q=${'a'.repeat(8_300)}`)).status, address).toBe(400)
  }
  const refused = await rawRequest(asked as string, `/search?q=${'a'.repeat(8_300)}`, { headers: { accept: 'text/html' } })
  expect(refused.body.toString()).toContain('This address is longer than 8 kB.')
  expect((await rawRequest(asked as string, `/search?${Array(50).fill('tag=a').join('&')}`)).status).toBe(200)
  const title = '日本語の題名'.repeat(50)
  expect(encodeURIComponent(title).length).toBeGreaterThan(2_600)
  const similar = await rawRequest(asked as string, '/ask/similar', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, body: '本文'.repeat(300) }),
  })
  expect(similar.status).toBe(200)
  expect(JSON.parse(similar.body.toString())).toHaveProperty('items.threads')
})

test('a method that nothing takes is refused with those that are taken', async () => {
  const forms = new Set(actions.map((action) => action.path))
  for (const route of [...routes, { path: '/nowhere/at/all', methods: ['GET', 'HEAD'] }, { path: '/healthz', methods: ['GET', 'HEAD'] }]) {
    const address = route.path.replace(/:\w+/g, '1')
    const takesForm = [...forms].some((form) => new RegExp(`^${form.replace(/:\w+/g, '[^/]+')}$`).test(address))
    const allowed = [...new Set([...route.methods, 'OPTIONS', ...(takesForm ? ['POST'] : [])])].sort().join(', ')
    for (const method of [
      'PUT',
      'PATCH',
      'DELETE',
      'TRACE',
      'PROPFIND',
      ...(allowed.includes('POST') ? [] : ['POST']),
      ...(allowed.includes('GET') ? [] : ['GET', 'HEAD']),
    ]) {
      const answer = await rawRequest(asked as string, address, { method })
      expect([answer.status, answer.headers.allow], `${method} ${address}`).toEqual([405, allowed])
    }
    const options = await rawRequest(asked as string, address, { method: 'OPTIONS' })
    expect([options.status, options.headers.allow], `OPTIONS ${address}`).toEqual([204, allowed])
  }
  const [get, head] = [await rawRequest(asked as string, '/threads'), await rawRequest(asked as string, '/threads', { method: 'HEAD' })]
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, get.headers['content-length'], 0])
})

test('every answer has the headers of its kind, whatever becomes of the request', async () => {
  const { etag = '' } = (await rawRequest(asked as string, '/threads')).headers
  const gone = `/_next/static/chunks/gone.js`
  const answers: [string, number, Awaited<ReturnType<typeof rawRequest>>][] = [
    ['a page', 200, await rawRequest(asked as string, '/threads')],
    ['a page that is known', 304, await rawRequest(asked as string, '/threads', { headers: { 'if-none-match': etag } })],
    ['a redirect', 308, await rawRequest(asked as string, '/threads/1')],
    ['a page that is not there', 404, await rawRequest(asked as string, '/nowhere')],
    ['a file', 200, await rawRequest(asked as string, staticFiles()[0] as string)],
    ['a file that is not there', 404, await rawRequest(asked as string, gone)],
    ['a picture that is not there', 404, await rawRequest(asked as string, `/uploads/${'0'.repeat(32)}.png`)],
    ['a feed', 200, await rawRequest(asked as string, '/feed.atom')],
    ['data', 200, await rawRequest(asked as string, '/search/instant?q=tls')],
    ['the state of the process', 200, await rawRequest(asked as string, '/healthz')],
    ['metrics', 200, await rawRequest(asked as string, '/metrics')],
    ['metrics for others', 403, await rawRequest(asked as string, '/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })],
    ['passkeys', 200, await rawRequest(asked as string, '/api/auth/passkey/generate-authenticate-options')],
    ['no passkeys', 404, await rawRequest(asked as string, '/api/auth/nothing')],
    [
      'too much for passkeys',
      413,
      await rawRequest(asked as string, '/api/auth/passkey/verify-authentication', { method: 'POST', body: 'x'.repeat(70_000) }),
    ],
    ['too much for a script', 413, await rawRequest(asked as string, '/ask/similar', { method: 'POST', body: 'x'.repeat(70_000) })],
    ['an address too long', 400, await rawRequest(asked as string, `/?${'a'.repeat(9_000)}`)],
    ['a method', 405, await rawRequest(asked as string, '/', { method: 'DELETE' })],
    ['options', 204, await rawRequest(asked as string, '/', { method: 'OPTIONS' })],
    [
      'a form of another site',
      403,
      await rawRequest(asked as string, '/sign-in', { method: 'POST', headers: { origin: 'https://evil.example' } }),
    ],
    [
      'a click of another site',
      403,
      await rawRequest(asked as string, '/search/clicks', { method: 'POST', headers: { origin: 'https://evil.example' }, body: '{}' }),
    ],
    [
      'a click that is none',
      400,
      await rawRequest(asked as string, '/search/clicks', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
    ],
    [
      'a form without its fields',
      422,
      await rawRequest(asked as string, '/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'a=1',
      }),
    ],
    ['headers too large', 431, await rawRequest(asked as string, '/', { headers: { 'x-large': 'x'.repeat(20_000) } })],
  ]
  for (const [what, status, { status: got, headers }] of answers) {
    expect(got, what).toBe(status)
    expect(headers, what).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    })
    const isPage = /^text\/html/.test(headers['content-type'] ?? '') || status === 304
    expect(headers['content-security-policy'], what).toContain(isPage ? "base-uri 'none'" : "default-src 'none'")
    expect(headers['content-security-policy'], what).not.toContain('unsafe')
    if (status !== 304 && status !== 204 && status !== 431) expect(headers['cache-control'], what).toBeTruthy()
  }
  const broken = await rawConnection(asked as string, 'no request at all\r\n\r\n')
  expect(await broken.ended).toMatch(/^HTTP\/1\.1 400 [\s\S]*X-Content-Type-Options: nosniff[\s\S]*no-store/)
})

test('a click counts for the one who searched, and for no one else', async () => {
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130 Safari/537.36' }
  const found = await rawRequest(asked as string, '/search?q=handshake', { headers: browser })
  const [, search] = /logId[^\d]{1,12}(\d+)/.exec(found.body.toString()) ?? []
  expect(search).toBeTruthy()
  const clicked = async () => (await site.sql('select clicked_id from search_log where id = $1', [search])).rows[0].clicked_id
  const click = (headers: Record<string, string>, id: number) =>
    rawRequest(asked as string, '/search/clicks', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ search, hit: `thread/${id}` }),
    })
  await click({ 'user-agent': 'Somebody else' }, 1)
  expect(await clicked()).toBeNull()
  expect((await click({ ...browser, origin: 'https://evil.example' }, 2)).status).toBe(403)
  expect(await clicked()).toBeNull()
  expect((await click({ ...browser, origin: asked as string }, 3)).status).toBe(204)
  expect(await clicked()).toBe(3)
})

test('a browser that was made silent writes nothing in the name of its reader', async () => {
  const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', 'Silent Member', 'member')
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { id } = site.act<{ id: number }>('thread', 'networking', 'A thread to boost', 'Text.')
  const boost = (headers: Record<string, string>) =>
    rawRequest(asked as string, `/threads/${id}/reply`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers },
      body: 'body=Written.',
    })
  expect((await boost({})).status).toBe(403)
  expect((await boost({ referer: 'https://evil.example/' })).status).toBe(403)
  expect((await boost({ referer: `${asked}/threads/${id}` })).status).toBe(200)
})

test('whoever sends slowly is cut off, and keeps nobody from being answered', async () => {
  const half = 'POST /ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nbody='
  const bodies = await Promise.all(Array.from({ length: 20 }, () => rawConnection(asked as string, half)))
  const headers = await Promise.all(Array.from({ length: 150 }, () => rawConnection(asked as string, 'GET / HTTP/1.1\r\nX-Slow: ')))
  expect((await rawRequest(asked as string, '/threads')).status).toBe(200)
  const answers = await Promise.all(bodies.map(({ ended }) => ended))
  // Sixteen of one address may be under way; the others are told to come back.
  expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 429'))).toHaveLength(4)
  expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 408'))).toHaveLength(16)
  const cut = await Promise.all(headers.map(({ ended }) => ended))
  expect(cut.every((answer) => answer === '' || answer.startsWith('HTTP/1.1 408'))).toBe(true)
})
