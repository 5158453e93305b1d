import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { openUntil } from './support/eventually'
import { inOwnWords } from './support/invented-forum'
import { mark } from './support/own'
import { act, expect, expectAccessible, signInAs, test } from './support/site'

async function anEditor(browser: Browser, name: string): Promise<Page> {
  const page = await aPage(browser)
  await signInAs(page, name, 'editor')
  return page
}

test('from a question that recurs among three hundred threads to the answer that later readers find', async ({ browser }) => {
  const [word, topic] = [`Heron${mark()}`, `feeders${mark()}`.toLowerCase()]
  const own = (text: string) => inOwnWords(word, text)
  const [writer, reviewer] = [await anEditor(browser, 'Freda Feeder'), await anEditor(browser, 'Rita Reviewer')]
  const answer = own(`Keeping a ${word} feeder dry`)
  const threads = act<{ id: number; slug: string }[]>('invented-forum', topic, word)
  expect(threads).toHaveLength(6)

  // The worker finds it among the others, and it is wanted most.
  const map = `/desk/gaps?topic=${topic}`
  const first = writer.locator('.map:visible').getByRole('link').first()
  await openUntil(
    writer,
    map,
    async () =>
      (await first.isVisible()) &&
      /feeder.*: [56] threads, 3\d\d views/.test((await first.getAttribute('aria-label')) ?? (await first.innerText())),
  )
  await expectAccessible(writer)
  await first.click()
  await writer.locator('#chosen').getByRole('heading').getByRole('link').click()
  const gap = new URL(writer.url()).pathname
  expect(gap).toMatch(/^\/desk\/gaps\/\d+$/)
  const title = await writer.getByRole('heading', { level: 1 }).innerText()
  for (const other of await writer.getByRole('checkbox').all())
    expect(await other.getAttribute('aria-label'), 'only what asks the same').toMatch(/seeds/i)

  // One click begins a draft with the threads as its sources; another editor reviews and publishes it.
  await writer.getByRole('button', { name: 'Draft an answer' }).click()
  await expect(writer.getByLabel('Title')).toHaveValue(title)
  await expect(writer.getByRole('complementary', { name: 'Sources' })).toContainText(own('A lid over the chute'))
  await writer.getByLabel('Title').fill(answer)
  await writer.getByLabel('Summary').fill(own('Wet seeds swell and block the chute. A lid keeps them dry.'))
  await writer
    .getByLabel('Text', { exact: true })
    .fill(own(`## Why it jams\n\nWet seeds swell.\n\n## What to do\n\nPut a lid over the chute of the ${word} feeder.`))
  await writer.getByRole('button', { name: 'Send it to review' }).click()
  await expect(writer.locator('.badge').first()).toHaveText('In review')
  await reviewer.goto(new URL(writer.url()).pathname)
  await reviewer.getByRole('button', { name: 'Publish it' }).click()
  await expect(reviewer.getByRole('heading', { level: 1 })).toHaveText('Threads it settles')

  // All threads of the gap are covered in one act.
  const all = reviewer.locator('section').filter({ has: reviewer.getByRole('heading', { name: 'Threads of its gap' }) })
  await all.getByRole('link', { name: /^Tick all [56]$/ }).click()
  await all.getByRole('button', { name: /^Cover the chosen ones/ }).click()
  await expect(reviewer.getByRole('status').filter({ hasText: /^Covered: [56] threads/ })).toBeVisible()

  // A visitor finds the answer by searching, and on the page of a thread; and the gap is off the map.
  const visitor = await aPage(browser)
  const card = visitor.locator('.card').filter({ hasText: answer })
  await openUntil(visitor, `/search?q=${encodeURIComponent(own(`${word} feeder jammed by wet seeds`))}`, () => card.isVisible())
  await openUntil(visitor, `/threads/${threads[0]?.id}/x`, () => card.isVisible())
  await openUntil(
    writer,
    `${map}&as=list`,
    async () => (await writer.getByRole('link', { name: title }).count()) === 0 && (await writer.getByRole('row').count()) > 1,
  )
  await writer.goto(gap)
  await expect(writer.getByText(/^Covered by/)).toContainText(answer)
})
