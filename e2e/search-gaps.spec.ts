import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { openUntil } from './support/eventually'
import { look } from './support/look'
import { mark } from './support/own'
import { act, expect, signInAs, signInToLook, test } from './support/site'

type Thread = { id: number; slug: string }

/** A visitor with a browser of their own, so that it is a session of its own. */
async function aVisitor(browser: Browser, number: number): Promise<Page> {
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36 ${mark()}${number}`
  return aPage(browser, { userAgent })
}

/** So many visitors search for it, and half an hour passes. */
async function searched(browser: Browser, query: string, people: number): Promise<void> {
  for (let i = 0; i < people; i++) {
    const visitor = await aVisitor(browser, i)
    await visitor.goto(`/search?q=${encodeURIComponent(query)}`)
    await expect(visitor.locator('main')).toContainText(query)
    await visitor.context().close()
  }
  act('age-searches', query)
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, what three people search in vain is closed by a synonym, and is open again when an edit breaks it`, async ({ browser }) => {
    const editor = await aPage(browser, { javaScriptEnabled })
    await signInAs(editor, 'Finding Editor', 'editor')
    const [said, meant] = [`samovar${mark()}`, `${mark()}kettle`]
    const thread = act<Thread>('thread', 'rooms', `The ${meant} whistles`, 'All night long.')

    await searched(browser, said, 3)
    await searched(browser, `${said} rare${mark()}`, 2)
    const link = editor.getByRole('link', { name: said, exact: true })
    const rarer = editor.getByText('not shown: what few people search for is their own business')
    await openUntil(editor, '/desk/searches', async () => (await link.isVisible()) && rarer.isVisible())
    const gap = editor.getByRole('listitem').filter({ has: link })
    await expect(gap).toContainText('3 searches in 3 sessions')
    await expect(gap).toContainText('3 found nothing')
    await expect(editor.locator('main')).not.toContainText(`rare${mark()}`)
    await look(editor, 'search-gaps', javaScriptEnabled)

    await link.click()
    await expect(editor.getByRole('heading', { level: 1 })).toHaveText(said)
    await expect(editor.getByLabel('The tag')).toHaveCount(0)
    await expect(editor.getByLabel('Address of the thread')).toBeHidden()
    await look(editor, 'search-gap', javaScriptEnabled)
    await editor.getByLabel('The page that it must find').fill('/people/me')
    await editor.getByLabel('The page says').fill(meant)
    await editor.getByRole('button', { name: 'Close the gap' }).click()
    await expect(editor.getByText('“/people/me” is neither /threads/NUMBER nor /answers/NAME.')).toBeVisible()
    await expect(editor.getByLabel('The page says'), 'what was typed is still there').toHaveValue(meant)
    await look(editor, 'search-gap-refused', javaScriptEnabled)
    await editor.getByLabel('The page that it must find').fill(`/threads/${thread.id}/${thread.slug}`)
    // What was just written takes a moment to be found by another engine: then the gap waits, and is closed by itself.
    await editor.getByRole('button', { name: 'Close the gap' }).click()
    await expect(editor.getByText(/^(Closed\. Its page|Noted\. Its page)/)).toBeVisible()
    await openUntil(editor, '/desk/searches?show=closed', () => link.isVisible())
    await expect(gap).toContainText(`/threads/${thread.id} · found`)
    await look(editor, 'search-gaps-closed', javaScriptEnabled)

    const visitor = await aVisitor(browser, 9)
    const hit = visitor.locator('main').getByRole('link', { name: `The ${meant} whistles` })
    await openUntil(visitor, `/search?q=${said}`, () => hit.first().isVisible())
    await visitor.context().close()

    act('edit-thread', thread.id, 'All night long.', 'It whistles')
    // Without a press: the worker looks again where the page of a golden query was edited.
    await openUntil(editor, '/desk/searches', () => link.isVisible())
    await expect(gap).toContainText('not among the first three yet')
    await openUntil(editor, '/desk/golden', () => editor.locator('summary').filter({ hasText: said }).isVisible())
    await expect(editor.locator('summary').filter({ hasText: said })).toContainText('not among the first three since')
    await look(editor, 'golden', javaScriptEnabled)
    await openUntil(editor, '/inbox', () => editor.getByText(`“${said}” no longer finds /threads/${thread.id}`).first().isVisible())
    await editor.getByRole('link', { name: 'A search no longer finds what it must' }).first().click()
    await expect(editor).toHaveURL(/\/desk\/searches$/)
    await editor.context().close()
  })
}

test('editors add, change and remove search synonyms and golden queries, and say that a search is no gap', async ({ browser, page }) => {
  await signInAs(page, 'Wording Editor', 'editor')
  const words = `urn${mark()}`
  await page.goto('/desk/synonyms')
  await page.getByLabel('Who searches for').first().fill(words)
  await page.getByLabel('also finds').first().fill('?')
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByText('Both sides need words.')).toBeVisible()
  await page.getByLabel('also finds').first().fill(`tea pot ${mark()}`)
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByText('Saved. Searches use it from now on.')).toBeVisible()
  const row = page.locator('details').filter({ hasText: words })
  await row.locator('summary').click()
  await look(page, 'synonyms', true)
  await row.getByLabel('And the other way round').check()
  await row.getByRole('button', { name: 'Save' }).click()
  await expect(row.locator('summary')).toContainText(`and tea pot ${mark()}`)
  await row.locator('summary').click()
  await row.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Removed.')).toBeVisible()
  await expect(row).toHaveCount(0)

  await page.goto('/desk/golden')
  await page.getByLabel('The search').first().fill(`golden ${words}`)
  await page.getByLabel('The page that it must find').first().fill('/threads/999999')
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByText('Saved. The page is not among the first three.')).toBeVisible()
  const golden = page.locator('details').filter({ hasText: `golden ${words}` })
  await golden.locator('summary').click()
  await golden.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Removed.')).toBeVisible()

  await searched(browser, `weather${mark()}`, 3)
  const link = page.getByRole('link', { name: `weather${mark()}`, exact: true })
  await openUntil(page, '/desk/searches', () => link.isVisible())
  await link.click()
  await page.locator('summary').filter({ hasText: 'It is no gap' }).click()
  await page.getByLabel('Why').fill('It is about the sky.')
  await page.getByRole('button', { name: 'It is no gap' }).click()
  await expect(page.getByText('Noted: it is no gap.')).toBeVisible()
  await page.getByRole('link', { name: /^Not a gap/ }).click()
  await expect(page.getByRole('listitem').filter({ has: link })).toContainText('It is about the sky.')
  await link.click()
  await look(page, 'search-gap-dismissed', true)
  await page.getByRole('button', { name: 'It is a gap after all' }).click()
  await expect(page.getByText('It is a gap again.')).toBeVisible()
})

test('nobody but editors reads what people search for', async ({ page }) => {
  await signInToLook(page, 'member')
  for (const address of ['/desk/searches', '/desk/searches/1', '/desk/golden', '/desk/synonyms']) {
    const response = await page.goto(address)
    expect(response?.status(), address).toBe(404)
  }
})
