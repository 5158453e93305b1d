import type { APIRequestContext, Page } from '@playwright/test'
import { mark } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }

/** A thread with so many replies, in a topic of its own. */
function aLongThread(replies: number): Thread & { url: string; topic: string } {
  const topic = `long-${mark()}`
  const thread = act<Thread>('long-thread', topic, replies)
  return { ...thread, topic, url: `/threads/${thread.id}/${thread.slug}` }
}

const numbersOf = (page: Page) => page.locator('.post .no a').allTextContents()
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => `#${first + i}`)
const top = (page: Page) => page.getByRole('navigation', { name: 'In this thread', exact: true })
const end = (page: Page) => page.getByRole('navigation', { name: 'In this thread, at the end' })
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${page.viewportSize()?.width}.png` })
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('434 replies are read thirty by thirty, and every page leads to every other', async ({ page }) => {
      const { url, id } = aLongThread(434)
      act('accept', id, 100)
      await page.goto(url)
      expect(await numbersOf(page)).toEqual(['Q', ...range(1, 30)].map((text) => text.trim()))
      await expect(top(page).getByRole('listitem').filter({ hasText: /^\d+$/ })).toHaveCount(15)
      await expectNoSidewaysScroll(page)
      if (scripts) await expectAccessible(page)
      await top(page).scrollIntoViewIfNeeded()
      await shot(page, 'first')

      await page.getByRole('link', { name: 'Later replies' }).click()
      await expect(page).toHaveURL(`${url}?from=31`)
      expect(await numbersOf(page)).toEqual(range(31, 60))
      await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`${url}\\?from=31$`))

      await end(page).getByRole('link', { name: 'Page 15, replies 421 to 434' }).click()
      await expect(page).toHaveURL(`${url}?from=421`)
      expect(await numbersOf(page)).toEqual(range(421, 434))
      await expect(page.getByRole('link', { name: 'Later replies' })).toHaveCount(0)
      await expectNoSidewaysScroll(page)
      if (scripts) await expectAccessible(page)
      await end(page).scrollIntoViewIfNeeded()
      await shot(page, 'last')

      await end(page).getByRole('link', { name: 'reply 100' }).click()
      await expect(page).toHaveURL(`${url}?from=91#r100`)
      await expect(page.locator('#r100')).toBeInViewport()
      await top(page).getByRole('link', { name: 'reply 434' }).click()
      await expect(page).toHaveURL(`${url}?from=421#r434`)
      await expect(page.locator('#r434')).toBeInViewport()
      await top(page).getByRole('link', { name: 'The question' }).click()
      await expect(page.locator('#q')).toBeInViewport()
    })

    test('a list leads to the last reply of a thread', async ({ page }) => {
      const { url, topic } = aLongThread(62)
      await page.goto(`/topics/${topic}`)
      await page.getByRole('link', { name: /^Last reply/ }).click()
      await expect(page).toHaveURL(`${url}?from=61#r62`)
      await expect(page.locator('#r62')).toBeInViewport()
    })

    test('a page without replies that are shown says so, and leads back', async ({ page }) => {
      const { url, id } = aLongThread(30)
      const { id: replyId } = act<{ id: number }>('reply', id, 'Rubbish.')
      act('hide-reply', replyId)
      const response = await page.goto(`${url}?from=31`)
      expect(response?.status()).toBe(200)
      await expect(page.getByText('Replies 31 to 60 are not shown any more')).toBeVisible()
      await page.getByRole('link', { name: 'Earlier replies' }).click()
      await expect(page).toHaveURL(url)
      await expect(page.locator('#r30')).toBeAttached()
    })
  })
}

test('old addresses of pages, and any number of a reply, lead to the page that shows it', async ({ request }) => {
  const { url } = aLongThread(230)
  const leads = async (address: string) => {
    const response = await (request as APIRequestContext).get(address, { maxRedirects: 0 })
    return [response.status(), response.headers().location ?? '']
  }
  expect(await leads(`${url}?page=1`)).toEqual([307, url])
  expect(await leads(`${url}?page=2`)).toEqual([307, `${url}?from=91`])
  expect(await leads(`${url}?page=3`)).toEqual([307, `${url}?from=181`])
  for (const none of [`${url}?page=4`, `${url}?page=90071992547409`, `${url}?from=241`, `${url}?from=2147483647`])
    expect(await leads(none), none).toEqual([404, ''])
  expect(await leads(`${url}?from=45`)).toEqual([307, `${url}?from=31`])
  expect(await leads(`${url}?from=1`)).toEqual([307, url])
  expect(await leads(`${url}?from=nonsense`)).toEqual([307, url])
  expect(await leads(`${url}/200`)).toEqual([307, `${url}?from=181#r200`])
  const other = url.replace(/[^/]+$/, 'as-it-was-called')
  expect(await leads(`${other}?from=31`)).toEqual([308, `${url}?from=31`])
  expect(await leads(`${other}?page=2`)).toEqual([307, `${url}?from=91`])
})

test('a link of before to a reply, which named the page of a hundred it was on, finds the reply', async ({ page }) => {
  const { url } = aLongThread(230)
  for (const [address, present, number] of [
    [`${url}#r95`, `${url}?from=91#r95`, 95],
    [`${url}?page=2#r187`, `${url}?from=181#r187`, 187],
  ] as const) {
    await page.goto(address)
    await expect(page).toHaveURL(present)
    await expect(page.locator(`#r${number}`)).toBeInViewport()
  }
  // Within a page that is open, too.
  await page.evaluate(() => {
    location.hash = '#r12'
  })
  await expect(page).toHaveURL(`${url}#r12`)
  await page.goto(`${url}#r9999`)
  await expect(page.locator('#r1')).toBeAttached()
  await expect(page, 'one that is not there leads nowhere').toHaveURL(`${url}#r9999`)
})

test('keys turn the pages of a thread, unless something is typed or they are off', async ({ page }) => {
  const { url } = aLongThread(62)
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeAttached()
  await page.keyboard.press('n')
  await expect(page).toHaveURL(`${url}?from=31`)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeAttached()
  await page.keyboard.press('p')
  await expect(page).toHaveURL(url)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeAttached()
  await page.locator('input[name=q]').pressSequentially('nn')
  await expect(page.locator('input[name=q]')).toHaveValue('nn')
  await page.getByRole('button', { name: 'Keys' }).focus()
  await page.keyboard.press('?')
  await page.getByLabel('Use these keys in this browser').uncheck()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('n')
  expect(page.url().endsWith(url)).toBe(true)
})

test('what came since the last visit is marked, with a way to it, and nothing moves', async ({ page }) => {
  const { personId, name } = await signInAs(page, 'Returning Reader')
  const { url, id } = aLongThread(40)
  const told = page.waitForResponse(/\/viewer\?thread=/)
  await page.goto(url)
  await told
  await expect(page.getByText('since your last visit'), 'the first visit').toHaveCount(0)
  act('reply-as', id, name, 'My own.')
  for (const words of ['One of others.', 'Another.']) act('reply-as', id, 'Talking Helper', words)
  expect(act('yesterday', personId)).toBe(1)

  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/viewer?*', async (route) => {
    await held
    await route.continue()
  })
  const placesOf = () =>
    page
      .locator('.post, .post .by, .replies-head h2, .reply-nav li')
      .evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().x, each.getBoundingClientRect().y + window.scrollY]))
  const asked = page.waitForRequest(/\/viewer\?thread=/)
  await page.goto(`${url}?from=31`)
  await asked
  // Letters of another face have other widths.
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const before = await placesOf()
  release?.()
  const link = page.getByRole('link', { name: '2 new since your last visit' })
  await expect(link).toHaveAttribute('href', `${url}?from=31#r42`)
  await expect(page.locator('#r42').getByText('New since your last visit')).toBeVisible()
  await expect(page.getByText('New since your last visit', { exact: true })).toHaveCount(1)
  expect(await placesOf()).toEqual(before)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await shot(page, 'new-head')
  await link.click()
  await expect(page.locator('#r42')).toBeInViewport()
  await shot(page, 'new-mark')
  await page.unroute('**/viewer?*')
  await page.goto(url)
  await expect(page.getByRole('link', { name: '2 new since your last visit' }), 'on every page of this visit').toBeVisible()
})
