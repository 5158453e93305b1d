import { expect, type Page } from '@playwright/test'
import { act } from './site'

/**
 * Waits until `look` no longer fails. For what another process does in its own time: how long it may take is in
 * playwright.config.ts alone. `look` must not wait itself, or it looks rarely.
 */
export const eventually = (look: () => Promise<void>) => expect(look).toPass({ intervals: [50, 100, 250, 500, 1_000] })

/** Opens the address until the page that comes passes `isShown`, which looks at it as it is: `locator.isVisible()`. */
export const openUntil = (page: Page, address: string, isShown: () => Promise<boolean>) =>
  eventually(async () => {
    await page.goto(address)
    expect(await isShown(), `${address} shows it`).toBe(true)
  })

/** Waits until the worker has done all that was asked of it so far: counted words, computed related lists, sent mails. */
export async function workerCaughtUp(): Promise<void> {
  const asked = act<string[]>('worker-asked')
  await eventually(async () => expect(act('worker-did', ...asked)).toBe(true))
}
