import type { Page } from '@playwright/test'
import { repliesPageSize } from '../lib/shared/limits'
import { eventually } from './support/eventually'
import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Thread = { id: number; slug: string; url: string }

function thread(title: string, body = 'What happens.'): Thread {
  const { id, slug } = act<{ id: number; slug: string }>('thread', 'rooms', own(title), body)
  return { id, slug, url: `/threads/${id}/${slug}` }
}

const text = (page: Page) => page.locator('.reply-here textarea[name=body]')
const openLink = (page: Page) => page.locator('[data-reply] + .go-on').getByRole('link')

/** Opens the reply under the thread, and waits until the cursor is in it. */
async function openReply(page: Page, link = openLink(page)): Promise<void> {
  // Before this is there, links lead to the page for replies.
  await expect(page.locator('.reply-said')).toBeAttached()
  await link.click()
  await expect(text(page)).toBeAttached()
  await expect(page.locator('.reply-here .md-host, .reply-here textarea').first()).toBeFocused()
}

test('a reply is written under its thread and shown at once; the writer stays where they are', async ({ page }) => {
  const { id, url } = thread('Answered in place')
  act('reply-as', id, own('Earlier Helper'), 'The first reply.')
  await signInAs(page, 'Place Replier')
  await page.goto(url)
  await openReply(page)
  await expect(page).toHaveURL(new RegExp(`${url}#reply$`))
  await expect(openLink(page)).toBeHidden()
  await page.keyboard.type('Try it *twice*.')
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page)
  }
  // This is the same page until the end.
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  await page.getByRole('button', { name: 'Post the reply' }).click()
  const reply = page.locator('#r2')
  await expect(reply.locator('em')).toHaveText('twice')
  await expect(reply).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Your reply is posted.' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '2 replies' })).toBeVisible()
  await expect(page.locator('.reply-here')).toHaveCount(0)
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  expect(new URL(page.url()).hash).toBe('')
  await expectAccessible(page)

  // To the reply that has just come, as to any other.
  await openReply(page, reply.getByRole('link', { name: /^(Answer|Reply)$/ }))
  await expect(text(page)).toHaveValue('')
  await expect(page.locator('.reply-to')).toContainText('reply 2')
  await page.keyboard.type('And then?')
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.locator('#r3 .to')).toContainText('reply 2')
  await page.getByRole('status').getByRole('link', { name: 'Edit it' }).click()
  await expect(page.locator('textarea[name=body]')).toHaveValue('And then?')
  await page.goto('/me/drafts')
  await expect(page.getByRole('heading', { name: 'You have no drafts' })).toBeVisible()
})

test('a reply that was begun is kept for its thread: through closing, a reload, Back, and on the page for it', async ({ page }) => {
  const [one, other] = [thread('A draft is kept here'), thread('And none here')]
  await signInAs(page, 'Draft Replier')
  await page.goto(one.url)
  await openReply(page)
  await page.keyboard.type('Half a thought')
  // It is saved before it is closed, however quickly that is.
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(openLink(page)).toHaveText('Go on with your reply')
  await expect(openLink(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(text(page)).toHaveValue('Half a thought')
  await page.reload()
  await expect(text(page)).toHaveValue('Half a thought')

  await page.goto(other.url)
  await expect(openLink(page)).toHaveText('Reply')
  await page.goBack()
  await expect(text(page)).toHaveValue('Half a thought')
  await page.goForward()
  await openReply(page)
  await expect(text(page)).toHaveValue('')

  await page.goto('/me/drafts')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page
    .getByRole('region', { name: 'Replies' })
    .getByRole('link', { name: own('A draft is kept here') })
    .click()
  await expect(text(page)).toHaveValue('Half a thought')
  await page.goto(`/threads/${one.id}/reply`)
  await expect(page.locator('textarea[name=body]')).toHaveValue('Half a thought')
  await page.locator('textarea[name=body]').press('End')
  await page.keyboard.type(', and the rest')
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await page.goto(one.url)
  await openReply(page)
  await expect(text(page)).toHaveValue('Half a thought, and the rest')
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The draft is discarded.' })).toBeVisible()
  await page.reload()
  await openReply(page)
  await expect(text(page)).toHaveValue('')
})

test('words that are selected are quoted with their author and a link, as they were written', async ({ page }) => {
  const { id, slug, url } = thread('Quoted from', 'The log says `-9807` and **nothing** else.')
  act('reply-as', id, own('Quoted Helper'), 'Look here:\n\n```\nopen the lid\nturn the key\n```')
  await signInAs(page, 'Quoting Replier')
  await page.goto(url)
  await page.locator('#r1 .body').evaluate((body) => document.getSelection()?.selectAllChildren(body))
  await page.getByRole('button', { name: 'Quote this' }).click()
  const first = `[${own('Quoted Helper')}](/threads/${id}/${slug}/1) wrote:\n\n> Look here:\n>\n> \`\`\`\n> open the lid\n> turn the key\n> \`\`\`\n\n`
  await expect(text(page)).toHaveValue(first)
  await expect(page.locator('.reply-to')).toContainText('reply 1')
  await expect(page.locator('.quote-here')).toHaveCount(0)
  await page.keyboard.type('And it says ')

  // A part of code is code, and goes where the writer is. With the keyboard: the link of the post.
  await page.locator('#q code').dblclick()
  await expect(page.locator('.quote-here')).toBeVisible()
  await expectAccessible(page)
  await page.locator('#q .acts').getByRole('link', { name: 'Reply' }).focus()
  await page.keyboard.press('Enter')
  await expect(text(page)).toHaveValue(`${first}And it says \n\n[Visiting Editor](/threads/${id}/${slug}) wrote:\n\n> \`9807\`\n\n`)
  await page.keyboard.type('indeed.')
  await page.getByRole('button', { name: 'Post the reply' }).click()
  const quotes = page.locator('#r2 blockquote')
  await expect(quotes).toHaveCount(2)
  await expect(quotes.first().locator('pre')).toContainText('turn the key')
  await page
    .locator('#r2 .body')
    .getByRole('link', { name: own('Quoted Helper') })
    .click()
  await expect(page).toHaveURL(/#r1$/)
})

test('replies of others are announced while one writes, and shown on demand; nobody asks for them otherwise', async ({ page }) => {
  const { id, url } = thread('Two write at once')
  await signInAs(page, 'Slow Replier')
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/newest-replies') && asked.push(request.url()))
  await page.clock.install()
  await page.goto(url)
  await page.clock.runFor(60_000)
  expect(asked, 'nobody writes').toEqual([])
  await openReply(page)
  await page.keyboard.type('I am slow')
  const helper = own('Quick Helper')
  act('reply-as', id, helper, 'I was first.')
  const news = page.getByRole('status').filter({ hasText: `${helper} has replied.` })
  await eventually(async () => {
    await page.clock.runFor(20_000)
    expect(await news.isVisible()).toBe(true)
  })
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await news.getByRole('button', { name: 'Show it' }).click()
  await expect(page.locator('#r1')).toBeFocused()
  await expect(page.locator('#r1')).toContainText('I was first.')
  await expect(news).toHaveCount(0)
  const before = asked.length
  await page.clock.runFor(60_000)
  expect(asked.length, 'the focus is elsewhere').toBe(before)
  await expect(text(page)).toHaveValue('I am slow')
  // One that comes at the last moment is shown with the writer's own.
  act('reply-as', id, helper, 'And second.')
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.locator('#r3')).toContainText('I am slow')
  await expect(page.locator('#r2')).toContainText('And second.')
})

test('without a connection the text stays, also through a reload; what is refused says why in its place', async ({ page, context }) => {
  const { id, url } = thread('Replied to from a train')
  await signInAs(page, 'Train Replier')
  await page.goto(url)
  await openReply(page)
  await page.keyboard.type('From the')
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await context.setOffline(true)
  await page.keyboard.type(' tunnel')
  await expect(page.getByText('The draft could not be saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'It could not be sent' })).toBeVisible()
  await context.setOffline(false)
  await page.reload()
  await expect(text(page)).toHaveValue('From the tunnel')
  await expect(page.getByText('Your text that was not sent is back.')).toBeVisible()

  act('close', id)
  await openedEditor(page)
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'This thread is closed.' })).toBeVisible()
  await expect(text(page)).toHaveValue('From the tunnel')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(text(page)).toBeHidden()
  await page.goto('/me/drafts')
  const kept = page.getByRole('region', { name: 'Replies' })
  await kept.getByText('What you wrote').click()
  await expect(kept.locator('pre')).toHaveText('From the tunnel')
  await page.goto(`/threads/${id}/reply`)
  await expect(page.getByText('it takes no more replies')).toBeVisible()
  await expect(page.locator('pre')).toHaveText('From the tunnel')
})

test('what could not be saved is saved when the connection is back', async ({ page, context }) => {
  const { url } = thread('Replied to behind a tunnel')
  await signInAs(page, 'Tunnel Replier')
  await page.goto(url)
  await openReply(page)
  await context.setOffline(true)
  await page.keyboard.type('From the tunnel')
  await expect(page.getByText('The draft could not be saved.')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await page.goto('/me/drafts')
  await expect(page.getByRole('link', { name: 'Replied to behind a tunnel' })).toBeVisible()
})

/** Waits until the form is sent by script: the field has the focus then, in whichever editor. */
async function openedEditor(page: Page): Promise<void> {
  const isTouch = await page.evaluate(() => matchMedia('(pointer: coarse)').matches)
  if (!isTouch) return expect(page.locator('.reply-here .md-host')).toBeVisible()
  // On a phone nothing else shows it.
  const before = await text(page).inputValue()
  await page.getByRole('button', { name: 'Bold' }).click()
  await expect(text(page)).not.toHaveValue(before)
  await text(page).fill(before)
}

test('two windows do not overwrite each other’s text', async ({ page, context }) => {
  const { url } = thread('Open in two windows')
  await signInAs(page, 'Two Windows')
  await page.goto(url)
  await openReply(page)
  const second = await context.newPage()
  await second.goto(url)
  await openReply(second)
  await page.keyboard.type('In the first')
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await second.keyboard.type('In the second')
  await expect(second.getByText('changed or sent in another window')).toBeVisible()
  await expect(text(second)).toHaveValue('In the second')
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Save this one instead' }).click()
  await expect(second.getByText(/Draft saved at/)).toBeVisible()
  await second.getByRole('button', { name: 'Post the reply' }).click()
  await expect(second.locator('#r1')).toContainText('In the second')
  // It was sent: the other window does not bring it back.
  await page.keyboard.type(', still')
  await expect(page.getByText('changed or sent in another window')).toBeVisible()
  await expect(text(page)).toHaveValue('In the first, still')
})

test('on an earlier page of a long thread the reply is shown too, and leads to its place', async ({ page }) => {
  const { id, url } = thread('A long thread')
  act('replies', id, repliesPageSize + 1)
  await signInAs(page, 'Early Replier')
  await page.goto(url)
  await expect(openLink(page)).toHaveCount(0)
  await openReply(page, page.locator('#r1 .acts').getByRole('link', { name: /^(Answer|Reply)$/ }))
  await page.keyboard.type('To the first of them.')
  await page.getByRole('button', { name: 'Post the reply' }).click()
  const number = repliesPageSize + 2
  await expect(page.locator(`#r${number}`)).toContainText('To the first of them.')
  await expect(page.locator(`#r${number - 1}`)).toHaveCount(0)
  await page.getByRole('link', { name: 'See it on the last page' }).click()
  await expect(page).toHaveURL(new RegExp(`#r${number}$`))
  await expect(page.locator(`#r${number - 1}`)).toBeVisible()
})

test('who may not reply any more is told so, and whoever is signed out comes to the page that keeps the text', async ({
  page,
  context,
}) => {
  const [open, closed] = [thread('Signed out meanwhile'), thread('Closed meanwhile')]
  await signInAs(page, 'Late Replier')
  await page.goto(closed.url)
  await expect(openLink(page)).toHaveText('Reply')
  await expect(page.locator('.reply-said')).toBeAttached()
  act('close', closed.id)
  await openLink(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'it takes no more replies' })).toBeVisible()
  await expectAccessible(page)

  await page.goto(open.url)
  await openReply(page)
  await page.keyboard.type('An hour of work.')
  await openedEditor(page)
  await context.clearCookies()
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  await expect(page.getByLabel('Your text')).toHaveValue('An hour of work.')
})

test('visitors load nothing of it, and members nothing before they reply', async ({ page, request }) => {
  const { url } = thread('Loaded late')
  const scripts = new Set<string>()
  page.on('response', (response) => /\.js(\?|$)/.test(response.url()) && scripts.add(response.url()))
  /** Which parts of it are in the scripts that were loaded so far. */
  const loaded = async () => {
    const code = (await Promise.all([...scripts].map(async (address) => (await request.get(address)).text()))).join('\n')
    return ['#reply', 'has replied.', 'quote-here', 'markdown-toolbar', 'cairn-unsent'].filter((part) => code.includes(part))
  }
  await page.goto(url, { waitUntil: 'networkidle' })
  expect(await loaded()).toEqual([])
  await signInAs(page, 'Loading Replier')
  await page.goto(url, { waitUntil: 'networkidle' })
  expect(await loaded()).toEqual(['#reply'])
  await openReply(page)
  await eventually(async () => expect(await loaded()).toEqual(['#reply', 'has replied.', 'markdown-toolbar', 'cairn-unsent']))
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the link leads to the page for it, which has the draft, discards it, and posts', async ({ page, request }) => {
    const { id, url } = thread('Replied to on paper')
    await signInAs(page, 'Paper Replier')
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const save = () =>
      request.post(`/threads/${id}/reply/draft`, {
        form: { body: 'Begun elsewhere.' },
        headers: { cookie, origin: process.env.E2E_URL as string, accept: 'application/json' },
      })
    expect((await save()).status()).toBe(200)
    await page.goto(url)
    await openLink(page).click()
    await expect(page.getByLabel('Your reply')).toHaveValue('Begun elsewhere.')
    await page.getByRole('button', { name: 'Discard the draft' }).click()
    await expect(page).toHaveURL(new RegExp(`${url}$`))
    await openLink(page).click()
    await expect(page.getByLabel('Your reply')).toHaveValue('')
    await save()
    await page.goto('/me/drafts')
    await page.getByRole('button', { name: /^Discard the reply to/ }).click()
    await expect(page.getByRole('heading', { name: 'You have no drafts' })).toBeVisible()
    await save()
    await page.goto(`/threads/${id}/reply`)
    await page.getByRole('button', { name: 'Post the reply' }).click()
    await expect(page.locator('#r1')).toContainText('Begun elsewhere.')
    await page.goto('/me/drafts')
    await expect(page.getByRole('heading', { name: 'You have no drafts' })).toBeVisible()
  })
})
