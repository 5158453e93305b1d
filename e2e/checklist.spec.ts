import type { ChildProcess } from 'node:child_process'
import { openUntil } from './support/eventually'
import { anOwnSite, type OwnSite } from './support/own-site'
import { child, stop } from './support/processes'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'

// A site of its own, as an admin finds it after the first start: what is set aside there is nobody else's.
let site: OwnSite
let worker: ChildProcess
test.beforeAll(async () => {
  site = await anOwnSite()
  const own = { CAIRN_DATA_DIR: site.dataDir, DATABASE_URL: site.databaseUrl, MEILI_URL: '' }
  worker = await child('bin/worker.ts', { ...process.env, NODE_ENV: 'production', ...own } as NodeJS.ProcessEnv)
})
test.afterAll(async () => {
  if (worker) await stop(worker)
  await site?.stop()
})

test('the list of the first hours follows the facts, is decided, goes and comes back', async ({ browser }) => {
  const [url] = site.urls as [string]
  const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', 'Fay First', 'admin')
  const open = async (javaScriptEnabled: boolean) => {
    const context = await browser.newContext({ viewport: test.info().project.use.viewport ?? null, javaScriptEnabled })
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })))
    const page = await context.newPage()
    await page.goto(`${url}/admin`)
    return page
  }
  const looking = await open(true)
  await expectAccessible(looking)
  await expectNoSidewaysScroll(looking)

  const page = await open(false)
  const list = page.locator('.checklist')
  await expect(list.getByText('8 things to do or to decide')).toBeVisible()
  await expect(list.getByText(/\d+ threads and \d+ answers/)).toBeVisible()

  // The facts tick by themselves.
  await list.getByRole('link', { name: 'Topics' }).click()
  await page.getByText('A new topic').click()
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Make the topic' }) })
  await form.getByLabel('Name').fill('Masonry')
  await form.getByRole('button', { name: 'Make the topic' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.goto(`${url}/admin`)
  await expect(list.getByText('7 things to do or to decide')).toBeVisible()
  await expect(list.locator('p').filter({ hasText: 'Done:' })).toContainText('Make the topics')

  // The worker removes the sample.
  await list.getByRole('button', { name: 'Remove the sample', exact: true }).click()
  await expect(page.getByText('The worker removes the sample now.')).toBeVisible()
  await openUntil(page, `${url}/admin`, () => list.getByText('6 things to do or to decide').isVisible())

  const open6 = [
    'Bring your old forum',
    'Say who may join',
    'Let mail reach people',
    'Find questions in other words',
    'Invite an editor',
    'Have a backup',
  ]
  for (const [i, title] of open6.entries()) {
    await list.getByRole('button', { name: new RegExp(`: ${title}$`) }).click()
    await expect(page.getByText('Set aside.')).toBeVisible()
    if (i < open6.length - 1) await expect(list.getByRole('button', { name: `Restore: ${title}` })).toBeVisible()
  }
  await expect(list, 'nothing is left').toHaveCount(0)
  await page.getByRole('link', { name: 'Show the first steps again' }).click()
  await expect(list.getByText('All done or decided')).toBeVisible()
  await list.getByRole('button', { name: 'Restore: Let mail reach people' }).click()
  await expect(list.getByText('1 thing to do or to decide')).toBeVisible()
  await page.goto(`${url}/admin`)
  await expect(list.getByText('1 thing to do or to decide')).toBeVisible()
  await expectNoSidewaysScroll(page)
})
