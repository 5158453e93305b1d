import type { Request } from '@playwright/test'
import { expect, expectAccessible, test } from './support/site'

test('results come while one types, the answer first, and the arrows choose', async ({ page }) => {
  await page.goto('/')
  const field = page.getByLabel('Search threads and answers')
  await field.pressSequentially('pinn')
  const options = page.getByRole('option')
  await expect(options.first()).toContainText('Why a TLS handshake fails')
  await expectAccessible(page)
  await field.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await field.press('Enter')
  await expect(page).toHaveURL(/answers\/tls-handshake-fails#pinning/)
})

test('an answer to an earlier text never replaces one to a later text', async ({ page }) => {
  let held: (() => void) | undefined
  let ended = false
  const isEarlier = (request: Request) => request.url().endsWith('/search/instant?q=ti')
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => {
      ended ||= isEarlier(request)
    })
  await page.route('**/search/instant?q=ti', async (route) => {
    await new Promise<void>((resolve) => {
      held = resolve
    })
    await route.continue().catch(() => undefined)
  })
  await page.goto('/')
  const field = page.getByLabel('Search threads and answers')
  await field.fill('ti')
  await expect.poll(() => held !== undefined).toBe(true)
  await field.fill('pinned domain')
  await expect(page.getByRole('option').first()).toBeVisible()
  held?.()
  // It has come, or nobody wants it any more; whatever the page does about it is done two frames later.
  await expect.poll(() => ended).toBe(true)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await expect(page.getByText('for “pinned domain” with Enter')).toBeVisible()
})

test('a misspelt word is corrected and can be searched as written', async ({ page }) => {
  await page.goto('/search?q=certifcate')
  await expect(page.getByText('Showing results for')).toContainText('certificate')
  await page.getByRole('link', { name: 'certifcate' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing for “certifcate”' })).toBeVisible()
})

test('facets narrow, what is chosen is said and can be cleared', async ({ page }) => {
  await page.goto('/search?q=network')
  await page
    .getByRole('checkbox', { name: /Unanswered/ })
    .locator('visible=true')
    .check()
  await expect(page).toHaveURL(/is=unanswered/)
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/is=unanswered/)
})

test('an unknown operator is said', async ({ page }) => {
  await page.goto('/search?q=version:18+crash')
  await expect(page.getByText('version: is not an operator')).toBeVisible()
})

test('the keys move, search and explain themselves, and can be switched off', async ({ page }) => {
  await page.goto('/topics/networking')
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.locator('.row-t').first()).toBeFocused()
  await page.keyboard.press('j')
  await expect(page.locator('.row-t').nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(page.locator('.row-t').first()).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByLabel('Search threads and answers')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.locator('h1').click()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('checkbox', { name: 'Use these keys' }).uncheck()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByLabel('Search threads and answers')).not.toBeFocused()
})

test('several boxes of one facet widen it, and what is not chosen stays in reach', async ({ request }) => {
  const read = async (query: string) => (await request.get(`/search?q=connection${query}`)).text()
  const count = (html: string) => Number(/<b>([\d,]+)(?:<!-- -->)?\+?/.exec(html)?.[1]?.replace(',', ''))
  const [answered, unanswered, both] = [await read('&is=answered'), await read('&is=unanswered'), await read('&is=answered&is=unanswered')]
  expect(count(both)).toBeGreaterThan(Math.max(count(answered), count(unanswered)))
  expect(answered).toContain('value="unanswered"')
  expect(await read('&page=99')).toContain('There is no page')
})

test('a word after a minus leaves posts out, and the page says so and offers the other reading', async ({ page }) => {
  await page.goto('/search?q=certificate+-renewal')
  await expect(page.getByText('Posts with renewal are left out.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Search for this word too' }).click()
  await expect(page).toHaveURL(/minus=typed/)
  await expect(page.getByText('Searched for -renewal as typed.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Leave out posts with this word instead' }).click()
  await expect(page.getByText('Posts with renewal are left out.')).toBeVisible()
})

test('a search that finds nothing says no more than is so', async ({ page }) => {
  await page.goto('/search?q=%E2%80%9Ccertificate+zebra%E2%80%9D')
  await expect(page.getByText('No post has “certificate zebra” word for word')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Search for the single words' }).click()
  await expect(page.getByRole('heading', { name: 'Results' })).toBeAttached()
  await page.goto('/search?q=qwxzjk')
  await expect(page.getByText('No post has these words.')).toBeVisible()
})
