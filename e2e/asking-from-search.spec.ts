import type { Page } from '@playwright/test'
import { openUntil } from './support/eventually'
import { mark, own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Account = { email: string; password: string }

/** Opens a page of results until it counts `count`: Meilisearch takes a moment to index what was just written. */
const openUntilCounted = (page: Page, address: string, count: string) =>
  openUntil(page, address, () => page.locator('.hits-head b', { hasText: new RegExp(`^${count}$`) }).isVisible())

/** From a search without a result, through sign-in, to a posted question. Axe is a script, so it is left out where a page runs none. */
async function askFromSearch(page: Page, { scripts = true } = {}): Promise<void> {
  const { email, password } = act<Account>('account', own('Search Asker'), 'member')
  act('thread', 'rooms', own('The room has a thread'), 'x')
  // No other post has these words, so that nothing is suggested.
  const words = `Quomber${mark()} vindle${mark()}`
  await page.goto(`/search?q=${encodeURIComponent(`${words} topic:rooms -squeaking`)}`)
  await expect(page.getByRole('heading', { name: /^Nothing for/ })).toBeVisible()
  if (scripts) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Ask this' }).click()
  await expect(page.getByLabel('Title')).toHaveValue(words)
  if (scripts) await expectAccessible(page)
  await page.getByRole('link', { name: 'Sign in to post it' }).click()
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Title')).toHaveValue(words)
  await expect(page.getByLabel('Topic')).not.toHaveValue('')
  if (scripts) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByLabel('What happens').fill(`Plimmet${mark()}.`)
  await page.getByRole('button', { name: /^Post/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words)
  await expect(page.getByRole('navigation', { name: 'Where you are' }).locator('a[href="/topics/rooms"]')).toBeVisible()
}

test('a search without a result leads to a posted question', async ({ page }) => {
  await askFromSearch(page)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a search without a result leads to a posted question', async ({ page }) => {
    await askFromSearch(page, { scripts: false })
  })

  test('a visitor who looks for answers first keeps topic and tags', async ({ page }) => {
    act('thread', 'rooms', own('A kettle'), 'x', `steam${mark()}`)
    await page.goto(`/ask?topic=rooms&tag=steam${mark()}`)
    await page.getByLabel('Title').fill('My kettle whistles')
    await page.getByRole('button', { name: 'Look for answers' }).click()
    await expect(page.getByRole('link', { name: 'Sign in to post it' })).toHaveAttribute(
      'href',
      `/sign-in?next=${encodeURIComponent(`/ask?title=My+kettle+whistles&topic=rooms&tag=steam${mark()}`)}`,
    )
  })
})

test('every result page ends with a way to ask, and keeps what the facets chose', async ({ page }) => {
  const title = own('Fendle drips')
  act('thread', 'rooms', title, 'It drips.', `drip${mark()}`)
  await openUntilCounted(page, `/search?q=${encodeURIComponent(`"${title}"`)}&topic=rooms&tag=drip${mark()}`, '1 result')
  await expect(page.getByRole('link', { name: 'Ask this' })).toHaveAttribute(
    'href',
    `/ask?${new URLSearchParams({ title, topic: 'rooms', tag: `drip${mark()}` })}`,
  )
  await expectAccessible(page)
  await page.goto(`/search?q=${encodeURIComponent(title)}&topic=rooms&topic=other`)
  await expect(page.getByRole('link', { name: 'Ask this' })).toHaveAttribute('href', `/ask?${new URLSearchParams({ title })}`)
})

test('a topic and a tag lead to asking there; a kept draft is named and not lost', async ({ page }) => {
  await signInAs(page, 'Topic Asker')
  act('thread', 'rooms', own('Something to see'), 'x', `hue${mark()}`)
  await page.goto('/topics/rooms')
  await page.getByRole('link', { name: 'Ask in this topic' }).click()
  await expect(page.getByLabel('Topic')).not.toHaveValue('')
  await page.goto(`/tags/hue${mark()}`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ask with this tag' }).click()
  await expect(page.getByLabel('Tags')).toHaveValue(`hue${mark()}`)
  await page.getByLabel('Title').fill(own('A draft to keep'))
  await page.getByLabel('What happens').fill('Half of it.')
  await expect(page.getByText(/Draft saved at/)).toBeVisible()

  await page.goto('/topics/rooms')
  await page.getByRole('link', { name: 'Ask in this topic' }).click()
  await expect(page.getByText('You have begun another question:')).toBeVisible()
  await expect(page.getByLabel('Title')).toHaveValue('')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: own('A draft to keep') }).click()
  await expect(page.getByLabel('What happens')).toHaveValue('Half of it.')
  await page.goto('/ask?title=Another+one&topic=rooms&tag=hue')
  await page.getByRole('button', { name: 'Discard the other' }).click()
  await expect(page.getByText('You have begun another question:')).toHaveCount(0)
  await expect(page.getByLabel('Title')).toHaveValue('Another one')
  await expect(page.getByLabel('What happens')).toHaveValue('')
  await expect(page.getByLabel('Tags')).toHaveValue('hue')
})

test('“this settles it” is offered where something is accepted; what matched is marked', async ({ page }) => {
  const [word, lever] = [`brindle${mark()}`, `lever${mark()}`]
  act('thread', 'rooms', `The ${word} ${lever} is stuck`, `The ${word} ${lever} does not move.`)
  const { id } = act<{ id: number }>('thread', 'rooms', `A stuck ${word} ${lever} again`, `My ${word} ${lever} is stuck too.`)
  act('reply', id, `Oil the ${word} ${lever}.`)
  act('accept', id, 1)
  // What is shown while typing is asked for once, so the index has to have all of it before.
  await openUntilCounted(page, `/search?q=${lever}+is:answered`, '1 result')
  await page.goto('/ask')
  await page.getByLabel('Title').pressSequentially(`The ${word} ${lever} is stuck`)
  // What another attempt left behind may be near, too.
  const near = page.locator('.near-list li').filter({ hasText: word })
  await expect(near).toHaveCount(2)
  await expect(near.filter({ hasText: 'again' }).getByRole('button', { name: /This settles it/ })).toBeVisible()
  await expect(near.filter({ hasText: 'does not move' }).getByRole('button')).toHaveCount(0)
  await expect(near.filter({ hasText: 'does not move' }).locator('.why mark').first()).toHaveText(word)
  await expectAccessible(page)
})
