import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

for (const javaScriptEnabled of [true, false]) {
  test(`an admin reads who did what, to whom and when, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({ browser }) => {
    const context = await browser.newContext({
      baseURL: process.env.E2E_URL,
      viewport: test.info().project.use.viewport,
      javaScriptEnabled,
    })
    const page = await context.newPage()
    const { name } = await signInAs(page, 'Anna Audits', 'admin')
    const { personId } = act<{ personId: number }>('account', own('Rolf Role'))
    const { name: address } = act<{ name: string }>('person-name', personId)
    await page.goto(`/admin/people/${address}`)
    await page.getByLabel('Editor').check()
    await page.getByRole('button', { name: 'Set the role' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()

    await page.goto('/admin/audit')
    await page.getByLabel('Who').fill(name)
    await page.getByLabel('What').selectOption({ label: 'People' })
    await page.getByRole('button', { name: 'Find' }).click()
    const entry = page.locator('.audit li')
    await expect(entry).toHaveCount(1)
    await expect(entry).toContainText(`${name} changed the role of ${own('Rolf Role')}: member to editor`)
    await expect(entry.locator('time')).toHaveText(/^\d+ \w+ \d{4}, \d\d:\d\d UTC$/)
    await expect(page.getByLabel('Who')).toHaveValue(name)
    await expect(page.getByText('Not everything is shown.')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await entry.getByRole('link', { name: 'All about this' }).click()
    await expect(page).toHaveURL(/\?about=person-\d+$/)
    await expect(entry).toHaveCount(1)
    await entry.getByRole('link', { name: own('Rolf Role') }).click()
    await expect(page).toHaveURL(/\/admin\/people\//)

    await page.goto('/admin/audit?from=2001-01-01&until=2001-01-02')
    await expect(page.getByText('Nothing of this kind is recorded')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('link', { name: 'Show everything' }).first().click()
    await expect(page).toHaveURL(/\/admin\/audit$/)
    await context.close()
  })
}
