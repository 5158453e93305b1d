import { type Browser, type BrowserContextOptions, type Page, test } from '@playwright/test'

/** A page in a browser of its own, to which nobody has signed in, with the screen of the project. */
export async function aPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const { viewport, isMobile, hasTouch } = test.info().project.use
  const context = await browser.newContext({ baseURL: process.env.E2E_URL, viewport, isMobile, hasTouch, ...options })
  return context.newPage()
}
