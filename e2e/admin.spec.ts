import fs from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { somePassword } from '../test/accounts'
import { alone } from './support/alone'
import { eventually, openUntil } from './support/eventually'
import { mark, own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, signInToLook, test } from './support/site'

/** A browser of its own in which forms are forms: no scripts. */
async function plainBrowser(browser: Browser, name: string, role?: 'member' | 'editor' | 'admin'): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    viewport: test.info().project.use.viewport,
    javaScriptEnabled: false,
  })
  const page = await context.newPage()
  if (role) await signInAs(page, name, role)
  return page
}

test('without scripts an admin makes a topic for editors, and nobody else learns of it', async ({ browser, request }) => {
  const page = await plainBrowser(browser, 'Anna Topics', 'admin')
  await page.goto('/admin/topics')
  await page.getByText('A new topic').click()
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Make the topic' }) })
  await form.getByLabel('Name').fill(own('Back room'))
  await form.getByLabel('Visible to').selectOption('editors')
  await form.getByRole('button', { name: 'Make the topic' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const address = `/topics/back-room-${mark()}`
  expect((await page.goto(address))?.status()).toBe(200)
  expect((await request.get(address)).status()).toBe(404)
  expect(await (await request.get('/topics')).text()).not.toContain(own('Back room'))

  // A wrong one comes back open, with what was typed.
  await page.goto('/admin/topics')
  await page.getByText('A new topic').click()
  await form.getByLabel('Name').fill(own('Second room'))
  await form.getByLabel('In addresses').fill(`back-room-${mark()}`)
  await form.getByRole('button', { name: 'Make the topic' }).click()
  await expect(form.getByLabel('Name')).toHaveValue(own('Second room'))
  await expect(page.locator('.err, .badge-no').first()).toBeVisible()
})

test('without scripts an admin gives a role, and suspends someone who is signed out at once', async ({ browser }) => {
  const name = own('Max Member')
  const member = await plainBrowser(browser, 'Max Member', 'member')
  await member.goto('/settings')
  await expect(member.getByRole('button', { name: 'Sign out' })).toBeVisible()
  expect((await member.goto('/desk'))?.status()).toBe(404)
  const admin = await plainBrowser(browser, 'Ada People', 'admin')
  await admin.goto('/admin/people')
  await admin.getByLabel('Name or address').fill(name)
  await admin.getByRole('button', { name: 'Find' }).click()
  await admin.getByRole('link', { name, exact: true }).first().click()
  await admin.getByLabel('Editor').check()
  await admin.getByRole('button', { name: 'Set the role' }).click()
  await expect(admin.getByText('Saved.')).toBeVisible()
  await eventually(async () => expect((await member.goto('/desk'))?.status()).toBe(200))
  await admin.getByLabel('Why').fill(own('Sells shoes.'))
  await admin.getByRole('button', { name: 'Suspend the account' }).click()
  await expect(admin.getByText(own('Sells shoes.'))).toBeVisible()
  await openUntil(member, '/settings', async () => member.url().includes('/sign-in'))
  // The session of before says why and opens nothing else; public pages can be read.
  await expect(member.getByText(/^Your account is suspended since/)).toContainText(own('Sells shoes.'))
  expect((await member.goto('/threads'))?.status()).toBe(200)
  expect((await member.goto('/desk'))?.url()).toContain('/sign-in?next=%2Fdesk')
  // Signing in again says why it can't be, and gives no password back.
  await member.goto('/sign-in')
  await member.getByLabel('Mail address').fill(`${name.toLowerCase().replace(/\W+/g, '.')}@example.org`)
  await member.getByLabel('Password').fill(somePassword)
  await member.getByRole('button', { name: 'Sign in' }).click()
  await expect(member.getByText(/^Your account is suspended since \d+ \w+ \d{4}\. The reason: .+\.$/)).toContainText(own('Sells shoes.'))
  await expect(member.getByText('If you think this is a mistake, ask an administrator of this site')).toBeVisible()
  await expect(member.locator('main a[href^="/people/"]').first()).toBeVisible()
  await expectNoSidewaysScroll(member)
  await expect(member.getByRole('heading', { level: 1 })).not.toHaveText('You are signed out')
  expect(await member.content()).not.toContain(somePassword)
  await admin.goto('/admin/audit')
  await expect(admin.locator('main')).toContainText(own('Sells shoes.'))
})

test('without scripts a tag is given a synonym, and a tag that exists is merged', async ({ browser }) => {
  const tags = ['keepers', 'strays'].map((tag) => `${tag}-${mark()}`)
  for (const tag of tags) act('thread', 'rooms', `About ${tag}`, 'x', tag)
  const page = await plainBrowser(browser, 'Tara Tags', 'admin')
  await page.goto(`/admin/tags?q=${tags[0]}`)
  await page.locator('summary', { hasText: tags[0] as string }).click()
  await page.getByLabel('Synonyms').fill(`${tags[1]}, hoarders-${mark()}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.goto(`/tags/${tags[0]}`)
  await expect(page.getByRole('link', { name: `About ${tags[1]}` })).toBeVisible()
  expect((await page.goto(`/tags/${tags[1]}`))?.url(), 'the merged tag leads on').toContain(`/tags/${tags[0]}`)
})

test('without scripts an editor writes, publishes, covers, contests a conflict and archives', async ({ browser }) => {
  const word = `quartz${mark()}`
  const thread = act<{ id: number; slug: string }>('thread', 'rooms', `Where the ${word} goes`, `My ${word} is lost.`)
  const editor = await plainBrowser(browser, 'Edda Plain', 'editor')
  await editor.goto(`/answers/new?thread=${thread.id}`)
  await editor.getByLabel('Title').fill(`Keeping ${word} in its place`)
  await editor.getByRole('button', { name: 'Begin the draft' }).click()
  await editor.getByLabel('Summary').fill(`The ${word} goes into the second drawer.`)
  await editor.getByLabel('Text', { exact: true }).fill(`## The drawer\n\nPut the ${word} there.`)
  await editor.getByRole('button', { name: 'Save the draft' }).click()
  await expect(editor.getByLabel('Text', { exact: true })).toHaveValue(new RegExp(`Put the ${word} there`))
  const address = new URL(editor.url()).pathname

  // Another editor saves in between: the first sees both texts.
  const other = await plainBrowser(browser, 'Otto Plain', 'editor')
  await other.goto(address)
  await other.getByLabel('Text', { exact: true }).fill(`## The drawer\n\nThe third drawer for ${word}.`)
  await other.getByRole('button', { name: 'Save the draft' }).click()
  await editor.getByLabel('Text', { exact: true }).fill(`## The drawer\n\nThe first drawer for ${word}.`)
  await editor.getByRole('button', { name: 'Save the draft' }).click()
  await expect(editor.locator('.conflict')).toContainText('third')
  await expect(editor.getByLabel('Text', { exact: true })).toHaveValue(/first drawer/)
  await editor.getByRole('button', { name: 'Publish it' }).click()
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText('Threads it settles')
  await editor.getByRole('checkbox', { name: new RegExp(`Where the ${word} goes`) }).check()
  await editor.getByRole('button', { name: 'Cover the chosen ones' }).click()
  await expect(editor.getByText('1 thread', { exact: true })).toBeVisible()
  await editor.goto(`/threads/${thread.id}/${thread.slug}`)
  await expect(editor.locator('.card')).toContainText('Answered by a canonical answer')

  await editor.goto(address.replace('/edit', '/archive'))
  await editor.getByRole('button', { name: /Archive/ }).click()
  await editor.goto(`/threads/${thread.id}/${thread.slug}`)
  await expect(editor.locator('.card')).toHaveCount(0)

  // Archived by mistake: the desk has it, and what it covered is covered again.
  await editor.goto('/desk')
  await editor.getByRole('link', { name: 'Hidden', exact: true }).click()
  await editor.getByRole('button', { name: `Restore: Keeping ${word} in its place` }).click()
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText(`Keeping ${word} in its place`)
  await editor.goto(`/threads/${thread.id}/${thread.slug}`)
  await expect(editor.locator('.card')).toContainText('Answered by a canonical answer')
})

test('what is hidden is listed with its reason, and brought back from there', async ({ browser }) => {
  const title = own('A thread put away')
  const thread = act<{ id: number; slug: string }>('thread', 'rooms', title, 'Words that nobody needs.')
  const editor = await plainBrowser(browser, 'Hilda Plain', 'editor')
  await editor.goto(`/threads/${thread.id}/posts/0`)
  await editor.getByLabel('Why').fill('Asked elsewhere with a name in it.')
  await editor.getByRole('button', { name: 'Hide', exact: true }).click()
  await editor.goto('/desk/hidden')
  const row = editor.locator('li').filter({ hasText: title })
  await expect(row).toContainText(`Thread hidden by ${own('Hilda Plain')}`)
  await expect(row).toContainText('Asked elsewhere with a name in it.')
  await row.getByRole('button').click()
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText(title)
  await editor.goto('/desk/hidden')
  await expect(row).toHaveCount(0)
})

const pages = [
  '/admin',
  '/admin/people',
  '/admin/invitations',
  '/admin/import',
  '/admin/topics',
  '/admin/tags',
  '/admin/mail',
  '/admin/search',
  '/admin/audit',
  '/desk',
  '/desk/contested',
  '/desk/drafts',
  '/desk/needs-review',
  '/desk/unanswered',
  '/desk/duplicates',
  '/desk/hidden',
  '/desk/searches',
  '/desk/golden',
  '/desk/synonyms',
  '/answers/new',
]
for (const address of pages) {
  test(`${address} is accessible and fits a phone`, async ({ page }) => {
    await signInToLook(page, 'admin')
    // So that the list of what is hidden has something to show.
    if (address === '/desk/hidden')
      act('hide-thread', act<{ id: number }>('thread', 'rooms', own('Hidden for the looks'), 'Nothing to see.').id)
    await page.goto(address)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    if (address !== '/admin/topics') return
    await page.locator('main summary').first().click()
    await expectAccessible(page)
  })
}

// What a restore holds is the whole site's, and so is the state of its backups: one test at a time.
for (const [kind, data, button, done] of [
  ['mail.send', { id: 0 }, 'Release mails', 'Released: the worker does it now.'],
  ['related.refresh', { kind: 'thread', id: 0 }, 'Discard lists of related threads to work out', 'Discarded.'],
] as const)
  test(`without scripts an admin decides about what a restore holds: ${button}`, async ({ browser, page }) => {
    await alone('held', async () => {
      act('hold', kind, JSON.stringify(data))
      const admin = await plainBrowser(browser, 'Rita Restores', 'admin')
      await admin.goto('/admin')
      await expect(admin.getByRole('heading', { name: 'Held after the restore' })).toBeVisible()
      await signInAs(page, 'Rita Restores', 'admin')
      await page.goto('/admin')
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await admin.getByRole('button', { name: button }).click()
      await expect(admin.getByText(done)).toBeVisible()
      await expect(admin.getByRole('button', { name: button })).toHaveCount(0)
    })
  })

test('without scripts an admin is told of a failed backup on every page, has one made, and sees it', async ({ browser }) => {
  const admin = await plainBrowser(browser, 'Bea Backups', 'admin')
  const warning = admin.getByText('The backup of 1 Nov 2026 failed: the disk is away.')
  const failure = { at: '2026-11-01T03:37:00Z', skipped: false, because: 'the disk is away.' }
  await alone('backups', async () => {
    for (const address of ['/admin', '/admin/people', '/admin/mail', '/admin/search', '/admin/audit']) {
      // The backup that the worker makes by itself takes the warning away: then it failed again.
      await eventually(async () => {
        fs.writeFileSync(path.join(process.env.E2E_DATA_DIR as string, 'backups.json'), JSON.stringify({ last: null, failure }))
        await admin.goto(address)
        expect(await warning.isVisible(), address).toBe(true)
      })
    }
    await admin.goto('/admin')
    await admin.getByRole('button', { name: 'Make a backup now' }).click()
    await expect(admin.getByText('The worker makes a backup now.')).toBeVisible()
    const facts = admin.locator('section', { has: admin.getByRole('heading', { name: 'Backups' }) })
    await openUntil(admin, '/admin', async () => (await facts.getByText('Its size').isVisible()) && !(await warning.isVisible()))
    await expectNoSidewaysScroll(admin)
  })
  const member = await plainBrowser(browser, 'Mo Member', 'member')
  expect((await member.goto('/admin'))?.status()).toBe(404)
})
