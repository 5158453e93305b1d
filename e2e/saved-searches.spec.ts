import type { Page } from '@playwright/test'
import { openUntil, workerCaughtUp } from './support/eventually'
import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

const word = (name: string) =>
  own(name)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
const bellOf = (page: Page) => page.locator('.bell')

test('visitors are offered nothing, and are asked to sign in where a search is saved', async ({ page }) => {
  await page.goto('/search?q=anything')
  await expect(page.getByText('Save this search')).toHaveCount(0)
  await page.goto('/search/saved?q=anything')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsearch%2Fsaved/)
})

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('someone saves a search, is told of a new result, follows it, pauses the search and removes it', async ({ page }) => {
      await signInAs(page, 'Searcher')
      const [sought, room] = [word('marmot'), 'saving-room']
      await page.goto(`/search?q=${sought}`)
      await expect(page.getByRole('heading', { name: /Nothing/ })).toBeVisible()
      await page.getByRole('button', { name: 'Save this search' }).click()
      const said = page.getByRole('status').filter({ hasText: 'You have saved this search' })
      await expect(said).toBeVisible()
      if (scripts) {
        await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeFocused()
        await expectAccessible(page)
        await page.reload()
        await expect(page.getByText('You have saved this search, and are told of new results.')).toBeVisible()
        await page.getByRole('link', { name: 'Change this' }).click()
      }
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(sought)
      await expectNoSidewaysScroll(page)
      if (scripts) await expectAccessible(page)
      const thread = act<{ id: number }>('thread', room, own(`Where is the ${sought}`), 'x')
      await workerCaughtUp()
      act('an-hour-later', sought)
      await openUntil(page, '/inbox', () => page.locator('.inbox ul > li').first().isVisible())
      await expect(bellOf(page)).toHaveAccessibleName('Inbox, 1 unread')
      const group = page.locator('.inbox > li')
      await expect(group.getByRole('heading')).toHaveText(`Your search: ${sought}`)
      await expect(group.locator('ul > li')).toContainText(own(`Where is the ${sought}`))
      if (scripts) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await group.getByRole('link', { name: 'A new question' }).click()
      await expect(page).toHaveURL(new RegExp(`/threads/${thread.id}/`))
      await page.goto('/inbox')
      await expect(bellOf(page)).toHaveAccessibleName('Inbox')
      await group.getByRole('heading').getByRole('link').click()
      await expect(page).toHaveURL(`/search?q=${sought}`)
      await page.goto('/me/watches')
      const row = page.getByRole('list', { name: 'Saved searches' }).getByRole('listitem')
      await expect(row).toContainText(sought)
      await row.getByRole('button', { name: `Pause: ${sought}` }).click()
      await expect(row).toContainText('Paused')
      if (scripts) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await row.getByRole('button', { name: `Continue: ${sought}` }).click()
      await expect(row).not.toContainText('Paused')
      await row.getByRole('button', { name: `Remove: ${sought}` }).click()
      await expect(page.getByRole('heading', { name: 'You are not watching anything' })).toBeVisible()
      await page.goto('/inbox')
      await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible()
    })
  })
}

test('a refusal says why, and the results stay', async ({ page }) => {
  await signInAs(page, 'Refused Searcher')
  await page.goto('/search?q=anything')
  await page.route('**/search/saved?**', (route) => route.fulfill({ status: 409, json: { error: 'You have saved 20 searches.' } }))
  await page.getByRole('button', { name: 'Save this search' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'You have saved 20 searches.' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save this search' })).toBeVisible()
})
