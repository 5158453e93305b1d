import fs from 'node:fs'

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Flags that keep Chromium to itself: no sandbox (containers have none to give), no calls home. */
export const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A browser to test with: CHROMIUM_PATH, the system's, Playwright's own (undefined), or the one of the package
 * @sparticuz/chromium, which needs nothing but Linux.
 */
export async function findBrowser(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  const system = systemBrowsers.find((file) => fs.existsSync(file))
  if (system) return system
  const { chromium } = await import('@playwright/test')
  if (fs.existsSync(chromium.executablePath())) return undefined
  // The package unpacks the libraries it brings only where it believes itself on Lambda.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  const packed = await import('@sparticuz/chromium' as string)
  return packed.default.executablePath()
}
