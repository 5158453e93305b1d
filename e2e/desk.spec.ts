import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { look } from './support/look'
import { mark, own } from './support/own'
import { anOwnSite, type OwnSite } from './support/own-site'
import { act, expect, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }
type Cookies = { name: string; value: string }[]

/** Editors of a site, one with scripts and one without. What their browsers complain of is in `faults`. */
async function editorsOf(site: OwnSite, browser: Browser, faults: string[]): Promise<{ page: Page; js: boolean }[]> {
  const { viewport, isMobile, hasTouch } = test.info().project.use
  const { cookies } = site.act<{ cookies: Cookies }>('account', 'Desk Editor', 'editor')
  return Promise.all(
    [true, false].map(async (js) => {
      const context = await browser.newContext({ baseURL: site.urls[0], viewport, isMobile, hasTouch, javaScriptEnabled: js })
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: site.urls[0] as string })))
      const page = await context.newPage()
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      page.on('pageerror', (error) => faults.push(error.message))
      return { page, js }
    }),
  )
}

/** The parts of the desk in their order, each with its count. */
const listedParts = async (page: Page) =>
  (await page.locator('.desk-part-head a').allTextContents()).map((link) => link.replace('All ', ''))

/** One of everything that can wait for an editor, besides threads that wait for an answer. */
async function oneOfAll(site: OwnSite, first: Thread): Promise<void> {
  const titles = ['Laying in frost', 'Slaking lime', 'Pointing old walls', 'Arches that sag', 'Footings on clay']
  const slugs = titles.map((title) => site.act<{ slug: string }>('answer', 'walls', title, 'What to do.').slug)
  for (let i = 0; i < 5; i++)
    site.act('contest', `Asker ${i}`, 'walls', `Frost came early, case ${i}`, 'It froze.', slugs[0] as string, 'Ours is salt.')
  await site.sql(`update answer set review_at = '2026-01-01'`)
  await site.sql(
    `insert into answer_draft (answer_id, title, applies_to, aliases, tags, based_on, in_review, edited_by)
     select id, title, '{}', '{}', '{}', 1, id % 2 = 1, (select min(id) from person) from answer`,
  )
  await site.sql(
    `insert into moderation_case (kind, subject_kind, subject_id) select 'report', 'thread', id from thread where id >= $1 limit 4`,
    [first.id],
  )
  await site.sql(
    `with made as (insert into gap (title_id, threads, views, demand)
         select id, 4, 120, id from thread where standing = 'unanswered' limit 4 returning id, title_id)
     insert into gap_thread (thread_id, gap_id) select title_id, id from made`,
  )
  site.act('reviews')
  await site.sql(
    `with golden as (insert into golden_query (query, hit) values ('frost mortar', '/answers/laying-in-frost') returning id)
     insert into search_gap (golden_id, searches, sessions, not_found, failed) select id, 9, 5, 9, 9 from golden`,
  )
}

test('the desk says what to do first: on an empty site, on a small one, and where everything waits', async ({ browser }) => {
  const site = await anOwnSite({ sample: false, settings: { CAIRN_NAME: 'Quarry' } })
  const faults: string[] = []
  try {
    const editors = await editorsOf(site, browser, faults)
    for (const { page, js } of editors) {
      await page.goto('/desk')
      await expect(page.locator('main')).toContainText('Nothing has been asked yet.')
      await expect(page.locator('.desk-nothing')).toHaveText(
        'Nothing waits in Contested, Reports, In review, Needs review, Gaps, Search gaps and Unanswered.',
      )
      await look(page, 'empty', js)
      await page.getByRole('link', { name: 'Unanswered', exact: true }).click()
      await expect(page.locator('main')).toContainText('Nothing has been asked yet.')
      await look(page, 'empty-queue', js)
    }

    const threads = Array.from({ length: 30 }, (_, i) =>
      site.act<Thread>(
        'thread',
        'walls',
        `How thick is a wall of ${i + 1} courses?`,
        'Of sandstone.',
        i % 3 === 0 ? 'sandstone,mortar' : '',
      ),
    )
    site.act('reply', (threads[0] as Thread).id, 'As thick as it is tall, nearly.')
    site.act('accept', (threads[0] as Thread).id, 1)
    for (const { page, js } of editors) {
      await page.goto('/desk')
      expect(await listedParts(page)).toEqual(['29 in Unanswered'])
      await expect(page.locator('.desk-rows .row-t').first(), 'the one that waits longest').toHaveText('How thick is a wall of 2 courses?')
      await expect(page.locator('.desk-nothing')).toContainText('Nothing waits in Contested, Reports,')
      await look(page, 'small', js)
      await page.getByRole('link', { name: 'All 29 in Unanswered' }).click()
      await expect(page.locator('.queue tbody tr').first()).toContainText('of 2 courses?')
      await look(page, 'queue', js)
    }

    await oneOfAll(site, threads[0] as Thread)
    for (const { page, js } of editors) {
      await page.goto('/desk')
      expect(await listedParts(page)).toEqual([
        '5 in Contested',
        '4 in Reports',
        '3 in In review',
        '5 in Needs review',
        '4 in Gaps',
        '1 in Search gaps',
        '34 in Unanswered',
        '2 in Drafts',
      ])
      await expect(page.locator('.desk-part').first().locator('.desk-rows > li'), 'three of each').toHaveCount(3)
      await expect(page.locator('.desk-nothing')).toHaveCount(0)
      await look(page, 'full', js)
      await expect(page.getByRole('link', { name: 'All 4 in Gaps' })).toHaveAttribute('href', '/desk/gaps')
      for (const [name, heading, rows] of [
        ['All 5 in Contested', 'Contested coverage', '.contest'],
        ['All 4 in Reports', 'Reports', '.case'],
        ['All 3 in In review', 'Drafts', '.desk-rows > li'],
        ['All 5 in Needs review', 'Needs review', '.review'],
        ['All 1 in Search gaps', 'Search gaps', '.search-gaps > li'],
        ['All 34 in Unanswered', 'Unanswered', '.queue tbody tr'],
        ['All 2 in Drafts', 'Drafts', '.desk-rows > li'],
      ] as const) {
        await page.goto('/desk')
        await page.getByRole('link', { name }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
        const count = Number(name.split(' ')[1])
        await expect(page.locator(rows)).toHaveCount(Math.min(count, 30))
        await look(page, name.replace(/\W+/g, '-').toLowerCase(), js)
      }
      await page.goto('/desk')
      await page.locator('.desk-rows .row-t').first().click()
      await expect(page).toHaveURL(/\/desk\/contested#contest-\d+-\d+$/)
    }
    expect(faults).toEqual([])
  } finally {
    await site.stop()
  }
})

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, the unanswered queue is narrowed by a form, says so in words, and is cleared`, async ({ browser }) => {
    const page = await aPage(browser, { javaScriptEnabled })
    await signInAs(page, 'Queueing Editor', 'editor')
    const tag = `q${mark()}`.toLowerCase()
    const [first, second] = ['Which oil for the hinge', 'Which grease for the axle'].map((title) => own(title)) as [string, string]
    const asked = act<Thread>('thread', 'rooms', first, 'It creaks.', tag)
    act('thread', 'rooms', second, 'It grinds.', tag)
    act('reply', asked.id, 'Any oil.')
    const rows = page.locator('.queue tbody tr')

    await page.goto('/desk/unanswered')
    await page.getByLabel('Tag', { exact: true }).fill(tag)
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.locator('.queue-words')).toContainText(`Only threads with the tag ${tag}.`)
    await expect(rows).toHaveCount(2)
    await expect(rows.first()).toContainText(first)
    await expect(rows.first().getByRole('link', { name: `Reply: ${first}` })).toHaveAttribute('href', `/threads/${asked.id}/reply`)
    await expect(rows.first().getByRole('link', { name: `Draft an answer: ${first}` })).toHaveAttribute(
      'href',
      `/answers/new?thread=${asked.id}`,
    )
    await look(page, 'queue-narrowed', javaScriptEnabled)

    await page.getByRole('link', { name: 'Newest' }).click()
    await expect(rows.first()).toContainText(second)
    await page.getByLabel('No reply at all').check()
    await page.getByLabel('Asked', { exact: true }).selectOption('in the last day')
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.locator('.queue-words')).toContainText(`Only threads with the tag ${tag}, asked in the last day, without any reply.`)
    await expect(rows, 'the order stays').toHaveCount(1)
    await expect(page).toHaveURL(/sort=newest/)
    await expect(rows.first()).toContainText(second)
    await page.getByLabel('Views', { exact: true }).selectOption('at least 10,000')
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.locator('main')).toContainText('No thread matches these filters.')
    await look(page, 'queue-nothing', javaScriptEnabled)
    await page.getByRole('link', { name: 'Clear' }).click()
    await expect(page).toHaveURL(/\/desk\/unanswered\?sort=newest$/)
    await page.getByRole('link', { name: /^Answered, not covered/ }).click()
    await expect(page.locator('main')).not.toContainText(second)
    await page.context().close()
  })
}

test('j and k step through rows and Enter opens one, unless one types, holds another key or turned the keys off', async ({ page }) => {
  await signInAs(page, 'Keen Editor', 'editor')
  const tag = `k${mark()}`.toLowerCase()
  for (const title of ['First of the keys', 'Second of the keys']) act('thread', 'rooms', own(title), 'Any key.', tag)
  await page.goto(`/desk/unanswered?tag=${tag}`)
  const link = (n: number) => page.locator('.queue .row-t').nth(n)
  if (!test.info().project.use.hasTouch) await expect(page.locator('.keys-line')).toBeVisible()
  await page.keyboard.press('Control+j')
  await expect(link(0)).not.toBeFocused()
  await page.getByLabel('Tag', { exact: true }).press('j')
  await expect(page.getByLabel('Tag', { exact: true })).toHaveValue(new RegExp(`^(j${tag}|${tag}j)$`))
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await expect(link(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(link(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(link(0)).toBeFocused()
  await page.keyboard.press('?')
  await page.getByLabel('Use these keys in this browser').uncheck()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.goto(`/desk/unanswered?tag=${tag}`)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('j')
  await expect(link(0)).not.toBeFocused()
  await expect(page.locator('.keys-line')).toHaveCount(0)
  await page.getByRole('button', { name: 'Keys' }).click()
  await page.getByLabel('Use these keys in this browser').check()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.goto('/desk')
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.locator('h1').click()
  await page.keyboard.press('j')
  const first = page.locator('.desk-rows .row-t').first()
  await expect(first).toBeFocused()
  const href = (await first.getAttribute('href')) ?? ''
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL((url) => `${url.pathname}${url.hash}` === href || url.pathname.startsWith(href.split('#')[0] ?? ''))
})
