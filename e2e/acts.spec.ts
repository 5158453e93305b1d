import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }
const urlOf = ({ id, slug }: Thread) => `/threads/${id}/${slug}`

/** A question of somebody else with two replies: the first by this person, and to that one the other. */
function aTalk(name: string) {
  const thread = act<Thread>('thread-as', own('Other Asker'), 'rooms', own('What becomes of a reply'), 'Which one is it?')
  const first = act<{ id: number }>('reply-as', thread.id, name, 'It is the wrong one.')
  act('reply-as', thread.id, own('Other Helper'), 'Why is it?', first.id)
  return { ...thread, url: urlOf(thread), firstId: first.id }
}

test('a reply of one’s own is deleted and comes back; its place stays where somebody replied to it', async ({ page, isMobile }) => {
  const { name } = await signInAs(page, 'Own Deleter')
  const { url } = aTalk(name)
  await page.goto(url)
  const mine = page.locator('#r1')
  await expect(mine.getByText('0 boosts'), 'nobody boosts what they wrote').toBeVisible()
  await expect(mine.getByRole('button', { name: /^Boost/ })).toHaveCount(0)
  await expect(page.locator('#r2').getByRole('button', { name: /^Boost/ })).toBeVisible()
  await expect(page.locator('#r2').getByRole('link', { name: 'Delete', exact: true })).toHaveCount(0)
  // A phone has no room for it in the line.
  if (isMobile) await mine.getByRole('link', { name: /^More/ }).click()
  await page.getByRole('link', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete your reply 1')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Keep it' }).click()
  await expect(page.locator('#r1')).toContainText('It is the wrong one.')

  await page.goto(`${url.replace(/\/[^/]+$/, '')}/posts/1/delete`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('You deleted this reply.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: own('What becomes of a reply') }).click()
  await expect(page.locator('#r1')).toHaveText(/Deleted by its author/)
  await expect(page.locator('#r2').getByRole('link', { name: 'to reply 1' })).toHaveAttribute('href', '#r1')
  await expect(page.locator('main')).not.toContainText('It is the wrong one.')
  await expectAccessible(page)
  await page.goto('/me/replies')
  const row = page.locator('li').filter({ hasText: 'deleted by you' })
  await expect(row).toContainText('It is the wrong one.')
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Undo delete' }).click()
  await expect(page.locator('#r1')).toContainText('It is the wrong one.')
})

test('a link to a post is copied, and says so', async ({ page, isMobile, context }) => {
  test.skip(isMobile, 'a phone has it under More, where it is the same link')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { name } = await signInAs(page, 'Link Copier')
  const { url } = aTalk(name)
  await page.goto(url)
  const link = page.locator('#r2').getByRole('link', { name: 'Copy link' })
  await expect(page.locator('#r2').getByRole('button', { name: /^Boost/ })).toBeVisible()
  await link.click()
  await expect(page.locator('#r2').getByRole('link', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(copied).pathname).toBe(`${url}/2`)
  await page.mouse.move(0, 0)
  await expect(link).toBeVisible()
  await page.goto(copied)
  await expect(page).toHaveURL(/#r2$/)
})

test('an author reads that a reply of theirs is hidden, and why; on their thread, in their lists and on its own page', async ({ page }) => {
  const { name } = await signInAs(page, 'Hidden Author')
  const { id, url, firstId } = aTalk(name)
  act('hide-reply', firstId, 'It names a customer.')
  await page.goto(url)
  await expect(page.locator('#r1')).toHaveCount(0)
  const said = page.locator('.sys').filter({ hasText: 'Your reply 1 is hidden.' })
  await expect(said).toContainText('It names a customer.')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await said.getByRole('link', { name: 'Read it' }).click()
  await expect(page.locator('main')).toContainText('It is the wrong one.')
  await expect(page.getByText('Your reply is hidden.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo delete' })).toHaveCount(0)
  await page.goto('/me/replies')
  await expect(page.locator('li').filter({ hasText: 'It is the wrong one.' })).toContainText('It names a customer.')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)

  await page.context().clearCookies()
  await signInAs(page, 'Other Reader')
  for (const address of [url, `/threads/${id}/posts/1`, '/me/replies']) {
    await page.goto(address)
    await expect(page.locator('main')).not.toContainText('customer')
    await expect(page.locator('main')).not.toContainText('the wrong one')
  }
})

test('an author finds their hidden thread at its address, and nobody else does', async ({ page }) => {
  const { name } = await signInAs(page, 'Hidden Asker')
  const thread = act<Thread>('thread-as', name, 'rooms', own('A question put away'), 'Who knows it?')
  act('hide-thread', thread.id, 'Asked before.')
  await page.goto(urlOf(thread))
  const said = page.locator('.sys').filter({ hasText: 'Your question is hidden.' })
  await expect(said).toContainText('Asked before.')
  await expectAccessible(page)
  await page.goto('/me/threads')
  await expect(page.locator('li').filter({ hasText: own('A question put away') })).toContainText('Asked before.')
  await page.context().clearCookies()
  await signInAs(page, 'Other Reader')
  const asked = page.waitForResponse(/\/viewer\?thread=/)
  await page.goto(urlOf(thread))
  await asked
  await expect(page.locator('main')).not.toContainText('Asked before.')
  await expect(page.locator('main')).not.toContainText(own('A question put away'))
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a question without replies is deleted, an editor sees by whom and restores it; with a reply it stays', async ({ page }) => {
    const { name } = await signInAs(page, 'Plain Asker')
    const title = own('A question asked too soon')
    const thread = act<Thread>('thread-as', name, 'rooms', title, 'I found it.')
    await page.goto(urlOf(thread))
    await page.locator('#q').getByRole('link', { name: /^More/ }).click()
    await page.getByRole('link', { name: 'Delete', exact: true }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(page.getByText('You deleted this question.')).toBeVisible()
    await page.locator('main').getByRole('link', { name: 'My threads' }).click()
    await expect(page.locator('li').filter({ hasText: title })).toContainText('deleted by you')
    await page.goto(urlOf(thread))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page does not exist.')

    await page.context().clearCookies()
    await signInAs(page, 'Restoring Editor', 'editor')
    await page.goto('/desk/hidden')
    const row = page.locator('li').filter({ hasText: title })
    await expect(row).toContainText(`Thread deleted by ${name}, its author`)
    await row.getByRole('button', { name: 'Restore' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)

    act('reply-as', thread.id, own('Other Helper'), 'I have it, too.')
    await page.context().clearCookies()
    const asker = await signInAs(page, 'Second Asker')
    const stays = act<Thread>('thread-as', asker.name, 'rooms', own('A question that others read'), 'x')
    act('reply-as', stays.id, own('Other Helper'), 'It is this.')
    await page.goto(`/threads/${stays.id}/posts/0`)
    await expect(page.getByText('Others have replied, so this thread stays.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Delete', exact: true })).toHaveCount(0)
  })

  test('the form for hiding says who reads the reason, and the link to a post is its address', async ({ page }) => {
    await signInAs(page, 'Hiding Editor', 'editor')
    const { id, url } = aTalk(own('Other Author'))
    await page.goto(`/threads/${id}/posts/1`)
    await expect(page.getByText('Its author and all editors read this.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Copy link' })).toHaveAttribute('href', `${url}/1`)
    await page.getByRole('link', { name: 'Copy link' }).click()
    await expect(page).toHaveURL(`${process.env.E2E_URL}${url}#r1`)
  })

  test('every page behind More leads back', async ({ page }) => {
    await signInAs(page, 'Leading Editor', 'editor')
    const { id, url } = aTalk(own('Other Author'))
    act('edit-thread', id, 'Said better.')
    const back = new RegExp(`^${url}(/1)?$`)
    const pages = [
      'posts/0',
      'posts/1',
      'edit',
      'posts/1/edit',
      'reply',
      'reply?to=1',
      'history',
      'posts/1/history',
      'related',
      'asks-the-same',
    ]
    for (const address of [...pages.map((each) => `/threads/${id}/${each}`), `/answers/new?thread=${id}`]) {
      await page.goto(address)
      const links = await page.locator('main a').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
      expect(
        links.filter((href) => back.test(href)),
        address,
      ).not.toEqual([])
    }
  })
})
