import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { mark, own } from './support/own'
import { anOwnSite, type OwnSite } from './support/own-site'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'

// A site of its own: its first posts wait.
let site: OwnSite
let challenging = ''
test.beforeAll(async () => {
  site = await anOwnSite({ settings: { CAIRN_HOLD_FIRST_POSTS: '1' } })
  challenging = await site.another({ CAIRN_HOLD_FIRST_POSTS: '0', CAIRN_CHALLENGE: 'on' })
})
test.afterAll(() => site?.stop())

type Someone = { page: Page; name: string }

async function someone(browser: Browser, role: 'visitor' | 'member' | 'editor', javaScriptEnabled: boolean, name = ''): Promise<Someone> {
  const page = await aPage(browser, { baseURL: site.urls[0], javaScriptEnabled })
  if (role !== 'visitor') {
    const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', own(name), role)
    await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url: site.urls[0] as string })))
  }
  return { page, name: own(name) }
}

async function look(page: Page, name: string, scripts: boolean): Promise<void> {
  if (scripts) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  if (!process.env.SHOTS || !scripts) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${page.viewportSize()?.width}-${colorScheme}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: null })
}

/** Every place where others could find a trace of a held post. */
const places = (thread: string, person: string, word: string) => [
  ...['/', '/threads', '/topics', '/topics/rooms', '/tags', '/answers', '/feed.rss', '/feed.atom', '/feed.json', '/topics/rooms/feed.rss'],
  ...[`/search?q=${word}`, `/search/instant?q=${word}`, `/people/${encodeURIComponent(person)}`, thread, '/sitemap.xml', '/tag-names?q=zq'],
  ...[`/viewer?thread=${/\d+/.exec(thread)?.[0]}`, `/newest-replies?thread=${/\d+/.exec(thread)?.[0]}`, '/me/threads', '/me/replies'],
]

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, a first reply and question wait, in no page of others, and are approved or refused`, async ({ browser }) => {
    const word = `zq${mark()}`
    const thread = site.act<{ id: number; slug: string }>('thread', 'rooms', own('In the open'), 'A question for all.')
    const url = `/threads/${thread.id}/${thread.slug}`
    const author = await someone(browser, 'member', javaScriptEnabled, 'First Poster')
    await author.page.goto(`/threads/${thread.id}/reply`)
    await author.page.getByLabel('Your reply').fill(`The ${word} knows it.`)
    await author.page.getByRole('button', { name: 'Post the reply' }).click()
    await expect(author.page.getByText('Your reply waits for approval.')).toBeVisible()
    const held = new URL(author.page.url()).pathname
    expect(held).toMatch(/^\/held\/\d+$/)
    await look(author.page, 'held', javaScriptEnabled)
    await author.page.goto('/me/replies')
    await expect(author.page.locator('main')).toContainText(`The ${word} knows it.`)
    await look(author.page, 'my-held', javaScriptEnabled)
    if (javaScriptEnabled) {
      await author.page.goto(url)
      await expect(author.page.getByText('Your reply waits for approval.')).toBeVisible()
    }
    await author.page.goto('/ask')
    await author.page.getByLabel('Title').fill(`${word} ${word}?`)
    await author.page.getByLabel('What happens').fill(`${word} ${word}.`)
    await author.page.getByLabel('Topic').selectOption({ index: 1 })
    await author.page.getByRole('button', { name: /^Post/ }).click()
    await expect(author.page.getByText('Your question waits for approval.')).toBeVisible()
    const question = new URL(author.page.url()).pathname

    const [stranger, visitor] = [
      await someone(browser, 'member', javaScriptEnabled, 'Curious Stranger'),
      await someone(browser, 'visitor', javaScriptEnabled),
    ]
    for (const { page } of [stranger, visitor]) {
      for (const place of places(url, author.name, word)) {
        const response = await page.request.get(place)
        const text = (await response.text()).replaceAll(`q=${word}`, '').replaceAll(`“${word}”`, '')
        const rest = place.includes(word)
          ? text.replaceAll(new RegExp(`value="${word}"|"q":"${word}"|>${word}<|title=${word}`, 'g'), '')
          : text
        expect(rest, place).not.toContain(`${word} knows`)
        expect(rest, place).not.toContain(`${word} ${word}`)
        if (!place.includes(word)) expect(rest, place).not.toContain(word)
      }
      for (const place of [held, question]) expect((await page.request.get(place, { maxRedirects: 0 })).status(), place).not.toBe(200)
    }

    const editor = await someone(browser, 'editor', javaScriptEnabled, 'Approving Editor')
    await editor.page.goto('/desk/reports?show=held')
    const cases = editor.page.locator('.case')
    await expect(cases.filter({ hasText: `The ${word} knows it.` })).toContainText('A first post of a new member')
    await look(editor.page, 'queue-held', javaScriptEnabled)
    await cases
      .filter({ hasText: `The ${word} knows it.` })
      .getByRole('button', { name: 'Approve' })
      .click()
    await expect(editor.page.getByText('Approved. Everyone who may see the topic sees it now.')).toBeVisible()
    await visitor.page.goto(url)
    await expect(visitor.page.locator('#r1')).toContainText(`The ${word} knows it.`)
    await editor.page.goto('/desk/reports?show=held')
    const asked = editor.page.locator('.case').filter({ hasText: `${word} ${word}` })
    await asked.getByLabel('Why', { exact: true }).fill('It is a riddle.')
    await asked.getByRole('button', { name: 'Refuse' }).click()
    await expect(editor.page.getByText('Refused. Its author reads your reason.')).toBeVisible()
    await author.page.goto(question)
    await expect(author.page.getByText('Your question was not published.')).toBeVisible()
    await expect(author.page.locator('main')).toContainText('It is a riddle.')
    await look(author.page, 'held-refused', javaScriptEnabled)
    await author.page.getByRole('button', { name: 'Delete it' }).click()
    await expect(author.page.getByRole('heading', { level: 1 })).toHaveText('My threads')
    // Somebody with an approved post does not wait any more.
    await author.page.goto(`/threads/${thread.id}/reply`)
    await author.page.getByLabel('Your reply').fill(`The ${word} knows it better.`)
    await author.page.getByRole('button', { name: 'Post the reply' }).click()
    await expect(author.page.locator('#r2')).toContainText('better')
    for (const { page } of [author, stranger, visitor, editor]) await page.context().close()
  })

  test(`${how}, an account is made and a first reply sent where a proof of work is asked for`, async ({ browser }) => {
    const thread = site.act<{ id: number; slug: string }>('thread', 'rooms', own('Proven or not'), 'A question for all.')
    const page = await aPage(browser, { baseURL: challenging, javaScriptEnabled })
    await page.goto('/sign-up')
    await page.getByLabel('Name').fill(own('Proving Newcomer'))
    await page.getByLabel('Mail address').fill(`proving.${mark()}@example.org`)
    await page.getByLabel('Password').fill('seven small stones')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await expect(page).not.toHaveURL(/sign-up/)
    await page.goto(`/threads/${thread.id}/reply`)
    await page.getByLabel('Your reply').fill('I have an idea.')
    await page.getByRole('button', { name: 'Post the reply' }).click()
    if (javaScriptEnabled) await expect(page.locator('#r1')).toContainText('I have an idea.')
    else await expect(page.getByText('Your reply waits for approval.')).toBeVisible()
    await page.context().close()
  })
}
