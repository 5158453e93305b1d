import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

/** Where a link of the page leads, as it is written. */
const canonical = 'link[rel="canonical"]'

test('tags with signs have pages, feeds and filters of their own', async ({ page, request }) => {
  const topic = `signs-${test.info().retry}`
  act('thread', topic, 'The cassowary in C sharp', 'A body.', 'c#,.net')
  act('thread', topic, 'The cassowary in plain C', 'A body.', 'c')
  act('thread', topic, 'The cassowary in C plus plus', 'A body.', 'c++')
  for (const [tag, title] of [
    ['c#', 'The cassowary in C sharp'],
    ['c', 'The cassowary in plain C'],
    ['c++', 'The cassowary in C plus plus'],
    ['.net', 'The cassowary in C sharp'],
  ] as const) {
    const path = `/tags/${encodeURIComponent(tag)}`
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(tag)
    await expect(page.getByRole('link', { name: /The cassowary in/ })).toHaveText([title])
    expect(new URL((await page.locator(canonical).getAttribute('href')) as string).pathname).toBe(path)
    expect(await (await request.get(`${path}/feed.atom`)).text(), tag).toContain(title)
    await page.goto(`/search?q=${encodeURIComponent(`cassowary tag:${tag}`)}`)
    await expect(page.locator('main').getByRole('link', { name: /The cassowary in/ })).toHaveText([title])
    await page.goto(`/search?q=cassowary&tag=${encodeURIComponent(tag)}`)
    await expect(page.locator('main').getByRole('link', { name: /The cassowary in/ })).toHaveText([title])
  }
  await page.goto('/tags/c%23')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'The cassowary in C sharp' }).click()
  await page.locator('main').getByRole('link', { name: 'c#', exact: true }).first().click()
  await expect(page).toHaveURL(/\/tags\/c%23$/)
  const other = await request.get('/tags/C%23', { maxRedirects: 0 })
  expect([other.status(), other.headers().location]).toEqual([308, '/tags/c%23'])
})

test('a topic and a thread with Japanese names are read, linked and fed', async ({ page, request }) => {
  const topic = `測定と記録-${test.info().retry + 1}`
  const { id } = act<{ id: number }>('thread', topic, '測定値が記録されない', '昨日からです。', '日本語')
  const path = `/threads/${id}/${encodeURIComponent('測定値が記録されない')}`
  await page.goto(`/topics/${encodeURIComponent(topic)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(topic)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: '測定値が記録されない' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('測定値が記録されない')
  expect(new URL(page.url()).pathname).toBe(path)
  expect(new URL((await page.locator(canonical).getAttribute('href')) as string).pathname).toBe(path)
  const moved = await request.get(`/threads/${id}/other`, { maxRedirects: 0 })
  expect([moved.status(), moved.headers().location]).toEqual([308, path])
  expect((await request.get(path, { maxRedirects: 0 })).status()).toBe(200)
  expect(await (await request.get('/sitemaps/1')).text()).toContain(path)
  expect(await (await request.get('/sitemaps/0')).text()).toContain(`/topics/${encodeURIComponent(topic)}`)
  expect(await (await request.get(`/topics/${encodeURIComponent(topic)}/feed.rss`)).text()).toContain(path)
})

test('a Cyrillic title has an address in Latin letters', async ({ page }) => {
  const { id } = act<{ id: number }>('thread', 'letters', 'Прокси отвечает 407', 'После обновления.')
  await page.goto(`/threads/${id}`)
  await expect(page).toHaveURL(new RegExp(`/threads/${id}/proksi-otvechaet-407$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Прокси отвечает 407')
})

test('sections of an answer in any script are reached by their links', async ({ page, request }) => {
  const { slug } = act<{ slug: string }>(
    'answer',
    'letters',
    `設定の答え ${test.info().retry + 1}`,
    '## 設定の手順\n\n一。\n\n## Größe\n\nZwei.',
  )
  const path = `/answers/${encodeURIComponent(slug)}`
  await page.goto(path)
  for (const anchor of ['設定の手順', 'groesse']) {
    const link = page.locator(`a[href$="#${anchor}"], a[href$="#${encodeURIComponent(anchor)}"]`).first()
    await link.click()
    expect(await page.evaluate(() => document.querySelector(':target')?.id)).toBe(anchor)
  }
  await expectAccessible(page)
  for (const below of ['/history', '/revisions/1']) expect((await request.get(`${path}${below}`)).status(), below).toBe(200)
  await signInAs(page, 'Editor Of Letters', 'editor')
  for (const below of ['/edit', '/coverage', '/related', '/archive'])
    expect((await page.goto(`${path}${below}`))?.status(), below).toBe(200)
})
