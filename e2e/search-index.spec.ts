import { eventually, openUntil } from './support/eventually'
import { expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

// The run with the other engine: E2E_ENGINE=meilisearch.
test.skip(process.env.E2E_ENGINE !== 'meilisearch', 'searches with PostgreSQL alone')

test('an administrator sees the index, has it compared and built anew', async ({ page }) => {
  await signInAs(page, 'Ida Index', 'admin')
  await page.goto('/admin/search')
  await expect(page.locator('.facts').first()).toContainText('Meilisearch')
  await expectAccessible(page)
  const builtAt = () => page.locator('.facts div', { hasText: 'Built' }).locator('time').getAttribute('datetime')
  const before = await builtAt()
  await page.getByRole('button', { name: 'Compare with the database' }).click()
  await expect(page.getByText('The worker compares')).toBeVisible()
  await openUntil(page, '/admin/search', () => page.locator('.facts').first().filter({ hasText: '0 orphaned' }).isVisible())
  await page.getByRole('button', { name: 'Build a new index' }).click()
  await expect(page.getByText('builds a new index')).toBeVisible()
  await openUntil(page, '/admin/search', async () => (await builtAt()) !== before)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})

test('a server that hangs: searches go on in reduced mode, which is said, and end by themselves', async ({ page, request }) => {
  const pid = Number(process.env.E2E_ENGINE_PID)
  test.skip(!pid, 'the server is not ours to stop')
  const readiness = async () => (await request.get('/readyz')).text()
  const gauge = async () => /^cairn_search_reduced (\d)/m.exec(await (await request.get('/metrics')).text())?.[1]
  process.kill(pid, 'SIGSTOP')
  try {
    await page.goto('/search?q=certificate')
    await expect(page.getByText('Search runs in reduced mode.')).toBeVisible()
    await expect(page.locator('.hits-head')).toContainText('result')
    await expectAccessible(page)
    // After a few failures nobody waits for it any more.
    for (let i = 0; i < 4; i++) await page.goto('/search?q=certificate')
    expect(await readiness()).toContain('ready  search: postgres, reduced mode')
    expect(await gauge()).toBe('1')
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await eventually(async () => expect(await readiness()).toContain('search: meilisearch'))
  await eventually(async () => expect(await gauge()).toBe('0'))
  await openUntil(page, '/search?q=certificate', async () => (await page.getByText('reduced mode').count()) === 0)
})
