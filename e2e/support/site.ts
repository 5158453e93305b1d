import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { own } from './own'
import { askAct } from './processes'

const root = path.resolve(import.meta.dirname, '../..')

/** Tests of the site: every page's console must stay empty, and no limit of time is used up by other tests. */
export const test = base.extend<{ quietConsole: undefined; freshLimits: undefined }>({
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  quietConsole: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        // What is rightly refused or not there is reported by the browser itself, and so is a connection that a test takes away.
        if (message.type() === 'error' && !/status of (403|404|409|422)|ERR_INTERNET_DISCONNECTED/.test(message.text()))
          complaints.push(`${page.url()}: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  freshLimits: [
    async ({}, use) => {
      act('forget-limits')
      await use(undefined)
    },
    { auto: true },
  ],
})

export { expect }

/** Axe finds nothing against WCAG 2.2 AA, nor against good practice, on the page or `within` one part of it. */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([])
}

/** Nothing makes the page scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // The main part clips what is too wide for it: that would be cut off instead of scrolled to.
  const tooWide = await page.evaluate(() =>
    [document.documentElement, document.querySelector('main')].map((each) => (each ? each.scrollWidth - each.clientWidth : 0)),
  )
  expect(Math.max(...tooWide)).toBeLessThanOrEqual(0)
}

/** Does something as a person of the site: see act.ts. */
export const act = <T = unknown>(command: string, ...words: (string | number)[]): T =>
  askAct(process.env.E2E_ACT_SOCKET as string, command, words)

/** Runs the command line on the site's database. */
export function cairn(...args: string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', path.join(root, 'bin/cairn.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env.E2E_DATABASE_URL },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

type Cookies = { name: string; value: string }[]
type Role = 'member' | 'editor' | 'admin'

/** Signs a new person in, in this page's browser: each attempt of a test has its own, whose name begins with this. Returns who they are. */
export async function signInAs(
  page: Page,
  name: string,
  role: Role = 'member',
): Promise<{ personId: number; email: string; name: string }> {
  const { cookies, ...who } = act<{ personId: number; email: string; cookies: Cookies }>('account', own(name), role)
  await addCookies(page, cookies)
  return { ...who, name: own(name) }
}

const known = new Map<Role, Cookies>()

/** Signs somebody of that role in, for tests that only look at pages: one person for all of them in this process. */
export async function signInToLook(page: Page, role: Role): Promise<void> {
  const cookies = known.get(role) ?? act<{ cookies: Cookies }>('account', own(`Looking ${role}`), role).cookies
  known.set(role, cookies)
  await addCookies(page, cookies)
}

const addCookies = (page: Page, cookies: Cookies) =>
  page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url: process.env.E2E_URL as string })))
