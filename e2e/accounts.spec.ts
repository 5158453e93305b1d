import { somePassword } from '../test/accounts'
import { readMail } from './support/mail'
import { mark, own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, signInToLook, test } from './support/site'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('someone makes an account, signs in, changes their name and signs out', async ({ page }) => {
    const email = `nora.${mark()}@example.org`
    await page.goto('/threads?sort=views')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Make an account' }).click()
    await page.getByLabel('Name').fill(own('Nora'))
    await page.getByLabel('Mail address').fill(email)
    await page.getByLabel('Password').fill('seven small stones')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await expect(page, 'signed in, where they came from').toHaveURL(/\/threads\?sort=views$/)
    await page.locator('.menu summary').click()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Name').fill('Nora P.')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await page.goto(`/people/nora-${mark()}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nora P.')
    await page.goto('/settings')
    await page.locator('.menu summary').click()
    await page.locator('.menu').getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    await page.goto('/settings')
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings/)
  })
})

test('a refused form comes back with what was typed, the reason and the right status', async ({ page, request }) => {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Short')
  await page.getByLabel('Mail address').fill('short@example.org')
  await page.getByLabel('Password').fill('short')
  await page.getByLabel('Password').evaluate((input: HTMLInputElement) => input.removeAttribute('minlength'))
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Make the account' }).click()
  expect((await answered).status()).toBe(422)
  await expect(page.getByText('A password has at least 10 characters.')).toBeVisible()
  await expect(page.getByLabel('Mail address')).toHaveValue('short@example.org')
  await expectAccessible(page)
  const other = await request.post('/sign-in', {
    form: { email: 'x@example.org', password: 'y' },
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(other.status(), 'a form of another site').toBe(403)
})

test('what is wrong with one form leaves the others of the page as they were', async ({ page }) => {
  await signInAs(page, 'Petra Profile')
  await page.goto('/settings')
  await page.getByLabel('About you').fill('I collect stones.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.getByLabel('Current password').fill('not this one at all')
  await page.getByLabel('New password').fill('another long password')
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(
    page
      .locator('section', { has: page.getByRole('heading', { name: 'Password' }) })
      .locator('.err, [role=alert]')
      .first(),
  ).toBeVisible()
  await expect(page.getByLabel('About you')).toHaveValue('I collect stones.')
})

test('without mail a known address is told plainly, and nobody gets a second account', async ({ page }) => {
  const { email } = await signInAs(page, 'Twice Here')
  await page.context().clearCookies()
  await page.goto('/sign-up?next=%2Ftags')
  await page.getByLabel('Name').fill(own('Twice Here'))
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill('seven small stones')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Make the account' }).click()
  expect((await answered).status()).toBe(409)
  await expect(page.getByText('There is already an account with this address. Sign in, or ask the administrator')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'I have an account' }).click()
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill(somePassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page, 'the way back survived all of it').toHaveURL(/\/tags$/)
  await expect(page.locator('.menu summary')).toBeVisible()
})

for (const address of ['/sign-in', '/sign-up', '/sign-up?sent=1', '/forgot', '/reset?token=x', '/verify?token=x', '/settings']) {
  test(`${address} is accessible and fits a phone`, async ({ page }) => {
    if (address === '/settings') await signInToLook(page, 'member')
    await page.goto(address)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
  })
}
test('a passkey is added and signs in without a password', async ({ page }) => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  })
  // A passkey belongs to a name, and an address of numbers is none.
  const site = (process.env.E2E_URL as string).replace('127.0.0.1', 'localhost')
  const { email } = await signInAs(page, 'Pia Key')
  const cookies = await page.context().cookies()
  await page.context().addCookies(cookies.map(({ name, value }) => ({ name, value, url: site })))
  await page.goto(`${site}/settings`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('button', { name: /^Remove Chrome/ })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${site}/answers`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL(`${site}/answers`)
  await page.goto(`${site}/settings`)
  await expect(page.getByText(email)).toBeVisible()
})

test('a session that ended while someone wrote loses no word', async ({ page, context }) => {
  const { id } = act<{ id: number }>('thread', 'rooms', 'For someone signed out', 'x')
  await signInAs(page, 'Slow Writer')
  await page.goto(`/threads/${id}/reply`)
  await page.getByLabel('Your reply').fill('An hour of work.')
  const cookies = await context.cookies()
  await context.clearCookies()
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  await expect(page.getByLabel('Your text')).toHaveValue('An hour of work.')
  await expectAccessible(page)
  await context.addCookies(cookies)
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.locator('#r1')).toContainText('An hour of work.')
})

test('someone who is suspended while they write reads why, keeps the text, and can read on', async ({ page }) => {
  const { id } = act<{ id: number }>('thread', 'rooms', 'For someone suspended', 'x')
  const { personId } = await signInAs(page, 'Rude Writer')
  await page.goto(`/threads/${id}/reply`)
  await page.getByLabel('Your reply').fill('An hour of work.')
  act('suspend', personId, own('Rude'))
  await expect.poll(async () => (await page.request.get('/settings', { maxRedirects: 0 })).status()).toBe(307)
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is suspended')
  await expect(page.getByLabel('Your text')).toHaveValue('An hour of work.')
  await expect(page.getByText(/^Your account is suspended since/)).toContainText(`The reason: ${own('Rude')}.`)
  await expectAccessible(page)
  expect((await page.request.get('/api/auth/passkey/generate-register-options')).status(), 'nor can they add a passkey').toBe(403)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page.getByText(/^Your account is suspended since/)).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  expect((await page.goto(`/threads/${id}`))?.status(), 'what is public is read as before').toBe(200)
})

test('a forgotten password is replaced by the link of a mail', async ({ page, browser }) => {
  const { email } = await signInAs(page, 'Forgetful One')
  await page.context().clearCookies()
  await page.goto('/tags')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Forgot the password' }).click()
  await page.getByLabel('Mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByText('a mail is on its way')).toBeVisible()
  await page.goto(`/reset?${await readMail(browser, email, /\/reset\?(token=[\w-]+&next=\S+)/)}`)
  await page.getByLabel('New password').fill('another row of stones')
  await page.getByRole('button', { name: 'Set it' }).click()
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill('another row of stones')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.locator('.menu summary')).toHaveText(/Forgetful/)
  await expect(page, 'where they came from, by way of the mail').toHaveURL(/\/tags$/)
})

test('behind the passkeys’ addresses there are no others', async ({ request }) => {
  const net = await import('node:net')
  const { hostname, port } = new URL(process.env.E2E_URL as string)
  const answered = (path: string) =>
    new Promise<string>((resolve) => {
      const body = JSON.stringify({ name: 'x', email: 'dots@example.org', password: 'ten letters and more' })
      const socket = net.connect(Number(port), hostname, () =>
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
        ),
      )
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
    })
  for (const path of ['/api/auth/passkey/../sign-up/email', '/api/auth/passkey/%2e%2e/sign-up/email', '/api/auth/sign-up/email'])
    expect(await answered(path), path).toMatch(/^HTTP\/1\.1 404/)
  expect((await request.post('/api/auth/passkey/verify-authentication', { data: 'x'.repeat(70_000) })).status()).toBe(413)
})
