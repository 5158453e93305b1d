import type { APIRequestContext } from '@playwright/test'
import sharp from 'sharp'
import { own } from './support/own'
import type { Secrets } from './support/secrets'
import { act, expect, signInAs, test } from './support/site'

/** The path of the picture that a page names for links to it. */
async function pictureOf(request: APIRequestContext, path: string): Promise<string> {
  const html = await (await request.get(path)).text()
  const [, address = ''] = /<meta property="og:image" content="([^"]+)"/.exec(html) ?? []
  return new URL(address).pathname
}

test('a thread and an answer have pictures for links to them, of the size that their pages say', async ({ request }) => {
  const thread = act<{ id: number; slug: string }>('thread', 'rooms', own('Pictured question'), 'x')
  const { slug } = act<{ slug: string }>('answer', 'rooms', own('Pictured answer'), '## One\n\nTwo.')
  const paths = [`/threads/${thread.id}/${thread.slug}`, `/answers/${slug}`]
  for (const path of paths) {
    const html = await (await request.get(path)).text()
    expect(html).toContain('<meta property="og:image:width" content="1200"/>')
    expect(html).toMatch(/<meta property="og:title" content="Pictured (question|answer) /)
    const picture = await pictureOf(request, path)
    expect(picture).toBe(`${path}/opengraph-image`)
    const answer = await request.get(picture)
    expect([answer.status(), answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([200, 'image/png', 'no-cache'])
    expect(await sharp(await answer.body()).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  }
  expect(await pictureOf(request, '/tags'), 'other pages have that of the site').toBe('/opengraph-image')
  expect((await request.get('/opengraph-image')).status()).toBe(200)
  expect((await request.get(`/threads/${thread.id}/another-slug/opengraph-image`)).status(), 'one address for each').toBe(404)
})

test('a picture shows what visitors may see: it goes with its thread, and nobody gets one of what is not public', async ({
  page,
  request,
}) => {
  const thread = act<{ id: number; slug: string }>('thread', 'rooms', own('Pictured for a while'), 'x')
  const picture = `/threads/${thread.id}/${thread.slug}/opengraph-image`
  expect((await request.get(picture)).status()).toBe(200)
  act('hide-thread', thread.id)
  await expect.poll(async () => (await request.get(picture)).status()).toBe(404)
  await signInAs(page, 'Picture Editor', 'editor')
  for (const visibility of ['members', 'editors'] as const) {
    const { threadId, answer } = act<Secrets>('secrets', visibility)
    const path = new URL((await page.request.get(`/threads/${threadId}`)).url()).pathname
    expect((await page.request.get(path)).status(), 'the editor sees the thread').toBe(200)
    for (const each of [path, `/answers/${answer}`])
      for (const reader of [page.request, request]) expect((await reader.get(`${each}/opengraph-image`)).status(), each).toBe(404)
  }
})

test('robots, icons and their old address', async ({ request }) => {
  const robots = await request.get('/robots.txt')
  expect(robots.headers()['content-type']).toContain('text/plain')
  expect(await robots.text()).toMatch(/^User-Agent: \*\nDisallow: \/search\n\nSitemap: http\S+\/sitemap\.xml\s*$/i)
  const html = await (await request.get('/tags')).text()
  expect(html).toMatch(/<link rel="icon" href="\/icon\.svg\?[^"]+"[^>]* type="image\/svg\+xml"\/>/)
  expect(html).toMatch(/<link rel="apple-touch-icon" href="\/apple-icon\.png\?[^"]+"/)
  for (const [path, type] of [
    ['/icon.svg', 'image/svg+xml'],
    ['/apple-icon.png', 'image/png'],
  ] as const)
    expect((await request.get(path)).headers()['content-type']).toContain(type)
  const old = await request.get('/mark.svg', { maxRedirects: 0 })
  expect([old.status(), old.headers().location]).toEqual([308, '/icon.svg'])
})
