import type { Page } from '@playwright/test'
import { act, expect, signInAs, test } from './support/site'

test('hostile texts are shown as texts on every page, feed and search hit', async ({ page, request }) => {
  test.setTimeout(300_000)
  const made = act<{ texts: number; threads: number[]; answer: string; person: string; tags: string[] }>('hostile')
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  // Pictures that the texts name lie elsewhere: they are nothing here, so that the console stays for what matters.
  await page.route(
    (url) => url.origin !== process.env.E2E_URL,
    (route) => route.fulfill({ body: '' }),
  )
  page.on('dialog', () => {
    throw new Error('A dialog was opened.')
  })
  const pages = [
    '/topics/hostile',
    '/topics/hostile?sort=newest',
    `/answers/${made.answer}`,
    `/answers/${made.answer}/history`,
    `/people/${encodeURIComponent(made.person)}`,
    '/tags',
    '/threads?sort=newest',
    '/search?q=script',
    '/search?q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E',
    '/search?q=hostile&tag=hostile',
    ...made.tags.map((tag) => `/tags/${encodeURIComponent(tag)}`),
    ...made.threads.map((id) => `/threads/${id}/x`),
  ]
  for (const address of pages) await expectHarmless(page, address)
  for (const feed of ['/topics/hostile/feed.rss', '/topics/hostile/feed.atom', '/topics/hostile/feed.json', '/feed.rss', '/sitemap.xml']) {
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
  await signInAs(page, 'Warden', 'admin')
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
  await expect(page.locator('.said').filter({ hasText: '<svg/onload=' }), 'what attacks stands there as text').toBeVisible()
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
