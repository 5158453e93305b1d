import type { Locator, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { eventually, openUntil } from './support/eventually'
import { look } from './support/look'
import { mark } from './support/own'
import { act, expect, signInAs, signInToLook, test } from './support/site'

type Thread = { id: number; slug: string }

/** An answer about pumps of one kind, which cites two replies, links to a manual, and covers a thread. */
function anAnswer(word: string) {
  const cited = act<Thread>('thread', 'rooms', `What the ${word} maker says`, 'He wrote to me.')
  act('reply', cited.id, 'Wait for 30 seconds.')
  const second = act<{ id: number }>('reply', cited.id, 'Paint it green.')
  const body = [
    `Wait for thirty seconds.[^/threads/${cited.id}#r1]`,
    `Paint it.[^/threads/${cited.id}#r2]`,
    `See [the manual](https://maker.example/${word}) of the ${word}.`,
  ].join('\n\n')
  const title = `A quiet ${word} pump`
  const { slug } = act<{ slug: string }>('answer', 'rooms', title, body)
  const thread = act<Thread>('thread', 'rooms', `My ${word} pump hums`, `The ${word} pump hums all night.`)
  act('cover', thread.id, slug)
  return { title, slug, cited, second, thread }
}

const itemOf = (page: Page, title: string): Locator => page.getByRole('article', { name: title })
/** Opens the room page by page until one passes: other journeys have answers to review, too, and a page has ten. */
const openReviews = (page: Page, isShown: () => Promise<boolean>): Promise<void> =>
  eventually(async () => {
    await page.goto('/desk/needs-review')
    const more = page.getByRole('link', { name: 'More →' })
    while (!(await isShown()) && (await more.isVisible())) await page.goto((await more.getAttribute('href')) ?? '')
    expect(await isShown(), 'the room shows it').toBe(true)
  })
const said = (page: Page, words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible()

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, an editor sees why an answer needs review and settles each reason in one step`, async ({ browser }) => {
    const word = `heron${mark()}`.toLowerCase()
    const { title, slug, cited, second, thread } = anAnswer(word)
    const editor = await aPage(browser, { javaScriptEnabled })
    await signInAs(editor, 'Rhea Reviews', 'editor')
    act('edit-reply', cited.id, 1, 'Wait for 50 minutes.')
    act('hide-reply', second.id, 'Wrong.')
    act('reply-as', thread.id, 'Hal Helper', 'It does not work any more. The pump still hums since the update.')
    act('dead-links', slug)
    act('past-review', slug)
    const item = itemOf(editor, title)
    const reasons = item.locator('.review-reasons > li')
    await openReviews(editor, async () => (await reasons.count()) === 4)
    await expect(reasons.nth(0)).toContainText('Its review date passed')
    await expect(reasons.nth(1)).toContainText('2 sources changed')
    await expect(reasons.nth(1).locator('ins').first()).toContainText('50')
    await expect(reasons.nth(1)).not.toContainText('green')
    await expect(reasons.nth(2)).toContainText('1 reply says that it does not work any more')
    await expect(reasons.nth(2)).toContainText('Hal Helper')
    await expect(reasons.nth(3)).toContainText('1 link is dead')
    await look(editor, 'needs-review', javaScriptEnabled)

    // The page of the answer, search and feeds say so, and not why.
    const reader = await aPage(browser, { javaScriptEnabled })
    await openUntil(reader, `/answers/${slug}`, () => reader.getByText(/^Needs review since/).isVisible())
    await expect(reader.getByText('Next review'), 'it is due now').toHaveCount(0)
    await look(reader, 'needs-review-reader', javaScriptEnabled)
    for (const why of ['does not work any more', 'dead', 'Rhea']) await expect(reader.locator('main')).not.toContainText(why)
    await openUntil(reader, `/search?q=quiet+${word}+pump`, () => reader.locator('main').getByText('Needs review').first().isVisible())
    await eventually(async () => expect(await (await reader.request.get('/topics/rooms/feed.json')).text()).toContain('needs review'))

    // One source supports it still; the paragraph of the hidden one goes; a link is changed in place.
    await item.getByRole('button', { name: 'It still supports it' }).click()
    await said(editor, 'Verified: what the source says now')
    await expect(reasons.nth(1)).toContainText('1 source changed')
    await revise(reasons.nth(1), '')
    await said(editor, 'Published as a minor revision.')
    await expect(reasons).toHaveCount(3)
    await revise(reasons.nth(2), `Ask the maker of the ${word}.`)
    await said(editor, 'Published as a minor revision.')
    await expect(reasons).toHaveCount(2)
    await reader.goto(`/answers/${slug}`)
    await expect(reader.locator('main')).not.toContainText('Paint it')
    await expect(reader.locator('main')).toContainText(`Ask the maker of the ${word}.`)

    // It still holds: nothing is left, and undoing that brings all back.
    await item.getByRole('button', { name: /^It still holds/ }).click()
    await said(editor, 'Noted: it holds as it is.')
    await expect(item).toHaveCount(0)
    await openUntil(reader, `/answers/${slug}`, () => reader.getByText(/^Checked by an editor/).isVisible())
    await editor.getByRole('button', { name: 'Undo' }).click()
    await said(editor, 'It needs review again, as before.')
    await expect(reasons).toHaveCount(2)
    await openUntil(reader, `/answers/${slug}`, () => reader.getByText(/^Needs review since/).isVisible())
    await editor.context().close()
  })

  test(`${how}, a review is put off, an answer is archived, and both are undone`, async ({ browser }) => {
    const word = `egret${mark()}`.toLowerCase()
    const { title, slug } = anAnswer(word)
    const editor = await aPage(browser, { javaScriptEnabled })
    await signInAs(editor, 'Sven Snoozes', 'editor')
    act('past-review', slug)
    const item = itemOf(editor, title)
    await openUntil(editor, '/desk/needs-review?reason=date', () => item.isVisible())
    await item.getByLabel('for').selectOption({ label: '7 days' })
    await item.getByRole('button', { name: /^Snooze/ }).click()
    await said(editor, 'Snoozed.')
    await expect(item).toHaveCount(0)
    await editor.getByRole('link', { name: /^Snoozed/ }).click()
    await expect(item).toContainText('snoozed until')
    await look(editor, 'needs-review-snoozed', javaScriptEnabled)
    await item.getByRole('button', { name: /^Wake it up/ }).click()
    await said(editor, 'It is in the list again.')
    await editor.goto('/desk/needs-review')

    await item.locator('summary', { hasText: 'Archive' }).click()
    await item.getByLabel('Successor').fill('nothing-of-that-name')
    await item.getByRole('button', { name: 'Archive it' }).click()
    await expect(item.getByRole('alert')).toContainText('There is no published answer of that name.')
    await look(editor, 'needs-review-refused', javaScriptEnabled)
    await item.getByLabel('Successor').fill('')
    await item.getByRole('button', { name: 'Archive it' }).click()
    await said(editor, 'Archived.')
    await expect(item).toHaveCount(0)
    await editor.getByRole('button', { name: 'Undo' }).click()
    await said(editor, 'It is published again.')
    await openReviews(editor, () => item.isVisible())
    await editor.context().close()
  })
}

test('what came since the page was opened is not settled with the rest', async ({ page }) => {
  const word = `stork${mark()}`.toLowerCase()
  const { title, slug, thread } = anAnswer(word)
  await signInAs(page, 'Lena Late', 'editor')
  act('past-review', slug)
  const item = itemOf(page, title)
  await openReviews(page, () => item.isVisible())
  act('reply-as', thread.id, 'Hal Helper', 'It does not work any more. The pump still hums since the update.')
  await item.getByRole('button', { name: /^It still holds/ }).click()
  // The worker may not have read the reply yet: then the answer is back with it alone.
  await openReviews(page, () => item.getByText(/^1 reply says/).isVisible())
})

test('a newer version than an answer applies to is found where people speak of it', async ({ page }) => {
  const word = `Ibis${mark()}`
  const slug = act<{ slug: string }>('answer', 'rooms', `Setting up ${word}`, 'Turn the key.').slug
  act('applies-to', slug, `${word} 2`)
  for (const title of [`${word} 3 does not start`, `Is ${word} 3 out?`]) act('thread', 'rooms', title, `I have installed ${word} 3.`)
  act('versions-again', slug)
  await signInToLook(page, 'editor')
  const item = itemOf(page, `Setting up ${word}`)
  await openReviews(page, () => item.isVisible())
  await expect(item).toContainText('A newer version is discussed in 2 threads')
  await expect(item.getByRole('link', { name: `Is ${word} 3 out?` })).toBeVisible()
  await look(page, 'needs-review-version', true)
})

test('nobody but editors reads what needs review', async ({ page }) => {
  await signInToLook(page, 'member')
  expect((await page.goto('/desk/needs-review'))?.status()).toBe(404)
})

async function revise(reason: Locator, text: string): Promise<void> {
  await reason.locator('summary', { hasText: 'Revise this paragraph' }).click()
  await reason.getByLabel('The paragraph, in Markdown').fill(text)
  await reason.getByLabel('What changed').fill('After a review.')
  await reason.getByRole('button', { name: /^Publish it/ }).click()
}
