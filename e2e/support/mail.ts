import type { Browser } from '@playwright/test'
import { openUntil } from './eventually'
import { signInToLook } from './site'

/**
 * What is in a mail to this address, as an admin finds it, in a browser of their own: without a mail server it is kept there.
 * Returns what `wanted` has in brackets.
 */
export async function readMail(browser: Browser, to: string, wanted: RegExp): Promise<string> {
  const context = await browser.newContext({ baseURL: process.env.E2E_URL })
  const page = await context.newPage()
  await signInToLook(page, 'admin')
  const body = page.locator('.mail-body').filter({ hasText: wanted }).first()
  // Until the worker has sent it; what it sent is on the page, folded.
  await openUntil(page, `/admin/mail?to=${encodeURIComponent(to)}`, async () => (await body.count()) > 0)
  const found = wanted.exec((await body.textContent()) ?? '')
  await context.close()
  return found?.[1] as string
}
