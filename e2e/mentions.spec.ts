import type { Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { openUntil } from './support/eventually'
import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

/** Someone who has replied in a thread. */
function aThreadWith(name: string) {
  const thread = act<{ id: number; slug: string }>('thread', 'rooms', own('Who knows valves'), 'It leaks.')
  const { personId } = act<{ personId: number }>('account', own(name))
  act('reply-as', thread.id, own(name), 'I had that.')
  const { name: address } = act<{ name: string }>('person-name', personId)
  return { ...thread, personId, says: `@${own(name)}`, href: `/people/${address}` }
}

/** The mention is a link to the profile, and stays one under the same words when the person calls themselves otherwise. */
async function expectToFollow(page: Page, { id, slug, personId, says, href }: ReturnType<typeof aThreadWith>): Promise<void> {
  const link = page.locator('.post').getByRole('link', { name: says }).first()
  await expect(link).toHaveAttribute('href', href)
  await expectNoSidewaysScroll(page)
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(says.slice(1))
  const later = own('Eva Later')
  act('rename', personId, later)
  await openUntil(page, `/threads/${id}/${slug}`, async () => (await page.getByText(later).count()) > 0)
  await expect(link).toHaveAttribute('href', href)
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(later)
}

test('a person of the thread is completed in the editor, and the mention leads to them', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones keep the textarea')
  const thread = aThreadWith('Ada Valve')
  await signInAs(page, 'Mentioning Max')
  await page.goto(`/threads/${thread.id}/reply`)
  await page.getByLabel('Your reply', { exact: true }).click()
  await expect(page.locator('.md-host')).toBeFocused()
  await page.keyboard.type('Thanks, @')
  const option = page.getByRole('option', { name: own('Ada Valve') })
  await expect(option).toBeVisible()
  await page.keyboard.type('[ada v')
  await expect(option).toBeVisible()
  await expectAccessible(page)
  await option.click()
  await expect(page.locator('textarea[name=body]')).toHaveValue(`Thanks, @[${own('Ada Valve')}]`)
  await page.keyboard.type('. `@Ada` and @MainActor are code.')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.locator('.preview').getByRole('link', { name: thread.says })).toHaveAttribute('href', thread.href)
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(new RegExp(`/threads/${thread.id}/${thread.slug}`))
  const reply = page.locator('.post').filter({ hasText: 'are code' })
  await expect(reply.locator('.body')).toHaveText(`Thanks, ${thread.says}. @Ada and @MainActor are code.`)
  await expect(reply.locator('.body a')).toHaveCount(1)
  await expectAccessible(page)
  await expectToFollow(page, thread)
})

test('without scripts a mention is typed, and leads to the person', async ({ browser }) => {
  const thread = aThreadWith('Ben Valve')
  const page = await aPage(browser, { javaScriptEnabled: false })
  await signInAs(page, 'Plain Pia')
  await page.goto(`/threads/${thread.id}/reply`)
  await page.getByLabel('Your reply', { exact: true }).fill(`Ask @[${own('Ben Valve')}], not @nobody-at-all.`)
  await page.getByRole('button', { name: 'Post the reply' }).click()
  const reply = page.locator('.post').filter({ hasText: 'nobody-at-all' })
  await expect(reply.locator('.body')).toHaveText(`Ask ${thread.says}, not @nobody-at-all.`)
  await expect(reply.locator('.body a')).toHaveCount(1)
  await expectToFollow(page, thread)
  await page.context().close()
})

test('people are told to people alone, for one reader at a time', async ({ page, request }) => {
  const thread = aThreadWith('Cleo Valve')
  const address = `/person-names?q=&thread=${thread.id}`
  const refused = await request.get(address)
  expect(refused.status()).toBe(404)
  expect(await refused.text()).not.toContain(own('Cleo'))
  await signInAs(page, 'Asking Ann')
  const told = await page.request.get(address)
  expect(told.headers()['cache-control']).toBe('no-store')
  expect((await told.json()).people.map(({ displayName }: { displayName: string }) => displayName)).toContain(own('Cleo Valve'))
  expect((await request.get(address)).status()).toBe(404)
})
