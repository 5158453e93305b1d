import type { Page } from '@playwright/test'
import { workerCaughtUp } from './support/eventually'
import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, signInToLook, test } from './support/site'

type Thread = { id: number; slug: string }
const bellOf = (page: Page) => page.locator('.bell')

/** Someone who asked, and whose thread has two replies by Ann: they were told of both, once the worker was there. */
async function someoneAnswered(page: Page) {
  const { name } = await signInAs(page, 'Inbox Asker')
  const thread = act<Thread>('thread-as', name, 'inbox-room', own('Why does the inbox ring'), 'x')
  const ann = own('Ann')
  for (const text of ['Because.', 'And because.']) act('reply-as', thread.id, ann, text)
  await workerCaughtUp()
  return { name, thread, ann }
}

test('visitors load nothing of the bell, and have no inbox', async ({ page }) => {
  await page.goto('/topics')
  await expect(bellOf(page)).toHaveCount(0)
  await page.goto('/inbox')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Finbox/)
  for (const address of ['/inbox/1', '/me/watches', '/watch/topic/1']) {
    await page.goto(address)
    await expect(page, address).toHaveURL(/\/sign-in\?next=/)
  }
})

test('the bell of a cached page says how much is unread, and opening the thread is reading it', async ({ page }) => {
  const { thread } = await someoneAnswered(page)
  await page.goto('/topics')
  await expect(bellOf(page)).toHaveAccessibleName('Inbox, 2 unread')
  await expect(bellOf(page).locator('b')).toHaveText('2')
  await expectAccessible(page, '.bar')
  await page.goto(`/threads/${thread.id}`)
  await expect(bellOf(page)).toHaveAccessibleName('Inbox')
  await page.goto('/inbox?show=unread')
  await expect(page.getByRole('heading', { name: 'You have read everything' })).toBeVisible()
  await expectAccessible(page)
})

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('an asker opens the inbox, follows the link to the very reply, and has read what was told of that thread', async ({ page }) => {
      const { thread, ann } = await someoneAnswered(page)
      const title = own('Why does the inbox ring')
      await page.goto('/topics')
      await bellOf(page).click()
      await expect(page).toHaveURL(/\/inbox$/)
      await expect(bellOf(page), 'a page for one person has the number').toHaveAccessibleName('Inbox, 2 unread')
      const group = page.locator('.inbox > li').filter({ hasText: title })
      await expect(group.getByRole('heading', { name: title })).toBeVisible()
      await expect(group.getByText('New', { exact: true })).toHaveCount(2)
      await expect(group.locator('ul > li').first()).toContainText(`${ann} replied`)
      if (scripts) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await group.locator('ul > li').first().getByRole('link').click()
      await expect(page).toHaveURL(new RegExp(`/threads/${thread.id}/[^/]+#r2$`))
      await expect(page.locator('#r2')).toContainText('And because.')
      await page.goto('/inbox')
      await expect(bellOf(page)).toHaveAccessibleName('Inbox')
      await expect(group.getByText('New', { exact: true })).toHaveCount(0)
      await group.getByRole('button', { name: /^Mark as unread/ }).click()
      await expect(bellOf(page)).toHaveAccessibleName('Inbox, 2 unread')
    })

    test('all is marked as read, and the filter shows what is not', async ({ page }) => {
      const { thread, ann } = await someoneAnswered(page)
      await page.goto('/inbox')
      await page.getByRole('button', { name: 'Mark all as read' }).click()
      await expect(bellOf(page)).toHaveAccessibleName('Inbox')
      await expect(page.getByRole('button', { name: 'Mark all as read' })).toHaveCount(0)
      act('reply-as', thread.id, ann, 'Once more.')
      await workerCaughtUp()
      await page.getByRole('link', { name: /^Unread/ }).click()
      await expect(page.locator('.inbox ul > li')).toHaveCount(1)
      await page.getByRole('link', { name: 'All', exact: true }).click()
      await expect(page.locator('.inbox ul > li')).toHaveCount(3)
    })

    test('who watches a topic from its page hears of a new thread, and of none once it is muted', async ({ page }) => {
      await signInAs(page, 'Topic Watcher')
      const room = `room-${own('w').replace(' ', '-')}`
      act('thread', room, own('Before anyone watched'), 'x')
      await page.goto(`/topics/${room}`)
      const menu = page.locator('.watch')
      await menu.locator('summary').click()
      // Before the page knows that one is not watching it, the form goes to its page, as without scripts.
      if (scripts) await expect(menu.getByRole('button')).toHaveCount(2)
      await menu.getByRole('button', { name: /^Watch/ }).click()
      if (scripts) {
        await expect(menu.locator('summary')).toHaveText('Watching')
        await expect(menu.locator('summary')).toBeFocused()
        await expect(menu.getByRole('status')).toHaveText('You are watching this.')
        await page.reload()
        await expect(menu.locator('summary')).toHaveText('Watching')
      } else await expect(page.locator('main').getByRole('status')).toContainText('You are watching this topic.')
      act('thread', room, own('Now somebody watches'), 'x')
      await workerCaughtUp()
      await page.goto('/inbox')
      await expect(page.locator('.inbox ul > li')).toHaveText([/Visiting Editor asked a question/])
      await page.getByRole('link', { name: 'asked a question' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(own('Now somebody watches'))
      await page.goto(`/topics/${room}`)
      await expect(menu.locator('summary')).toHaveText(scripts ? 'Watching' : 'Watch')
      await menu.locator('summary').click()
      if (scripts) await expectAccessible(page, '.topic-head')
      await menu.getByRole('button', { name: /^Mute/ }).click()
      if (scripts) await expect(menu.locator('summary')).toHaveText('Muted')
      else await expect(page.locator('main').getByRole('status')).toContainText('You have muted this topic.')
      act('thread', room, own('Nobody is told of this'), 'x')
      await workerCaughtUp()
      await page.goto('/me/watches')
      const row = page.locator('.watches li').filter({ hasText: room })
      await expect(row).toContainText('Muted')
      if (scripts) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await row.getByRole('button', { name: /^Unmute/ }).click()
      await expect(page.getByRole('heading', { name: 'You are not watching anything' })).toBeVisible()
      await page.goto('/inbox')
      await expect(page.locator('.inbox ul > li')).toHaveCount(1)
    })

    test('an asker is told of a hidden reply of theirs with the reason, and finds it in their own list', async ({ page }) => {
      const { name, thread } = await someoneAnswered(page)
      const { id } = act<{ id: number }>('reply-as', thread.id, name, 'Off topic.')
      act('hide-reply', id, 'It names a customer.')
      await page.goto('/inbox')
      const told = page.locator('.inbox ul > li').filter({ hasText: 'hid your reply' })
      await expect(told).toContainText('The reason: “It names a customer.”')
      await told.getByRole('link').click()
      await expect(page).toHaveURL(/\/me\/replies$/)
      await expect(page.getByText('Off topic.')).toBeVisible()
    })
  })
}

test('a thread, a tag and an answer can be watched from their pages, and a refusal says why', async ({ page }) => {
  await signInAs(page, 'Watcher Of All')
  const tag = own('ringing').replace(' ', '-')
  const thread = act<Thread>('thread', 'inbox-room', own('To be watched'), 'x', tag)
  const { slug } = act<{ slug: string }>('answer', 'inbox-room', own('An answer to watch'), '## One\n\nText.')
  for (const address of [`/threads/${thread.id}/${thread.slug}`, `/tags/${tag}`, `/answers/${slug}`]) {
    await page.goto(address)
    const menu = page.locator('.watch')
    await menu.locator('summary').click()
    await expect(menu.getByRole('button'), 'one is not watching it').toHaveCount(2)
    await menu.getByRole('button', { name: /^Watch/ }).click()
    await expect(menu.locator('summary')).toHaveText('Watching')
    await expectNoSidewaysScroll(page)
  }
  await page.goto('/me/watches')
  await expect(page.locator('.watches li')).toHaveCount(3)
  await page.goto(`/tags/${tag}`)
  await expect(page.locator('.watch summary')).toHaveText('Watching')
  await page.route('**/watch/**', (route) => route.fulfill({ status: 409, json: { error: 'Not now.' } }))
  await page.locator('.watch summary').click()
  await page.locator('.watch').getByRole('button', { name: /^Mute/ }).click()
  await expect(page.locator('.watch').getByRole('status')).toHaveText('Not now.')
  await expect(page.locator('.watch summary')).toHaveText('Watching')
})

for (const address of ['/inbox', '/me/watches']) {
  test(`${address} is accessible while it is empty, and fits a narrow phone`, async ({ page }) => {
    await signInToLook(page, 'member')
    await page.goto(address)
    await expectAccessible(page)
    await page.setViewportSize({ width: 320, height: 800 })
    await expectNoSidewaysScroll(page)
  })
}

test('a new notice is counted while the page is open, in every tab of the browser, over one connection', async ({ page, context }) => {
  const { thread, ann } = await someoneAnswered(page)
  const other = await context.newPage()
  const streams: string[] = []
  for (const each of [page, other]) each.on('request', (request) => request.url().endsWith('/inbox/live') && streams.push(request.url()))
  for (const each of [page, other]) {
    await each.goto('/topics')
    await expect(bellOf(each)).toHaveAccessibleName('Inbox, 2 unread')
  }
  await expect.poll(() => streams.length).toBe(1)
  act('reply-as', thread.id, ann, 'Once more.')
  for (const each of [page, other]) await expect(bellOf(each)).toHaveAccessibleName('Inbox, 3 unread')
  await other.goto(`/threads/${thread.id}`)
  await expect(bellOf(page), 'what is read in another tab').toHaveAccessibleName('Inbox')
  await other.close()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('someone chooses how they are told, and finds it again', async ({ page }) => {
    await signInAs(page, 'Notice Chooser')
    await page.goto('/settings')
    await page.getByRole('link', { name: 'Choose what comes by mail, and when' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What you are told')
    await expect(page.getByLabel('a backup that failed')).toHaveCount(0)
    const replies = page.getByLabel('a reply in a thread that I watch')
    await expect(replies).toHaveValue('inbox')
    await replies.selectOption('In a daily mail')
    await page.getByLabel('Threads that I reply in').uncheck()
    await page.getByLabel('Time zone').selectOption('Europe/Berlin')
    await page.getByLabel('Hour').selectOption('06:00')
    await page.getByLabel('Day of the weekly mail').selectOption('Friday')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await page.goto('/settings/notices')
    await expect(replies).toHaveValue('daily')
    await expect(page.getByLabel('Threads that I reply in')).not.toBeChecked()
    await expect(page.getByLabel('Threads that I start')).toBeChecked()
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin')
    await expect(page.getByLabel('Hour')).toHaveValue('6')
    await expect(page.getByLabel('Day of the weekly mail')).toHaveValue('5')
  })
})

test('the settings of an admin have what only admins are told, and the page is accessible, also on a narrow phone', async ({ page }) => {
  await signInToLook(page, 'admin')
  await page.goto('/settings/notices')
  await expect(page.getByLabel('a backup that failed')).toHaveValue('mail')
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 800 })
  await expectNoSidewaysScroll(page)
})
