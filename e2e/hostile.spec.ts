import type { Page } from '@playwright/test'
import { workerCaughtUp } from './support/eventually'
import { mark } from './support/own'
import { act, expect, signInToLook, test } from './support/site'

type Made = { topic: string; texts: number; threads: number[]; answer: string; person: string; tags: string[] }

test('hostile texts are shown as texts on every page, feed and search hit', async ({ page, request }) => {
  const made = act<Made>('hostile', mark())
  await workerCaughtUp()
  // Pictures that the texts name lie elsewhere: they are nothing here, so that the console stays for what matters.
  await page.route(
    (url) => url.origin !== process.env.E2E_URL,
    (route) => route.fulfill({ body: '' }),
  )
  page.on('dialog', () => {
    throw new Error('A dialog was opened.')
  })
  const pages = [
    `/topics/${made.topic}`,
    `/topics/${made.topic}?sort=newest`,
    `/answers/${made.answer}`,
    `/answers/${made.answer}/history`,
    `/people/${encodeURIComponent(made.person)}`,
    '/tags',
    '/threads?sort=newest',
    '/search?q=script',
    '/search?q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E',
    `/search?q=hostile&tag=${made.topic}`,
    ...made.tags.map((tag) => `/tags/${encodeURIComponent(tag)}`),
    ...made.threads.map((id) => `/threads/${id}/x`),
  ]
  for (const address of pages) await expectHarmless(page, address)
  const feeds = ['rss', 'atom', 'json'].map((kind) => `/topics/${made.topic}/feed.${kind}`)
  for (const feed of [...feeds, '/feed.rss', '/sitemap.xml']) {
    const answer = await request.get(feed)
    expect(answer.status(), feed).toBe(200)
    const text = await answer.text()
    if (feed.endsWith('.json')) JSON.parse(text)
    else
      expect(
        await page.evaluate(
          (xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror')?.textContent ?? '',
          text,
        ),
        feed,
      ).toBe('')
  }
  const instant = await request.get('/search/instant?q=script')
  expect(instant.status()).toBe(200)
  expect(made.texts).toBeGreaterThan(15)

  // And where members, editors and admins work.
  await signInToLook(page, 'admin')
  const [first] = made.threads
  const attack = encodeURIComponent('"><script>document.title = "broken"</script>')
  for (const address of [
    '/admin/mail',
    `/admin/mail?to=${attack}`,
    '/admin/people',
    `/admin/people?q=${attack}`,
    `/admin/people/${encodeURIComponent(made.person)}`,
    '/admin/tags',
    '/admin/topics',
    '/admin/audit',
    '/admin/search',
    '/desk',
    '/desk/contested',
    '/desk/duplicates',
    `/answers/${made.answer}/edit`,
    `/answers/${made.answer}/coverage`,
    `/answers/${made.answer}/related`,
    `/answers/${made.answer}/archive`,
    `/answers/${made.answer}/diff?from=1&to=1`,
    `/answers/new?thread=${first}`,
    `/threads/${first}/edit`,
    `/threads/${first}/history`,
    `/threads/${first}/related`,
    `/threads/${first}/reply`,
    `/threads/${first}/posts/1/edit`,
    `/threads/${first}/posts/1/history`,
    `/ask?title=${attack}`,
    '/settings',
  ])
    await expectHarmless(page, address)
  await page.goto('/desk/contested')
  await expect(page.locator('.said').filter({ hasText: '<svg/onload=' }).first(), 'what attacks stands there as text').toBeVisible()
})

/** A page that is there, runs nothing of what it shows, leads nowhere by it, and keeps its width on a phone. */
async function expectHarmless(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address)
  expect(answer?.status(), address).toBe(200)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    `${address} on a phone`,
  ).toBeLessThanOrEqual(0)
  expect(await page.title(), address).not.toBe('broken')
  expect(
    await page.locator('main script:not([type="application/ld+json"]), main style, main iframe, main [onerror], main [onload]').count(),
    address,
  ).toBe(0)
  expect(await page.locator('main a[href^="javascript:" i], main a[href^="data:" i]').count(), address).toBe(0)
}
