import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }

/** A thread of this person with a reply of theirs and one by somebody else. */
function aTalk(name: string): Thread & { url: string } {
  const thread = act<Thread>('thread-as', name, 'rooms', own('What a viewer may do'), 'x')
  act('reply-as', thread.id, 'Talking Helper', 'Try again.')
  act('reply-as', thread.id, name, 'It helped.')
  act('edit-thread', thread.id, 'Said better.')
  return { ...thread, url: `/threads/${thread.id}/${thread.slug}` }
}

test('what the asker may do is put into the kept page, and nothing moves', async ({ page }) => {
  const { name } = await signInAs(page, 'Placed Asker')
  const { url } = aTalk(name)
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 900 },
  ]) {
    await page.setViewportSize(viewport)
    let release: (() => void) | undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/viewer?*', async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest(/\/viewer\?thread=/)
    await page.goto(url)
    await asked
    const places = () =>
      page
        .locator('.post, .post .end')
        .evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().x, each.getBoundingClientRect().y + window.scrollY]))
    await expect(page.locator('.post').getByRole('link', { name: 'Boost' }), 'until it is known there are links').toHaveCount(3)
    const before = await places()
    release?.()
    await expect(page.locator('#r2').getByRole('link', { name: 'Edit', exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Accept reply/ })).toHaveCount(2)
    await expect(page.locator('#r1').getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0)
    expect(await places()).toEqual(before)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.unroute('**/viewer?*')
  }
})

test('a boost that is refused is taken back, with the reason beside it', async ({ page }) => {
  await signInAs(page, 'Refused Booster')
  const { id, url } = aTalk(own('Other Asker'))
  await page.route(`**/threads/${id}/posts/0`, (route) => route.fulfill({ status: 409, json: { error: 'Not now.' } }))
  await page.goto(url)
  const boost = page.locator('#q').getByRole('button', { name: /^Boost/ })
  await boost.click()
  await expect(page.locator('#q').getByRole('alert')).toHaveText('Not now.')
  await expect(boost).toHaveAttribute('aria-pressed', 'false')
  await expectAccessible(page)
})

test('where nobody can be told what they may do, the links stay and lead on', async ({ page }) => {
  await signInAs(page, 'Untold Member')
  const { url } = aTalk(own('Other Asker'))
  await page.route('**/viewer?*', (route) => route.fulfill({ status: 404, json: null }))
  const answered = page.waitForResponse(/\/viewer\?thread=/)
  await page.goto(url)
  await answered
  await page.locator('#r1').getByRole('link', { name: 'Boost' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reply 1')
  await expect(page.getByRole('button', { name: 'Boost' })).toBeVisible()
})

test('the old address leads to the new one, and visitors are told nothing at either', async ({ page, playwright }) => {
  const { name } = await signInAs(page, 'Old Address Asker')
  const { id } = aTalk(name)
  const old = await page.request.get(`/threads/${id}/mine`, { maxRedirects: 0 })
  expect([old.status(), old.headers().location]).toEqual([308, `/viewer?thread=${id}`])
  const told = await page.request.get(`/threads/${id}/mine`)
  expect(await told.json()).toMatchObject({
    site: { displayName: name, admin: false, unread: 0 },
    watch: 'watching',
    thread: {
      isAsker: true,
      mayAccept: true,
      mayEdit: [0, 2],
      mayNotBoost: [0, 2],
      mayDelete: [2],
      boosted: [],
      hidden: [],
      held: [],
      unseen: null,
    },
    reply: { personId: expect.any(Number), refusal: null, draft: null, proof: false },
  })
  expect(told.headers()['cache-control']).toBe('no-store')
  const visitor = await playwright.request.newContext({ baseURL: process.env.E2E_URL as string })
  for (const path of [`/threads/${id}/mine`, `/viewer?thread=${id}`, '/viewer', '/viewer?thread=x']) {
    const answer = await visitor.get(path)
    expect([answer.status(), await answer.text()], path).toEqual([404, 'null'])
  }
  await visitor.dispose()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an editor accepts a reply and takes that back on the thread’s page, and a boost on the post’s own', async ({ page }) => {
    await signInAs(page, 'Scriptless Editor', 'editor')
    const { url } = aTalk(own('Other Asker'))
    await page.goto(url)
    await page.getByRole('button', { name: 'Accept reply 1' }).click()
    await expect(page.locator('#r1')).toContainText('Accepted')
    await page.getByRole('button', { name: 'Undo accept of reply 1' }).click()
    await expect(page.locator('#r1')).not.toContainText('Accepted')
    await page.locator('#r1').getByRole('link', { name: 'Boost' }).click()
    await page.getByRole('button', { name: 'Boost' }).click()
    await page.locator('#r1').getByRole('link', { name: 'Boost, 1' }).click()
    await expect(page.getByRole('button', { name: 'Boosted, 1' })).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: 'Boosted, 1' }).click()
    await expect(page.locator('#r1').getByRole('link', { name: 'Boost', exact: true })).toBeVisible()
  })
})
