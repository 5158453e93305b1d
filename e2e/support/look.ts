import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './site'

/**
 * The page is accessible and fits its width; axe needs scripts. With the setting `SHOTS`, a folder, its picture is kept there in light and
 * dark, to be looked at.
 */
export async function look(page: Page, name: string, javaScriptEnabled: boolean): Promise<void> {
  if (javaScriptEnabled) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  if (!process.env.SHOTS || !javaScriptEnabled) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${page.viewportSize()?.width}-${colorScheme}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: null })
}
