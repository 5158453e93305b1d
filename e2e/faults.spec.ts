import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { anOwnSite, type OwnSite } from './support/own-site'
import { rawRequest } from './support/raw'

// A site of its own, since it is broken here; and not of ./support/site, since the console tells of what fails.
let site: OwnSite
let url = ''
const token = 'a-token-of-some-length'
test.beforeAll(async () => {
  site = await anOwnSite({ settings: { CAIRN_METRICS_TOKEN: token } })
  url = site.urls[0] as string
})
test.afterAll(() => site?.stop())

type Cookies = { name: string; value: string }[]
const cookieOf = (name: string, role = 'member') =>
  site
    .act<{ cookies: Cookies }>('account', name, role)
    .cookies.map((each) => `${each.name}=${each.value}`)
    .join('; ')

/** Lines of the log that carry the number of a request. */
const logged = (id: string) =>
  site
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter((line) => line.request === id)

async function signIn(page: Page, name: string): Promise<void> {
  const cookies = cookieOf(name).split('; ')
  await page.context().addCookies(
    cookies.map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    }),
  )
}

/** Makes every write to a table fail as this. */
async function breakWrites(table: string, code: string): Promise<void> {
  await site.sql(`create or replace function broken_${code}() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '${code}'; end $$`)
  await site.sql(`create trigger broken before insert or update or delete on ${table} for each statement execute function broken_${code}()`)
}
const mendWrites = (table: string) => site.sql(`drop trigger if exists broken on ${table}`)

for (const [what, code, status] of [
  ['a mistake', 'XX000', 500],
  ['a full disk', '53100', 503],
] as const) {
  test(`a form that fails for ${what} comes back with its text and a number that stands in the log`, async ({ browser }) => {
    const { id } = site.act<{ id: number }>('thread', 'networking', `A thread for ${what}`, 'Text.')
    const page = await browser.newPage()
    await signIn(page, `Writer of ${what}`)
    await page.goto(`${url}/threads/${id}/reply`)
    await breakWrites('reply', code)
    await page.locator('main textarea[name=body]').fill('A long answer that must not be lost.')
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/reply')),
      page
        .locator('main form', { has: page.locator('textarea[name=body]') })
        .getByRole('button', { name: /Reply|Post/ })
        .first()
        .click(),
    ])
    await page.waitForLoadState()
    await mendWrites('reply')
    expect(answer.status()).toBe(status)
    await expect(page.locator('main textarea[name=body]')).toHaveValue('A long answer that must not be lost.')
    const [, number = ''] = /logged as request (\w+)/.exec(await page.locator('main').innerText()) ?? []
    expect(number).toHaveLength(12)
    expect(answer.headers()['x-request-id']).toBe(number)
    expect(logged(number)).toHaveLength(1)
    expect(logged(number)[0]).toMatchObject({ level: 'error', path: `/threads/${id}/reply` })
    expect(JSON.stringify(logged(number))).not.toContain('must not be lost')
    await page.close()
  })
}

test('a page that fails says so without scripts, with a number that stands in the log', async () => {
  await site.sql('alter table answer rename to answer_away')
  const page = await rawRequest(url, '/answers', { headers: { accept: 'text/html' } })
  const script = await rawRequest(url, '/search/instant?q=tls', { headers: { accept: 'application/json' } })
  await site.sql('alter table answer_away rename to answer')
  for (const answer of [page, script]) {
    const [, number = ''] = /logged as request (\w+)/.exec(answer.body.toString()) ?? []
    expect(answer.headers['x-request-id']).toBe(number)
    expect([answer.status, answer.headers['cache-control']]).toEqual([500, 'no-store'])
    expect(logged(number)[0]?.error).toContain('answer')
  }
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body.toString()).toContain('Something went wrong here')
  expect(page.body.toString()).not.toContain('<script')
  expect(JSON.parse(script.body.toString()).error).toContain('logged as request')
  expect((await rawRequest(url, '/answers')).status, 'it was not kept').toBe(200)
})

test('what was typed comes back also where its page and the accounts fail', async ({ browser }) => {
  const headers = {
    cookie: cookieOf('Stranded Writer'),
    origin: url,
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const body = `title=${encodeURIComponent('What <b>now</b>?')}&body=${encodeURIComponent('A text that\nmust not be lost.')}&topic=1&password=secret+word`
  await site.sql('alter table auth_session rename to auth_session_away')
  // A process that has not seen the session before.
  const answer = await rawRequest(url, '/ask', { method: 'POST', headers, body })
  const foreign = await rawRequest(url, '/ask', { method: 'POST', headers: { ...headers, origin: 'https://evil.example' }, body })
  await site.sql('alter table auth_session_away rename to auth_session')
  expect(answer.status).toBe(500)
  const html = answer.body.toString()
  expect(html).toContain('A text that\nmust not be lost.')
  expect(html).toContain('What &#60;b&#62;now&#60;/b&#62;?')
  expect(html).not.toContain('secret word')
  expect(logged(String(answer.headers['x-request-id']))).toHaveLength(1)
  expect(foreign.body.toString(), 'other sites fill no form of ours').not.toContain('must not be lost')

  // And as people see it, on a phone and in the dark.
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.route(`${url}/ask`, (route) =>
      route.fulfill({ status: 200, headers: { ...answer.headers, 'content-length': '' } as never, body: html }),
    )
    await page.goto(`${url}/ask`)
    await expect(page.getByLabel('Your text')).toHaveValue('A text that\nmust not be lost.')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
    await page.close()
  }
})

test('on a full disk reading goes on', async () => {
  const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130 Safari/537.36'
  const { id } = site.act<{ id: number }>('thread', 'networking', 'Read on a full disk', 'A text that was never rendered: `code`.')
  const cookie = cookieOf('Reading Member')
  // A session that is due to be renewed.
  await site.sql(`update auth_session set expires_at = now() + interval '10 days'`)
  await site.sql('delete from visitor_salt')
  const tables = ['rendered_body', 'search_log', 'visit', 'visitor_salt', 'rate_count', 'auth_session', 'ask_session', 'thread']
  for (const table of tables) await breakWrites(table, '53100')
  const read = async (path: string, options: Parameters<typeof rawRequest>[2] = {}) => {
    const answer = await rawRequest(url, path, { ...options, headers: { 'user-agent': browser, ...options.headers } })
    return { status: answer.status, text: answer.body.toString() }
  }
  const address = (await rawRequest(url, `/threads/${id}`)).headers.location as string
  const answers = {
    thread: await read(address),
    member: await read(address, { headers: { cookie } }),
    viewer: await read(`/viewer?thread=${id}`, { headers: { cookie } }),
    search: await read('/search?q=handshake'),
    answer: await read('/answers/tls-handshake-fails'),
    feed: await read('/feed.atom'),
    ask: await read('/ask', { headers: { cookie } }),
    similar: await read('/ask/similar', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'tls handshake fails', session: 'session-of-a-test' }),
    }),
  }
  // Views are written later, once visitors can be told apart, and their failure must not end the process.
  await mendWrites('visitor_salt')
  await read(address)
  await expect.poll(() => site.log()).toContain('views not counted')
  const later = await read('/threads')
  for (const table of tables) await mendWrites(table)
  for (const [what, answer] of Object.entries({ ...answers, later })) expect(answer.status, what).toBe(200)
  expect(answers.thread.text).toContain('A text that was never rendered')
  expect(answers.member.text).toContain('A text that was never rendered')
  for (const what of [
    'rendered texts not kept',
    'search not logged',
    'reading not counted',
    'suggestions not noted',
    'session not renewed',
  ])
    expect(site.log(), what).toContain(what)
})

test('figures of the site are for those who know the token', async () => {
  expect((await rawRequest(url, '/metrics')).status).toBe(401)
  expect((await rawRequest(url, '/metrics', { headers: { authorization: 'Bearer another' } })).status).toBe(401)
  const told = await rawRequest(url, '/metrics', { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.1' } })
  expect(told.status).toBe(200)
  expect(told.body.toString()).toContain('cairn_http_requests_total')
})

test('pictures that an earlier version left open to others are closed when a process starts', async () => {
  const folder = path.join(site.dataDir, 'uploads', 'ab')
  const file = path.join(folder, `${'ab'.repeat(16)}.png`)
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 })
  fs.writeFileSync(file, 'x', { mode: 0o644 })
  fs.chmodSync(path.dirname(folder), 0o755)
  fs.chmodSync(folder, 0o755)
  await site.another()
  const mode = (each: string) => fs.statSync(each).mode & 0o777
  await expect.poll(() => [mode(path.dirname(folder)), mode(folder), mode(file)]).toEqual([0o700, 0o700, 0o600])
})

test('a site that is reached over TLS says so with every answer, and sends its cookies there alone', async () => {
  const secure = await site.another({ CAIRN_URL: 'https://cairn.example' })
  const { etag = '' } = (await rawRequest(secure, '/threads')).headers
  for (const [path, status, options] of [
    ['/threads', 200, {}],
    ['/threads', 304, { headers: { 'if-none-match': etag } }],
    ['/threads/1', 308, {}],
    ['/nowhere', 404, {}],
    ['/_next/static/none.js', 404, {}],
    ['/healthz', 200, {}],
    ['/', 405, { method: 'PUT' }],
    [`/?${'a'.repeat(9_000)}`, 400, {}],
    ['/ask/similar', 200, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"title":"tls"}' }],
  ] as const) {
    const answer = await rawRequest(secure, path, options)
    expect(answer.status, path.slice(0, 40)).toBe(status)
    expect(answer.headers['strict-transport-security'], path.slice(0, 40)).toBe('max-age=31536000')
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://cairn.example' }
  const sent = await rawRequest(secure, '/forgot', { method: 'POST', headers, body: 'email=nobody%40example.org' })
  expect(sent.status).toBe(303)
  expect(sent.headers['set-cookie']?.find((cookie) => cookie.startsWith('cairn.written='))).toMatch(/; Secure$/)
  expect((await rawRequest(url, '/threads')).headers).not.toHaveProperty('strict-transport-security')
})
