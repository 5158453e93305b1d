import { own } from './support/own'
import { act, expect, test } from './support/site'

/** A thread whose title and text no other page has. */
function makeThread() {
  const [title, text] = [own('A humming valve'), `${own('The valve hums')} at night.`]
  // Long enough that what describes the page to other sites ends before `text`.
  return { title, text, ...act<{ id: number }>('thread', 'rooms', title, `${'It was quiet before. '.repeat(40)}\n\n${text}`) }
}

const dataForReact = (page: string) => [...page.matchAll(/self\.__next_f\.push\((.*?)\)<\/script>/gs)].map(([, data]) => data).join('')

test('a page holds the HTML of a post and of a list once: it is not in the data for React as well', async ({ request }) => {
  const { id, text, title } = makeThread()
  for (const [address, words] of [
    [`/threads/${id}`, text],
    ['/topics/rooms', title],
  ] as const) {
    const page = await (await request.get(address)).text()
    expect(page).toContain(words)
    expect(dataForReact(page).length, 'there is such data').toBeGreaterThan(1_000)
    // Not `not.toContain()`: a failure would print the whole page.
    expect(dataForReact(page).includes(words), `${address} has “${words}” in its data for React`).toBe(false)
  }
})

test('lists and posts stay when something changes a page before React knows it', async ({ browser }) => {
  const { id, text, title } = makeThread()
  // A page of its own: React reports what it finds to the console, as it should.
  const context = await browser.newContext({ baseURL: process.env.E2E_URL as string })
  const page = await context.newPage()
  // Like a translator that runs in the browser: React finds other words than it expects, and writes the page again.
  const changed: string[] = []
  await page.route(/\/(topics\/rooms|threads\/\d+[^.]*)$/, async (route) => {
    const response = await route.fetch()
    const body = await response.text()
    const heading = body.replace(/(<h1[^>]*>)([^<]+)/, '$1Translated')
    if (heading !== body) changed.push(route.request().url())
    await route.fulfill({ response, body: heading })
  })
  for (const [address, shown] of [
    ['/topics/rooms', page.getByRole('row').filter({ hasText: title })],
    [`/threads/${id}`, page.getByText(text)],
  ] as const) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Translated')
    await expect(shown).toBeVisible()
  }
  expect(changed).toHaveLength(2)
  await context.close()
})
