import type { APIRequestContext, Page } from '@playwright/test'
import { routes } from '../lib/web/http/routes'
import { mark, own } from './support/own'
import { act, expect, signInAs, test } from './support/site'
import type { Written } from './support/written'

/** The text used for each part of an address. */
const valuesOf = ({ threadId, answer, person }: Written): Record<string, Record<string, string>> => ({
  threads: { ':id': String(threadId), ':number': '1', ':slug': 'x' },
  answers: { ':slug': answer, ':number': '1' },
  topics: { ':topic': 'networking' },
  tags: { ':tag': 'written' },
  people: { ':name': person },
  admin: { ':name': person },
  watch: { ':kind': 'thread', ':id': String(threadId) },
  inbox: { ':event': '1' },
})

/** Pages whose parameters show something else. */
const more = ({ threadId, answer }: Written) => [
  '/search?q=written',
  '/search?q=zzzz',
  '/ask?title=written',
  `/threads/${threadId}/reply?to=1`,
  `/answers/${answer}/diff?from=1&to=1`,
  `/answers/${answer}/edit?thread=${threadId}`,
  `/answers/new?thread=${threadId}`,
  '/no/such/page',
]

function addressesOf(written: Written): string[] {
  const values = valuesOf(written)
  const pages = routes
    .filter(({ path, methods }) => methods.includes('GET') && !/\.(rss|atom|json|xml|txt)$|^\/(sitemaps|uploads)|instant$/.test(path))
    .map(({ path }) =>
      path
        .split('/')
        .map((part) => values[path.split('/')[1] as string]?.[part] ?? part)
        .join('/'),
    )
  return [...pages, ...more(written)]
}

/** Ids of a page, those that are there twice, and its links that name a place, with the page that it is on. */
async function placesOf(page: Page, html: string, address: string) {
  return page.evaluate(
    ([html, address]) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html')
      const ids = [...parsed.querySelectorAll('[id]')].map(({ id }) => id)
      const links = [...parsed.querySelectorAll('a[href*="#"]')].map((link) => {
        const to = new URL(link.getAttribute('href') ?? '', new URL(address, 'http://site.test'))
        return { page: to.origin === 'http://site.test' ? to.pathname + to.search : null, place: decodeURIComponent(to.hash.slice(1)) }
      })
      const named = [...parsed.querySelectorAll('label[for], [aria-labelledby], [aria-describedby], [form]')].flatMap((element) =>
        ['for', 'aria-labelledby', 'aria-describedby', 'form'].flatMap((name) => element.getAttribute(name)?.split(' ') ?? []),
      )
      return { ids, twice: ids.filter((id, i) => ids.indexOf(id) !== i), links, named }
    },
    [html, address] as const,
  )
}

for (const role of ['visitor', 'member', 'admin'] as const) {
  test(`for a ${role} no id is twice on a page, and every link to a place finds it there`, async ({ page }) => {
    const written = act<Written>('written', mark())
    if (role !== 'visitor') await signInAs(page, own('Reader of ids'), role)
    await page.goto('/')
    const context: APIRequestContext = page.request
    /** Ids by address, as far as they are known. */
    const known = new Map<string, string[]>()
    const wanted: { from: string; page: string; place: string }[] = []
    let pages = 0
    for (const address of addressesOf(written)) {
      const answer = await context.get(address)
      expect(answer.status(), address).toBeLessThan(500)
      if (!answer.headers()['content-type']?.includes('text/html')) continue
      const at = answer.url().replace(process.env.E2E_URL as string, '')
      const { ids, twice, links, named } = await placesOf(page, await answer.text(), at)
      expect(twice, `ids that are twice at ${at}`).toEqual([])
      for (const name of named) expect(ids, `${at} names ${name}`).toContain(name)
      known.set(at.split('#')[0] as string, ids)
      for (const { page: to, place } of links) if (to !== null) wanted.push({ from: at, page: to, place })
      pages++
    }
    expect(pages).toBeGreaterThan(role === 'visitor' ? 25 : 40)
    for (const { from, page: to, place } of wanted) {
      if (!known.has(to)) known.set(to, (await placesOf(page, await (await context.get(to)).text(), to)).ids)
      expect(known.get(to), `${from} links to ${to}#${place}`).toContain(place)
    }
    expect(wanted.filter(({ from, page: to }) => from.split('#')[0] === to).length, 'footnotes are among them').toBeGreaterThan(10)
  })
}

test('footnotes, contents and sections are reached by a click, each its own', async ({ page }) => {
  const { threadId, answer } = act<Written>('written', mark())
  await page.goto(`/threads/${threadId}`)
  await page.locator('#r2 [data-footnote-ref]').click()
  await expect(page.locator(':target')).toContainText('The note of the second reply.')
  await page.locator('#q').getByRole('link', { name: 'the steps' }).click()
  await expect(page.locator(':target')).toHaveText('Steps')
  await expect(page.locator('#q').getByText('nowhere', { exact: true })).not.toHaveAttribute('href')
  // Its <details> is never closed: what follows in the thread is outside.
  await expect(page.locator('#q details')).not.toHaveAttribute('open')
  await expect(page.locator('#r1')).toBeVisible()
  await page.goto(`/answers/${answer}#main`)
  await expect(page.locator(':target')).toContainText('Main')
  await page.getByRole('link', { name: 'the end' }).click()
  await expect(page.locator(':target')).toContainText('Page search')
  await expect(page.locator(':target')).toBeInViewport()
})
