import type { Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { mark, own } from './support/own'
import { expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

async function makeAccount(page: Page, link: string, name: string, email?: string): Promise<void> {
  const address = new URL(link)
  await page.goto(address.pathname + address.search)
  await page.getByLabel('Name').fill(name)
  if (email) await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password').fill('seven small stones')
  await page.getByRole('button', { name: 'Make the account' }).click()
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how} an admin invites an editor by address, who signs up as one; nobody else can`, async ({ browser }) => {
    const admin = await aPage(browser, { javaScriptEnabled })
    await signInAs(admin, 'Ines Invites', 'admin')
    await admin.goto('/admin/invitations')
    const email = `eda.${mark()}@example.org`
    await admin.getByLabel('Mail address').fill(email)
    await admin.getByLabel('Editor').check()
    await admin.getByRole('button', { name: 'Invite' }).click()
    await expect(admin.getByText('The invitation is ready.')).toBeVisible()
    expect(admin.url(), 'the address tells nothing').toMatch(/\/admin\/invitations\?made=\d+$/)
    const row = admin.locator('.invitations li').filter({ hasText: email })
    await expect(row.getByText('Open', { exact: true })).toBeVisible()
    const link = (await row.locator('pre').innerText()).trim()
    if (javaScriptEnabled) await expectAccessible(admin)
    await expectNoSidewaysScroll(admin)

    const guest = await aPage(browser, { javaScriptEnabled })
    await makeAccount(guest, link, own('Not Eda'), `other.${mark()}@example.org`)
    await expect(guest.getByText('This invitation is for another mail address.').first()).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(guest)
    await expectNoSidewaysScroll(guest)
    const name = own('Eda Editor')
    await makeAccount(guest, link, name, email)
    await expect(guest.locator('.menu summary')).toBeVisible()
    expect((await guest.goto('/desk'))?.status(), 'an editor from the first moment').toBe(200)
    const second = await aPage(browser, { javaScriptEnabled })
    const address = new URL(link)
    await second.goto(address.pathname + address.search)
    await expect(second.locator('main')).toContainText('This invitation was used')

    await admin.goto('/admin/invitations')
    await expect(row.getByText('Used', { exact: true })).toBeVisible()
    await expect(row.getByRole('link', { name })).toBeVisible()
    await expect(row.locator('pre')).toHaveCount(0)
  })

  test(`${how} an invitation is revoked, restored, and noted`, async ({ browser }) => {
    const admin = await aPage(browser, { javaScriptEnabled })
    await signInAs(admin, 'Rosa Revokes', 'admin')
    await admin.goto('/admin/invitations')
    const email = `rolf.${mark()}@example.org`
    await admin.getByLabel('Mail address').fill(email)
    await admin.getByRole('button', { name: 'Invite' }).click()
    const row = admin.locator('.invitations li').filter({ hasText: email })
    const link = new URL((await row.locator('pre').innerText()).trim())
    await row.getByRole('button', { name: `Revoke the invitation for ${email}` }).click()
    await expect(admin.getByText('Revoked: its link works no more.')).toBeVisible()
    const guest = await aPage(browser, { javaScriptEnabled })
    await guest.goto(link.pathname + link.search)
    await expect(guest.locator('main')).toContainText('was taken back')
    await row.getByRole('button', { name: `Restore the invitation for ${email}` }).click()
    await expect(row.getByText('Open', { exact: true })).toBeVisible()
    await guest.goto(link.pathname + link.search)
    await expect(guest.locator('main')).toContainText(`The invitation is for ${email} alone.`)
    await admin.goto('/admin/audit')
    await expect(admin.locator('main')).toContainText('revoked an invitation')
    await expect(admin.locator('main')).not.toContainText(email)
  })
}
