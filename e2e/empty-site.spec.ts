import { anOwnSite, type OwnSite } from './support/own-site'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'

test.describe('a site without sample content', () => {
  let site: OwnSite
  const description = 'Questions about masonry <& stone>, by those who build with it.'

  test.beforeAll(async () => {
    site = await anOwnSite({ sample: false, settings: { CAIRN_NAME: 'Quarry', CAIRN_DESCRIPTION: description } })
  })
  test.afterAll(() => site?.stop())

  test('tells visitors what it is, and the one who runs it what to do next', async ({ page, browser }) => {
    const [url] = site.urls as [string]
    await page.goto(url)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quarry')
    await expect(page.getByText(description)).toBeVisible()
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', description)
    await expect(page.getByRole('heading', { name: 'How it works' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'General' })).toBeVisible()
    await expect(page.getByText('npm run')).toHaveCount(0)
    await expectAccessible(page)
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      await expectNoSidewaysScroll(page)
    }

    // Two editors, one of them an admin, one after the other: a page that is kept would be the same for both.
    for (const [who, heading] of [
      ['admin', 'Set up your site'],
      ['editor', 'How it works'],
    ] as const) {
      const context = await browser.newContext({ viewport: test.info().project.use.viewport ?? null })
      const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', `Site ${who}`, who)
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })))
      const own = await context.newPage()
      await own.goto(url)
      await expect(own.getByRole('heading', { name: heading })).toBeVisible()
      if (who === 'admin') {
        await expectAccessible(own)
        await own.getByRole('link', { name: 'Make topics' }).click()
        await expect(own).toHaveURL(`${url}/admin/topics`)
      }
      await context.close()
    }
  })

  test('has its sentence in feeds', async ({ request }) => {
    const [url] = site.urls as [string]
    expect(await (await request.get(`${url}/feed.rss`)).text()).toContain('Questions about masonry &lt;&amp; stone&gt;')
    expect((await (await request.get(`${url}/feed.json`)).json()).description).toBe(description)
  })
})
