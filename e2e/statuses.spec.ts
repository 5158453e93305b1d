import { own } from './support/own'
import { act, expect, test } from './support/site'

test('what is not there is a 404, what has moved a 308', async ({ request }) => {
  const status = async (path: string) => (await request.get(path, { maxRedirects: 0 })).status()
  for (const path of [
    '/threads/999999/x',
    '/threads/0/x',
    '/threads/x/y',
    '/threads/99999999999/x',
    '/topics/nowhere',
    '/tags/none',
    '/answers/none',
    '/answers/tls-handshake-fails/revisions/99',
    '/answers/tls-handshake-fails/diff?from=1&to=x',
    '/people/nobody',
    '/t/1',
    '/topics/nowhere/feed.rss',
    '/sitemaps/9',
  ]) {
    expect(await status(path), path).toBe(404)
  }
  const moved = await request.get('/threads/1/a-wrong-slug', { maxRedirects: 0 })
  expect(moved.status()).toBe(308)
  expect(moved.headers().location).toMatch(/^\/threads\/1\/[a-z0-9-]+$/)
  expect(await status('/threads/1')).toBe(308)
  expect(await status('/tags/ssl'), 'a synonym leads to its tag').toBe(308)
  expect(await status('/people/ines-okafor'), 'a name has one form').toBe(308)
})

test('the address of a reply by its number leads on for now, not for ever: hiding an earlier reply moves it', async ({ request }) => {
  const thread = act<{ id: number; slug: string }>('thread', 'rooms', own('Where a reply goes'), 'x')
  const reply = act<{ number: number }>('reply', thread.id, 'Here.')
  const led = await request.get(`/threads/${thread.id}/${thread.slug}/${reply.number}`, { maxRedirects: 0 })
  expect([led.status(), led.headers().location]).toEqual([307, `/threads/${thread.id}/${thread.slug}#r1`])
  expect(led.headers()['cache-control']).toBe('no-cache')
  act('hide-thread', thread.id)
  await expect.poll(async () => (await request.get(`/threads/${thread.id}/${thread.slug}/1`, { maxRedirects: 0 })).status()).toBe(404)
})

test('every page says what may run on it, and no inline script at large', async ({ request }) => {
  for (const path of ['/', '/threads/1', '/answers/tls-handshake-fails', '/search?q=tls', '/no/such/page']) {
    const policy = (await request.get(path)).headers()['content-security-policy'] ?? ''
    expect(policy, path).toContain("script-src 'self' 'sha256-")
    expect(policy, path).not.toContain('unsafe')
  }
})

test('a page that has not changed is not sent twice', async ({ request }) => {
  const first = await request.get('/answers/tls-handshake-fails/revisions/1')
  const again = await request.get('/answers/tls-handshake-fails/revisions/1', {
    headers: { 'If-None-Match': first.headers().etag as string },
  })
  expect(again.status()).toBe(304)
})

test('machines find feeds, sitemap, robots and the state of the process', async ({ request }) => {
  for (const [path, type, word] of [
    ['/feed.rss', 'application/rss+xml', '<rss'],
    ['/topics/networking/feed.atom', 'application/atom+xml', '<feed'],
    ['/tags/tls/feed.json', 'application/feed+json', 'jsonfeed.org'],
    ['/sitemap.xml', 'application/xml', '<sitemapindex'],
    ['/sitemaps/0', 'application/xml', '/answers/'],
    ['/sitemaps/1', 'application/xml', '/threads/'],
    ['/robots.txt', 'text/plain', 'Sitemap:'],
    ['/opensearch.xml', 'application/opensearchdescription+xml', 'searchTerms'],
    ['/healthz', 'text/plain', 'ok'],
    ['/readyz', 'text/plain', 'ready  database'],
    ['/metrics', 'text/plain', 'cairn_http_requests_total'],
  ]) {
    const response = await request.get(path as string)
    expect(response.status(), path).toBe(200)
    expect(response.headers()['content-type'], path).toContain(type)
    expect(await response.text(), path).toContain(word)
  }
})

test('threads are question pages for search engines, answers are articles', async ({ page }) => {
  const data = async () => JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}')
  await page.goto('/threads/1')
  expect(await data()).toMatchObject({ '@type': 'QAPage', mainEntity: { '@type': 'Question' } })
  await page.goto('/answers/tls-handshake-fails')
  expect(await data()).toMatchObject({ '@type': 'TechArticle', version: '5' })
})

test('what is not there says so without scripts too', async ({ request }) => {
  for (const address of [
    '/no-such-page',
    '/threads/999999/x',
    '/answers/none',
    '/people/nobody-at-all',
    '/not-found-page',
    '/people/%E0%A4%A',
    '/tags/%',
    '/x%00y',
    '/threads/99999999999999/x',
  ]) {
    const answer = await request.get(address)
    expect(answer.status(), address).toBe(404)
    expect((await answer.text()).replace(/<script[\s\S]*?<\/script>/g, ''), address).toContain('This page does not exist.')
  }
})
