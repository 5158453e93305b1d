import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { workerCaughtUp } from './support/eventually'
import { look } from './support/look'
import { mark } from './support/own'
import { act, expect, signInAs, test } from './support/site'

type Made = { id: number; slug: string }

async function anEditorPage(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const page = await aPage(browser, { javaScriptEnabled })
  await signInAs(page, 'Covering Editor', 'editor')
  return page
}

/** An answer, and threads that ask it in nearly its words. */
function aSubject(count: number): { word: string; answer: Made; threads: Made[] } {
  const word = `samovar${mark()}`
  const answer = act<Made>('answer', 'rooms', `How to descale a ${word}`, `## Vinegar\n\nDescale the ${word} with vinegar.`)
  const wordings = ['How do I descale a', 'How to descale my', 'Descale the', 'How can I descale this', 'How to descale a']
  const threads = wordings.slice(0, count).map((asks) => act<Made>('thread', 'rooms', `${asks} ${word}`, `I want to descale the ${word}.`))
  return { word, answer, threads }
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, an editor covers five threads from an answer’s page and takes them back in one`, async ({ browser }) => {
    const { answer, threads } = aSubject(5)
    await workerCaughtUp()
    const page = await anEditorPage(browser, javaScriptEnabled)
    await page.goto(`/answers/${answer.slug}/coverage`)
    const boxes = page.getByRole('region', { name: 'Seems to settle' }).getByRole('checkbox')
    await expect(boxes).toHaveCount(5)
    await page.getByRole('region', { name: 'Seems to settle' }).getByRole('link', { name: 'Tick all 5' }).click()
    for (const box of await boxes.all()) await expect(box).toBeChecked()
    await look(page, 'coverage', javaScriptEnabled)
    await page.getByRole('region', { name: 'Seems to settle' }).getByRole('button', { name: 'Cover the chosen ones' }).click()
    await expect(page.getByText('Covered: 5 threads.')).toBeVisible()
    await look(page, 'covered', javaScriptEnabled)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByText('Taken back: 5 threads.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0)
    await page.goto(`/threads/${threads[0]?.id}/${threads[0]?.slug}`)
    await expect(page.locator('.card')).toHaveCount(0)
  })

  test(`${how}, an editor covers what a search finds with an answer that is named, and is told of what was left`, async ({ browser }) => {
    const { word, answer, threads } = aSubject(3)
    act('cover', String(threads[0]?.id), answer.slug)
    await workerCaughtUp()
    const page = await anEditorPage(browser, javaScriptEnabled)
    await page.goto(`/search?q=${word}`)
    await page.getByRole('link', { name: 'Cover threads from these results' }).click()
    await expect(page.getByRole('checkbox')).toHaveCount(3)
    await page.getByRole('link', { name: 'Tick all 3' }).click()
    await page.getByLabel('The answer that settles them').fill(`No ${word} at all`)
    await page.getByRole('button', { name: 'Cover the chosen ones' }).click()
    await expect(page.getByText('No published answer has this title, number or address.')).toBeVisible()
    for (const box of await page.getByRole('checkbox').all()) await expect(box, 'what was ticked is still').toBeChecked()
    await look(page, 'desk-cover-refused', javaScriptEnabled)
    await page.getByLabel('The answer that settles them').fill(`how to descale a ${word}`)
    await page.getByRole('button', { name: 'Cover the chosen ones' }).click()
    await expect(page.getByText('Covered: 2 threads.')).toBeVisible()
    await expect(page.getByText('covered by this answer already')).toBeVisible()
    await look(page, 'desk-cover', javaScriptEnabled)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByText('Taken back: 2 threads.')).toBeVisible()
    await expect(page.getByRole('checkbox')).toHaveCount(2)
    await expect(page.getByLabel('The answer that settles them'), 'the last one is remembered').toHaveValue(`How to descale a ${word}`)
    await look(page, 'desk-cover-undone', javaScriptEnabled)
  })

  test(`${how}, an editor covers the threads of a gap with an answer that was there before`, async ({ browser }) => {
    const { word } = aSubject(0)
    const titles = [`How do I descale a ${word}`, `Scale in my ${word}`, `My ${word} is full of scale`]
    const gap = act<{ id: number }>('gap', `urns${mark()}`.toLowerCase(), ...titles)
    const page = await anEditorPage(browser, javaScriptEnabled)
    await page.goto(`/desk/gaps/${gap.id}`)
    await page.getByRole('link', { name: 'An answer settles it already: cover its threads' }).click()
    await expect(page).toHaveURL(new RegExp(`/desk/cover\\?gap=${gap.id}$`))
    const boxes = page.getByRole('region', { name: 'Threads of the gap' }).getByRole('checkbox')
    await expect(boxes).toHaveCount(3)
    await page.getByRole('link', { name: 'Tick all 3' }).click()
    await page.getByLabel('The answer that settles them').fill(`How to descale a ${word}`)
    await page.getByRole('button', { name: 'Cover the chosen ones' }).click()
    await expect(page.getByText('Covered: 3 threads.')).toBeVisible()
    await look(page, 'desk-cover-gap', javaScriptEnabled)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByText('Taken back: 3 threads.')).toBeVisible()
    await expect(boxes).toHaveCount(3)
  })
}

test('readers are not led to covering', async ({ page }) => {
  const { word } = aSubject(1)
  await workerCaughtUp()
  await page.goto(`/search?q=${word}`)
  await expect(page.getByRole('link', { name: 'Cover threads from these results' })).toHaveCount(0)
  await page.goto('/desk/cover')
  await expect(page, 'a visitor signs in first').toHaveURL(/\/sign-in/)
  await signInAs(page, 'Reading Member', 'member')
  expect((await page.goto('/desk/cover'))?.status()).toBe(404)
})
