import type { Page } from '@playwright/test'
import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, signInToLook, test } from './support/site'

const phone = { width: 390, height: 844 }
const sizes = [
  { name: 'a phone', ...phone },
  { name: 'a desktop', width: 1280, height: 900 },
]
const menuOf = (page: Page) => page.locator('.menu')
const openMenu = async (page: Page) => {
  await menuOf(page).locator('summary').click()
  await expect(menuOf(page).locator('nav')).toBeVisible()
}
const linksOf = async (page: Page) => (await menuOf(page).locator('nav a:visible').allInnerTexts()).map((text) => text.trim())

/** A member with a thread, a reply to another and a question that they began. */
async function someoneWithPosts(page: Page, role: 'member' | 'editor' = 'member') {
  const { name } = await signInAs(page, 'Menu Owner', role)
  const asked = act<{ id: number }>('thread-as', name, 'menu-room', `Asked by ${name}`, 'x')
  const other = act<{ id: number }>('thread', 'menu-room', `Another asks ${name}`, 'x')
  act('reply-as', other.id, name, `Said by ${name}`)
  return { name, asked, other }
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    for (const { name: device, ...viewport } of sizes) {
      test(`on ${device} someone finds from any page what they wrote, their settings, and signs out`, async ({ page }) => {
        await page.setViewportSize(viewport)
        const { name } = await someoneWithPosts(page)
        await page.goto('/topics')
        await openMenu(page)
        await menuOf(page).getByRole('link', { name: 'My threads' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('My threads')
        await expect(page.getByRole('link', { name: `Asked by ${name}` })).toBeVisible()
        await expect(page.getByText(`Another asks ${name}`)).toHaveCount(0)
        await openMenu(page)
        await menuOf(page).getByRole('link', { name: 'My replies' }).click()
        await expect(page.getByText(`Said by ${name}`)).toBeVisible()
        await page.getByRole('link', { name: `Another asks ${name}` }).click()
        await expect(page.locator('#r1')).toContainText(`Said by ${name}`)
        await openMenu(page)
        await menuOf(page).getByRole('link', { name: 'My drafts' }).click()
        await expect(page.getByRole('heading', { name: 'You have no drafts' })).toBeVisible()
        await expectNoSidewaysScroll(page)
        await openMenu(page)
        await menuOf(page).getByRole('link', { name: 'Profile' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
        await openMenu(page)
        await menuOf(page).getByRole('link', { name: 'Settings' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
        await openMenu(page)
        await menuOf(page).getByRole('button', { name: 'Sign out' }).click()
        await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
        for (const address of ['/me', '/me/threads', '/me/replies', '/me/drafts']) {
          await page.goto(address)
          await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(address)}`))
        }
      })
    }

    test('on a phone one menu leads to the parts of the site, for a visitor too', async ({ page }) => {
      await page.setViewportSize(phone)
      await page.goto('/')
      await expect(page.getByRole('link', { name: 'Topics', exact: true })).toHaveCount(0)
      await openMenu(page)
      expect(await linksOf(page)).toEqual(['Topics', 'Tags', 'Answers'])
      // What an open menu half covers looks too small to axe.
      if (scripts) await expectAccessible(page, '.bar')
      await menuOf(page).getByRole('link', { name: 'Answers' }).click()
      await expect(page).toHaveURL(/\/answers$/)
      await openMenu(page)
      await expect(menuOf(page).getByRole('link', { name: 'Answers' })).toHaveAttribute('aria-current', 'page')
    })

    test('an editor’s menu has the desk, and their drafts hold the answers they write', async ({ page }) => {
      await someoneWithPosts(page, 'editor')
      await page.goto('/me/drafts')
      await page.getByRole('link', { name: 'Begin an answer' }).click()
      await page.getByLabel('Title').fill(own('An answer in the menu'))
      await page.getByLabel('Topic').selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Begin' }).click()
      await page.getByLabel('Text', { exact: true }).fill('## One\n\nIt is in the menu.')
      await page.getByRole('button', { name: 'Save the draft' }).click()
      // The page that the save led to has the text itself.
      await expect(page.locator('textarea[name=body]')).toHaveJSProperty('defaultValue', '## One\n\nIt is in the menu.')
      await expect(page.getByText('saved by you')).toBeVisible()
      await openMenu(page)
      expect(await linksOf(page)).toEqual(['Profile', 'My threads', 'My replies', 'My drafts', 'Watching', 'Settings', 'Desk'])
      await menuOf(page).getByRole('link', { name: 'My drafts' }).click()
      await expect(page.getByRole('region', { name: 'Canonical answers' })).toContainText(own('An answer in the menu'))
    })
  })
}

test('a question that was begun is among one’s drafts, and leads on to the form', async ({ page }) => {
  await signInAs(page, 'Draft Keeper')
  await page.goto('/ask')
  await page.getByLabel('Title').fill('Begun and kept')
  await page.getByLabel('What happens').pressSequentially('It stops.')
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await page.goto('/me/drafts')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Begun and kept' }).click()
  await expect(page.getByLabel('What happens')).toHaveValue('It stops.')
})

test('a cached page says “Account” until the name comes, and nothing moves then', async ({ page, browser }) => {
  const { name } = await signInAs(page, 'Named Late')
  const html = async () => (await page.request.get('/topics')).text()
  expect(await html()).toContain('>Account<')
  expect(await html(), 'a page for all members names none of them').not.toContain(name)
  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/viewer', async (route) => {
    await held
    await route.continue()
  })
  await page.setViewportSize({ width: 1280, height: 900 })
  const asked = page.waitForRequest('**/viewer')
  await page.goto('/topics')
  await asked
  const places = () =>
    page.locator('.bar a:visible, .bar input, .menu').evaluateAll((all) => all.map((each) => JSON.stringify(each.getBoundingClientRect())))
  await expect(menuOf(page).locator('summary')).toHaveText(/^Account/)
  const before = await places()
  release?.()
  await expect(menuOf(page).locator('summary')).toContainText(name)
  expect(await places()).toEqual(before)
  const quiet = await browser.newPage({ baseURL: process.env.E2E_URL })
  const requests: string[] = []
  quiet.on('request', (request) => requests.push(request.url()))
  await quiet.goto('/topics')
  await quiet.waitForLoadState('networkidle')
  expect(
    requests.filter((address) => address.includes('/viewer')),
    'a visitor’s page asks nobody',
  ).toEqual([])
  await quiet.close()
})

test('the administration is in the menu of an admin, and of no other editor', async ({ page, browser }) => {
  await signInAs(page, 'Menu Admin', 'admin')
  await page.goto('/answers')
  await openMenu(page)
  await expect(menuOf(page).getByRole('link', { name: 'Administration' })).toBeVisible()
  await menuOf(page).getByRole('link', { name: 'Administration' }).click()
  await expect(page).toHaveURL(/\/admin$/)
  const editor = await browser.newPage({ baseURL: process.env.E2E_URL })
  await signInAs(editor, 'Menu Editor', 'editor')
  const told = editor.waitForResponse('**/viewer')
  await editor.goto('/answers')
  await told
  await openMenu(editor)
  await expect(menuOf(editor).getByRole('link', { name: 'Desk' })).toBeVisible()
  await expect(menuOf(editor).getByRole('link', { name: 'Administration' })).toHaveCount(0)
  await editor.close()
})

test('the menu is used by keyboard, and closes on Escape, beside it and when the focus leaves it', async ({ page }) => {
  const { name } = await signInAs(page, 'Keyboard User')
  await page.goto('/topics')
  const menu = menuOf(page)
  const summary = menu.locator('summary')
  await expect(summary).toContainText(name)
  await summary.focus()
  await page.keyboard.press('Enter')
  await expect(menu.getByRole('link', { name: 'Profile' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(menu.getByRole('link', { name: 'Profile' })).toBeFocused()
  await expectAccessible(page, '.bar')
  await page.keyboard.press('Escape')
  await expect(menu).not.toHaveAttribute('open')
  await expect(summary).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Tab')
  await expect(menu, 'the focus went back to the bar').not.toHaveAttribute('open')
  await openMenu(page)
  await page.getByRole('heading', { level: 1 }).click()
  await expect(menu, 'a click beside it').not.toHaveAttribute('open')
})

for (const address of ['/me/threads', '/me/replies', '/me/drafts', '/threads', '/topics/menu-room', '/tags']) {
  test(`${address} is accessible, and nothing of it is out of sight on a narrow phone`, async ({ page }) => {
    if (address.startsWith('/me')) await signInToLook(page, 'editor')
    act('thread', 'menu-room', own('In the room of menus'), 'x')
    await page.goto(address)
    await expectAccessible(page)
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoSidewaysScroll(page)
      const cut = await page
        .locator('.tabs a, .sorts a, .bar a:visible, .bar summary')
        .evaluateAll(
          (all, edge) =>
            all
              .filter((each) => each.getBoundingClientRect().right > edge || each.getBoundingClientRect().left < 0)
              .map((each) => each.textContent),
          width,
        )
      expect(cut, `at ${width} px`).toEqual([])
    }
  })
}
