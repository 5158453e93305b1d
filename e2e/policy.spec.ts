import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { anOwnSite, type OwnSite } from './support/own-site'
import { rawRequest } from './support/raw'

// Not of ./support/site: the console complains here, as it should.
let site: OwnSite
test.beforeAll(async () => {
  site = await anOwnSite()
})
test.afterAll(() => site?.stop())

const digest = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

/** What someone might store where sanitising failed: each would leave its mark on the page if it ran. */
const scripts = [
  'window.marked = "plain"',
  '(self.__next_f=self.__next_f||[]).push([0]);window.marked = "like Next"',
  'self.__next_f.push([1,"0:null"]);window.marked = "like its data"',
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push([window.marked = "like its start"])',
]
const stored = (code: string, i: number) =>
  [
    `<script>${code}</script>`,
    `<script nonce="${'A'.repeat(24)}" id="_R_">${code}</script>`,
    `</div></div></main><!--$--><!--/$--><script id="_R_">${code}</script>`,
    `<svg><script>${code}</script></svg>`,
  ][i % 4] as string

test('a script that is stored in a post, past all sanitising, does not run, whatever it looks like', async ({ browser }) => {
  const { id } = site.act<{ id: number }>('thread', 'networking', 'A thread with a hole in it', 'Text of the hole.')
  const [url = ''] = site.urls
  const address = (await rawRequest(url, `/threads/${id}`)).headers.location as string
  expect((await rawRequest(url, address)).body.toString()).toContain('Text of the hole.')
  // As if lib/content had let it through: into what is kept of the text, then every page is made again.
  const html = [...scripts.map(stored), '<img src="/icon.svg" onload="window.marked = \'attribute\'">'].join('')
  const { rowCount } = await site.sql(`update rendered_body set html = html || $1 where html like '%Text of the hole.%'`, [html])
  expect(rowCount).toBe(1)
  await site.sql(`insert into page_expiry (tags) values ('{everything}')`)
  await expect.poll(async () => (await rawRequest(url, address)).body.toString()).toContain('window.marked')

  const answer = await rawRequest(url, address)
  const policy = String(answer.headers['content-security-policy'])
  for (const code of scripts) expect(policy).not.toContain(digest(code))
  // Exactly the scripts of a page without people's text: its start, and its data.
  expect(policy.match(/'sha256-/g)).toHaveLength(3)
  expect(answer.body.toString()).not.toMatch(/<script[^>]* nonce="(?!A{24}")/)

  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { violations: seen })
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
  })
  await page.goto(`${url}${address}`)
  await page.waitForLoadState('networkidle')
  const state = await page.evaluate(() => window as unknown as { marked?: string; violations: string[]; __next_f?: unknown[] })
  expect(state.marked).toBeUndefined()
  const violations = await page.evaluate(() => (window as unknown as { violations: string[] }).violations)
  expect(violations.filter((each) => each === 'script-src-elem').length).toBe(scripts.length)
  expect(violations).toContain('script-src-attr')
  // The page's own scripts did run: React has taken it over, and could do so although what was stored breaks its markup.
  expect(
    await page.evaluate(
      () =>
        Object.keys(document.body).some((key) => key.startsWith('__react')) ||
        Object.keys(document).some((key) => key.startsWith('_react')),
    ),
  ).toBe(true)
  await context.close()
})
