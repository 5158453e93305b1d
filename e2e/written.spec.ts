import { mark } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'
import type { Written } from './support/written'

test('texts with HTML, notes, pictures that are gone and lines from the right read well on every screen', async ({ page }) => {
  const { threadId, answer } = act<Written>('written', mark())
  // Pictures that the texts name are nowhere.
  await page.route(/pictures\.example/, (route) => route.fulfill({ status: 404 }))
  for (const address of [`/threads/${threadId}`, `/answers/${answer}`]) {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.goto(address)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${address.split('/')[1]}-${width}.png`, fullPage: true })
    }
  }
})

test('boxes to tick have no other mark, a column is aligned as its table says, and a wide table has columns that can be read', async ({
  page,
}) => {
  const { threadId } = act<Written>('written', mark())
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/threads/${threadId}`)
  await expect(page.locator('#r5 .body ul')).toHaveCSS('list-style-type', 'none')
  await expect(page.locator('#r3 .body ul')).toHaveCSS('list-style-type', 'disc')
  // Right is right, also in a table that begins there.
  await expect(page.locator('#r4 .body td').nth(1)).toHaveCSS('text-align', 'right')
  const last = await page.locator('#r5 .body td').last().boundingBox()
  expect(last?.width, 'the last of five columns, out of sight').toBeGreaterThanOrEqual(7 * 16)
  await expectNoSidewaysScroll(page)
})

test('titles, posts, results and fields are written from the side of their letters', async ({ page }) => {
  const { threadId } = act<Written>('written', mark())
  const sideOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction)
  await page.goto(`/threads/${threadId}`)
  expect(await sideOf('h1')).toBe('rtl')
  expect(await sideOf('#r3 .body p')).toBe('rtl')
  expect(await sideOf('#r3 .body p code')).toBe('ltr')
  expect(await sideOf('#r3 .body ul')).toBe('rtl')
  expect(await sideOf('#r3 .body ul ~ p')).toBe('ltr')
  expect(await sideOf('#r4 .body blockquote')).toBe('rtl')
  expect(await sideOf('#r4 .body table')).toBe('rtl')
  expect(await sideOf('#q .body p')).toBe('ltr')
  await page.goto('/threads?sort=newest')
  expect(await sideOf(`a.row-t[href^="/threads/${threadId}/"]`)).toBe('rtl')
  await page.goto(`/search?q=${encodeURIComponent('كيف أشغل')}`)
  expect(await sideOf('input[name=q]')).toBe('rtl')
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/search.png`, fullPage: true })
})

test('a picture that does not load leaves its words or its address, without scripts too', async ({ browser }) => {
  const { threadId } = act<Written>('written', mark())
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_URL })
  const page = await context.newPage()
  await page.route(/pictures\.example/, (route) => route.fulfill({ status: 404 }))
  await page.goto(`/threads/${threadId}`)
  await page.locator('#q summary').click()
  const picture = page.locator('#q img')
  await expect(picture).toHaveAttribute('alt', 'https://pictures.example/missing.png')
  const box = await picture.boundingBox()
  expect(box?.width, 'its address has a line').toBeGreaterThan(100)
  expect(box?.height).toBeGreaterThan(10)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/picture.png`, fullPage: true })
  await context.close()
})
