import fs from 'node:fs'
import { openUntil } from './support/eventually'
import { readMail } from './support/mail'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

const password = 'a stone upon a stone'

/** Fills in the page that asks before an account is deleted. */
async function confirm(page: import('@playwright/test').Page, choice: RegExp, button: string | RegExp) {
  await page.getByRole('radio', { name: choice }).check()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('checkbox', { name: /can’t be undone/ }).check()
  await page.getByRole('button', { name: button }).click()
}

test('someone takes their data along, deletes the account and withdraws the posts; the name stays taken', async ({ page, browser }) => {
  const { email, personId, name } = await signInAs(page, 'Olga Own')
  const asked = act<{ id: number }>('thread-as', name, 'rooms', `What ${name} asked`, 'Something **private**.')
  act('reply', asked.id, 'An answer by someone else.')
  const alone = act<{ id: number }>('thread-as', name, 'rooms', `Alone with ${name}`, 'Nobody replied.')
  await page.goto(`/threads/${asked.id}`)
  await expect(page.getByRole('article', { name: 'Question' })).toContainText('Something private.')

  await page.goto('/settings')
  await page.getByRole('link', { name: 'Download what is yours, or delete your account' }).click()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByLabel('Your password').fill('not the password')
  await page.getByRole('button', { name: 'Download my data' }).click()
  await expect(page.getByText('The password is wrong.')).toBeVisible()
  await expectAccessible(page)
  const downloading = page.waitForEvent('download')
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Download my data' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^cairn-olga-own-.*\.zip$/)
  const archive = fs.readFileSync(await download.path())
  expect(archive.subarray(0, 2).toString()).toBe('PK')
  expect(archive.includes('posts/threads/')).toBe(true)

  await page.getByRole('link', { name: 'Delete my account …' }).click()
  await expect(page.getByRole('heading', { name: 'What stays' })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  // A wrong password changes nothing, and loses no choice.
  await page.getByRole('radio', { name: /Withdraw them/ }).check()
  await page.getByLabel('Your password').fill('not the password')
  await page.getByRole('checkbox', { name: /can’t be undone/ }).check()
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByText('The password is wrong.')).toBeVisible()
  await expect(page.getByRole('radio', { name: /Withdraw them/ })).toBeChecked()
  await expectAccessible(page)
  await confirm(page, /Withdraw them/, 'Delete my account')
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()

  // The worker withdraws the posts.
  await openUntil(page, `/threads/${asked.id}`, () => page.getByRole('heading', { level: 1, name: 'Withdrawn by its author' }).isVisible())
  await expect(page.getByRole('article', { name: 'Question' })).toContainText('Former member')
  await expect(page.getByRole('article', { name: 'Question' })).toContainText('Withdrawn by its author.')
  await expect(page.locator('#r1')).toContainText('An answer by someone else.')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  expect((await page.request.get(`/threads/${alone.id}`)).status()).toBe(404)
  expect((await page.request.get(`/people/${name.replaceAll(' ', '-')}`)).status()).toBe(404)
  await page.goto(`/people/former-member-${personId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Former member')
  await page.goto(`/search?q=${encodeURIComponent(`"${name} asked"`)}`)
  await expect(page.locator('main')).not.toContainText(`What ${name} asked`)

  await page.goto('/sign-in')
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('No account has this address and password.')).toBeVisible()

  // Someone else of that name gets another address for it.
  const other = await browser.newPage()
  await signInAs(other, 'Olga Own')
  await other.goto('/settings')
  await expect(other.getByRole('main').locator('a[href^="/people/"]').first()).toHaveAttribute('href', /-2$/)
  await other.close()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an account is deleted by plain forms and the posts are left under “Former member”', async ({ page }) => {
    const { name } = await signInAs(page, 'Paula Plain')
    const { id } = act<{ id: number }>('thread-as', name, 'rooms', `What ${name} left`, 'It may stay.')
    await page.goto('/settings/delete')
    await confirm(page, /Leave them/, 'Delete my account')
    await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
    await page.goto(`/threads/${id}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`What ${name} left`)
    await expect(page.getByRole('article', { name: 'Question' })).toContainText('Former member')
    await page.goto('/settings')
    await expect(page).toHaveURL(/\/sign-in/)
  })
})

test('an admin exports, sets the address and deletes for someone; other people find no such page', async ({ page, browser }) => {
  const someone = await browser.newPage()
  const { email, name } = await signInAs(someone, 'Quentin Asked')
  const path = `/admin/people/${name.replaceAll(' ', '-')}`
  expect((await someone.request.get(`${path}/delete`)).status()).toBe(404)
  const refused = await someone.request.post(`${path}/export`, { form: {}, headers: { origin: process.env.E2E_URL as string } })
  expect(refused.status()).toBe(404)

  await signInAs(page, 'Admin Of Data', 'admin')
  await page.goto(path)
  await expectAccessible(page)
  await page.getByLabel('New mail address').fill(`moved.${email}`)
  await page.getByRole('button', { name: 'Set the address' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByText(`moved.${email}`)).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download their data' }).click()
  expect((await downloading).suggestedFilename()).toContain('quentin-asked')
  await page.getByRole('link', { name: `Delete ${name} …` }).click()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await confirm(page, /Leave them/, `Delete ${name}`)
  await expect(page.getByText('The person is deleted.')).toBeVisible()
  await someone.goto('/settings')
  await expect(someone).toHaveURL(/\/sign-in/)
  await someone.close()
  await page.goto('/admin/audit')
  for (const says of ['set the mail address of', 'exported the data of', 'deleted the account of'])
    await expect(page.getByText(says).first()).toBeVisible()
})

test('without a mail server the page about the address says who can change it', async ({ page }) => {
  await signInAs(page, 'Rita Address')
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Change your mail address' }).click()
  await expect(page.getByText('An administrator can change yours')).toBeVisible()
  await expectAccessible(page)
  for (const address of ['/confirm-address?token=x', '/undo-address?token=x', '/undo-address?done=1', '/account-deleted']) {
    await page.goto(address)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
})

test('an address that an admin set is told to the old one', async ({ page, browser }) => {
  const other = await browser.newPage()
  const { email, name } = await signInAs(other, 'Sven Told')
  await other.close()
  await signInAs(page, 'Admin Who Tells', 'admin')
  await page.goto(`/admin/people/${name.replaceAll(' ', '-')}`)
  await page.getByLabel('New mail address').fill(`told.${email}`)
  await page.getByRole('button', { name: 'Set the address' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  expect(await readMail(browser, email, /(An administrator has set)/)).toBe('An administrator has set')
})
