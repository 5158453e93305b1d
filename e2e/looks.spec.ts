import { type Browser, expect, type Page, test } from '@playwright/test'
import { faultsOfLooks } from './support/looks'
import { anOwnSite, type OwnSite } from './support/own-site'
import { expectAccessible, expectNoSidewaysScroll } from './support/site'

// What a reader sees and no other test would miss: boxes beside their lines, rules that touch, a foot in mid-page. A site of its own,
// because others' hostile texts are not laid out well on purpose.
let site: OwnSite
test.beforeAll(async () => {
  site = await anOwnSite()
})
test.afterAll(() => site?.stop())

type Role = 'visitor' | 'member' | 'editor' | 'admin'

/** A page of the site, for someone of that role who has just come. Its console must stay empty. */
async function pageFor(browser: Browser, role: Role, name: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext({ baseURL: site.urls[0] })).newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 404/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  if (role !== 'visitor') {
    const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', name, role)
    await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url: site.urls[0] as string })))
  }
  return { page, complaints }
}

const widths = [320, 390, 768, 1280]
const answer = '/answers/tls-handshake-fails'
const pages: Partial<Record<Role, string[]>> = {
  visitor: [
    ...['/', '/topics', '/topics/networking', '/threads', '/tags', '/tags/tls', '/people/Ines-Okafor', '/no/such/page'],
    ...['/answers', answer, `${answer}/history`, `${answer}/revisions/1`, `${answer}/diff?from=4&to=5`],
    ...['/search?q=certificate', '/search?q=zzzz', '/search', '/search/operators'],
    ...['/sign-in', '/sign-up', '/forgot', '/signed-out'],
  ],
  member: [
    ...['/inbox', '/me/watches', '/me/reports', '/watch/topic/1', '/search/saved?q=pump', '/threads/1/posts/0/report', '/ask'],
    ...['/settings', '/settings/notices', '/settings/address', '/settings/data', '/settings/delete'],
  ],
  admin: [
    ...[
      '/desk',
      '/desk/unanswered',
      '/desk/drafts',
      '/desk/hidden',
      '/desk/reports',
      '/desk/duplicates',
      '/answers/new',
      `${answer}/edit`,
      `${answer}/coverage`,
    ],
    ...[
      '/admin',
      '/admin/people',
      '/admin/invitations',
      '/admin/import',
      '/admin/people/Ines-Okafor',
      '/admin/topics',
      '/admin/tags',
      '/admin/spam',
      '/admin/search',
    ],
    ...['/admin/mail', '/admin/audit'],
  ],
}

for (const [role, addresses] of Object.entries(pages))
  test(`pages for a ${role} are laid out without a fault, wide and narrow`, async ({ browser }) => {
    const { page, complaints } = await pageFor(browser, role as Role, `Looking ${role}`)
    const faults: string[] = []
    for (const address of addresses)
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
        await page.goto(address)
        const note = async (how: string) =>
          faults.push(...(await faultsOfLooks(page)).map((fault) => `${address}, ${width} px${how}: ${fault}`))
        await note('')
        // What is folded is a part of the page, too.
        const isFolded = await page.evaluate(() => {
          const folded = document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')
          for (const each of folded) each.open = true
          return folded.length > 0
        })
        if (isFolded) await note(', unfolded')
      }
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

test('a contested passage is shown whole, its codes in one piece', async ({ browser }) => {
  const rows = Array.from({ length: 30 }, (_, i) => `| \`-12${10 + i}\` | the pump of house ${i} stands still | look behind the shed |`)
  const text = ['It depends on the code.', ['| Code | What it says | Where to look |', '| --- | --- | --- |', ...rows].join('\n')].join(
    '\n\n',
  )
  const { slug } = site.act<{ slug: string }>('answer', 'networking', 'Why a pump stands still', text)
  site.act('contest', 'Dry Gardener', 'networking', 'My pump says nothing', 'It is dry.', slug, 'My pump has no code.')
  const { page } = await pageFor(browser, 'editor', 'Deciding Editor')
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/desk/contested')
    await expect(page.locator('.contest').getByText('-1239')).toBeVisible()
    expect(await faultsOfLooks(page), `${width} px`).toEqual([])
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
  await page.context().close()
})

test('home says to visitors what they can do here', async ({ browser }) => {
  const { page } = await pageFor(browser, 'visitor', '')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find an answer that holds, or ask for one.')
  await page.context().close()
})
