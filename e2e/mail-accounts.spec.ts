import { somePassword } from '../test/accounts'
import { anOwnSite, type OwnSite } from './support/own-site'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'

// A site with a mail server: there a mail confirms an address. No worker runs, so that mails stay in the queue, where a test reads them.
let site: OwnSite
test.beforeAll(async () => {
  site = await anOwnSite({ sample: false, settings: { SMTP_URL: 'smtp://127.0.0.1:9' } })
})
test.afterAll(() => site.stop())

async function linkTo(recipient: string, page: string): Promise<string> {
  const { rows } = await site.sql('select body from outgoing_mail where recipient = $1 order by id desc limit 1', [recipient])
  const { pathname, search } = new URL(new RegExp(`https?://\\S+/${page}\\?\\S+`).exec(rows[0]?.body)?.[0] as string)
  return site.urls[0] + pathname + search
}
const facts = async () =>
  (
    await site.sql(`
    select (select json_agg(u order by id) from auth_user u) as users, (select count(*) from auth_session) as sessions,
      (select json_agg(v order by id) from auth_verification v) as links, (select json_agg(c order by id) from address_change c) as changes,
      (select json_agg(l order by digest) from one_time_link l) as invitations`)
  ).rows

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('a mail confirms and signs in by a button; a known address is answered alike; a scanner changes nothing', async ({
      page,
      request,
    }) => {
      const [url] = site.urls as [string]
      const mark = `${javaScriptEnabled}.${test.info().project.name}.${test.info().retry}`.toLowerCase()
      const email = `mara.${mark}@example.org`
      const pages: string[] = []
      const signUp = async (address: string) => {
        await page.goto(`${url}/threads?sort=views`)
        await page.getByRole('link', { name: 'Sign in' }).click()
        await page.getByRole('link', { name: 'Make an account' }).click()
        await page.getByLabel('Name').fill('Mara Mail')
        await page.getByLabel('Mail address').fill(address)
        await page.getByLabel('Password').fill(somePassword)
        await page.getByRole('button', { name: 'Make the account' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail')
        pages.push(page.url() + (await page.locator('main').innerHTML()))
      }
      await signUp(email)
      // Axe is itself a script.
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      const link = await linkTo(email, 'verify')

      const before = await facts()
      for (const method of ['GET', 'HEAD', 'GET']) expect((await request.fetch(link, { method })).status()).toBe(200)
      await page.goto(link)
      await expect(page.getByText(`This confirms ${email} and signs you in as Mara Mail.`)).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      expect(await facts(), 'nothing has changed by looking').toEqual(before)

      await page.getByRole('button', { name: 'Confirm and sign in' }).click()
      await expect(page, 'back where they came from').toHaveURL(/\/threads\?sort=views$/)
      await expect(page.locator('.menu summary')).toBeVisible()

      await page.context().clearCookies()
      await page.goto(link)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This address is confirmed')
      await signUp(email)
      expect(pages[1], 'a known address').toBe(pages[0])
      await page.goto(await linkTo(email, 'sign-in'))
      await page.getByLabel('Mail address').fill(email)
      await page.getByLabel('Password').fill(somePassword)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page).toHaveURL(/\/threads\?sort=views$/)
    })

    test('links to a new address, to take one back and to a new password change nothing until a button is pressed', async ({
      page,
      request,
    }) => {
      const [url] = site.urls as [string]
      const name = `Wanda ${javaScriptEnabled} ${test.info().project.name} ${test.info().retry}`
      const { email, cookies } = site.act<{ email: string; cookies: { name: string; value: string }[] }>('account', name, 'member')
      await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url })))
      const next = `new.${email}`
      await page.goto(`${url}/settings/address`)
      await page.getByLabel('mail address').fill(next)
      await page.getByLabel('Your password').fill(somePassword)
      await page.getByRole('main').getByRole('button').first().click()
      await expect(page).toHaveURL(/sent=1/)
      const open = async (link: string) => {
        const before = await facts()
        for (const method of ['GET', 'HEAD']) await request.fetch(link, { method })
        await page.goto(link)
        await expect(page.getByRole('main').getByRole('button')).toBeVisible()
        expect(await facts(), link).toEqual(before)
      }
      await open(await linkTo(next, 'confirm-address'))
      await page.getByRole('button', { name: 'Use this address' }).click()
      await expect(page).toHaveURL(/\/settings/)
      await open(await linkTo(email, 'undo-address'))
      await page.getByRole('button', { name: 'Use the old address again' }).click()
      await expect(page.getByText('Your account uses the old address again')).toBeVisible()
      await open(await linkTo(email, 'reset'))
    })
  })
}
