import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'

const pages = [
  '/',
  '/topics',
  '/topics/networking',
  '/topics/networking?sort=views&filter=covered',
  '/topics/tls-and-certificates',
  '/threads',
  '/tags',
  '/tags/tls',
  '/answers',
  '/answers/tls-handshake-fails',
  '/answers/tls-handshake-fails/history',
  '/answers/tls-handshake-fails/revisions/1',
  '/answers/tls-handshake-fails/diff?from=4&to=5',
  '/people/Ines-Okafor',
  '/search?q=certificate',
  '/search?q=certifcate+renewal',
  '/search?q=zzzz',
  '/search?q=hotel',
  '/search',
  '/search/operators',
  '/no/such/page',
]

for (const path of pages) {
  test(`${path} reads well: accessible, within its width, in light and dark`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const response = await page.goto(path)
      expect(response?.status()).toBe(path.startsWith('/no/') ? 404 : 200)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })
}

test('from home through a topic to a thread and the answer that settles it', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'TLS and certificates' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('TLS and certificates')
  await page.getByRole('link', { name: /App rejects our renewed certificate/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('App rejects our renewed certificate')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expect(page.getByText('Accepted: reply 3')).toBeVisible()
  await page.getByRole('link', { name: 'Read this section' }).click()
  await expect(page).toHaveURL(/answers\/tls-handshake-fails#look-at-the-chain/)
  await expect(page.getByRole('heading', { level: 2, name: /Look at the chain/ })).toBeInViewport()
})

test('everything can be read without scripts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_URL })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByLabel('Search threads and answers').fill('pinning renewal')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('Canonical answer', { exact: true })).toBeVisible()
  await page
    .getByLabel(/Threads/)
    .first()
    .locator('visible=true')
    .count()
  await page.goto('/topics/wifi-and-signal?filter=unanswered')
  await expect(page.getByRole('link', { name: /RSSI reads 0/ })).toBeVisible()
  await context.close()
})
