import type { Browser } from '@playwright/test'
import { expect, signInAs } from './site'

/**
 * What stands in a mail to this address, as an admin finds it, in a browser of their own: without a mail server it is kept there.
 * Answers what `wanted` has in brackets.
 */
export async function readMail(browser: Browser, to: string, wanted: RegExp): Promise<string> {
  const context = await browser.newContext({ baseURL: process.env.E2E_URL })
  const page = await context.newPage()
  await signInAs(page, 'Postmaster', 'admin')
  const body = page.locator('.mail-body').filter({ hasText: wanted }).first()
  // The worker sends a mail within seconds; what it sent stands there folded.
  await expect(async () => {
    await page.goto(`/admin/mail?to=${encodeURIComponent(to)}`)
    await page.locator('summary', { hasText: to }).first().click()
    await expect(body).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  const found = wanted.exec(await body.innerText())
  await context.close()
  return found?.[1] as string
}
