import { readMail } from './support/mail'
import { importAuthor } from './support/old-forum'
import { mark } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

/** A name of this attempt alone: an author can be claimed once. */
const own = (name: string) => `${name}-${mark()}`

test('an author of an old forum makes an account, proves the address by the link of a mail, and what they wrote is theirs', async ({
  page,
  browser,
}) => {
  const [name, email] = [own('old_hand'), `${own('old.hand')}@example.org`]
  importAuthor({ name, email: email.toUpperCase(), title: `How ${name} lost a key` })
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(own('New Hand'))
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill('seven small stones')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.locator('.menu summary').click()
  await page.getByRole('link', { name: 'Settings' }).click()

  // An address that anyone may have typed is told of no author.
  const offer = page.getByRole('region', { name: 'What you wrote before' })
  await expect(offer).toContainText('confirm the address and they become yours')
  await expect(page.getByText(name)).toHaveCount(0)
  await expectAccessible(page)
  await offer.getByRole('button', { name: 'Send me the mail' }).click()
  await expect(offer).toContainText(`A mail with a link is on its way to ${email}`)
  await page.goto(`/verify?token=${await readMail(browser, email, /\/verify\?token=([\w.-]+)/)}`)
  await page.getByRole('button', { name: 'Confirm and sign in' }).click()
  await page.goto('/settings')
  await expect(offer.getByRole('link', { name })).toBeVisible()
  await expect(offer).toContainText('1 thread, 0 replies')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await offer.getByRole('button', { name: `This is me: ${name}` }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(offer).toHaveCount(0)
  await expect(page.getByLabel('Name'), 'the name they had gives way').toHaveValue(name)

  await page.goto(`/people/${name}`)
  await page.getByRole('link', { name: `How ${name} lost a key` }).click()
  await page.locator('#q').getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('What happens').fill('It is found.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.locator('#q .body')).toHaveText('It is found.')
  await expect(page.getByRole('article', { name: 'Question' })).toContainText(name)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the address is proven, the author taken over and an old thread edited by plain forms', async ({ page, browser }) => {
    const name = own('plain_hand')
    const { email } = await signInAs(page, 'Plain Hand')
    act('unprove', email)
    importAuthor({ name, email, title: `How ${name} lost a key` })
    await page.goto('/settings')
    const offer = page.getByRole('region', { name: 'What you wrote before' })
    await offer.getByRole('button', { name: 'Send me the mail' }).click()
    await page.goto(`/verify?${await readMail(browser, email, /\/verify\?(token=[\w.-]+&next=\S+)/)}`)
    await page.getByRole('button', { name: 'Confirm and sign in' }).click()
    await expect(page, 'back where the mail was asked for').toHaveURL(/\/settings$/)
    await offer.getByRole('button', { name: `This is me: ${name}` }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await page.goto(`/people/${name}`)
    await page.getByRole('link', { name: `How ${name} lost a key` }).click()
    await page.locator('#q').getByRole('link', { name: /More/ }).click()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('What happens').fill('It is found.')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.locator('#q .body')).toHaveText('It is found.')
  })
})

test('whose address is another is offered no author and gets none by asking', async ({ page }) => {
  const name = own('not_theirs')
  importAuthor({ name, email: `${own('not.theirs')}@example.org`, title: `What ${name} asked` })
  await signInAs(page, 'Someone Else')
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Password' })).toBeVisible()
  await expect(page.getByText('What you wrote before')).toHaveCount(0)
  const { id } = act<{ id: number }>('person', name)
  const refused = await page.request.post('/settings/claim', {
    form: { author: String(id) },
    headers: { origin: process.env.E2E_URL as string },
  })
  expect(refused.status()).toBe(404)
  expect(await refused.text()).toContain('No imported author has your address.')
  await page.goto('/settings')
  await expect(page.getByLabel('Name')).not.toHaveValue(name)
})
