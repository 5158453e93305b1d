import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { anOwnSite, type OwnSite } from './support/own-site'

// What was sent to take the site down, through its real forms. A site of its own: where it falls, others must not see it.
let site: OwnSite
let url = ''
let cookie = ''
test.beforeAll(async () => {
  site = await anOwnSite()
  url = site.urls[0] as string
  const { cookies } = site.act<{ cookies: { name: string; value: string }[] }>('account', 'Attacker', 'editor')
  cookie = cookies.map((each) => `${each.name}=${each.value}`).join('; ')
})
test.afterAll(() => site?.stop())

const post = (path: string, body: URLSearchParams | FormData) =>
  fetch(url + path, { method: 'POST', headers: { cookie, origin: url, accept: 'application/json' }, body })

/** In this stretch of ten minutes and in the next, which may have begun when it is looked at. */
const exhaustLimit = (key: string, count: number) =>
  site.sql(
    `insert into rate_count (key, since, count) select $1, to_timestamp((floor(extract(epoch from now()) / 600) + n) * 600), $2
     from generate_series(0, 1) n on conflict (key, since) do update set count = excluded.count`,
    [key, count],
  )

test('a table of 20 kB that would make twelve million cells is shown as written, and the process that shows it goes on', async () => {
  const { id } = site.act<{ id: number }>('thread', 'attacked', 'A wide table', 'See the reply.')
  const table = `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n${'x|\n'.repeat(4_000)}`
  expect((await post(`/threads/${id}/reply`, new URLSearchParams({ body: table }))).status).toBe(200)
  const answer = await fetch(`${url}/threads/${id}/x`)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('<code>|a|a|a|')
  // Next sends what a page shows a second time, as data.
  expect(html.length).toBeLessThan(table.length * 4 + 200_000)
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n')
})

test('a preview of what is dear to format comes as it was written, and pages go on meanwhile', async () => {
  const attacks = {
    'lists within lists': Array.from({ length: 445 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n'),
    footnotes: Array.from({ length: 5_500 }, (_, i) => `[^${i}] x\n\n[^${i}]: y\n`).join('\n'),
    'rows of a table': `|a|\n|-|\n${'|x|\n'.repeat(33_000)}`,
  }
  for (const [name, body] of Object.entries(attacks)) {
    const previewed = post('/preview', new URLSearchParams({ body }))
    expect((await fetch(`${url}/topics`)).status, name).toBe(200)
    const { data } = await (await previewed).json()
    expect(data.html, name).toContain('<pre tabindex="0"><code>')
  }
})

test('who has used up the time that previews may take is told so, and writing goes on', async () => {
  const { rows } = await site.sql(
    `select distinct regexp_replace(key, '^preview ', 'preview_time ') as key from rate_count where key like 'preview person %'`,
  )
  for (const { key } of rows) await exhaustLimit(key, 60_001)
  const refused = await post('/preview', new URLSearchParams({ body: 'a' }))
  expect([refused.status, (await refused.json()).error]).toEqual([
    429,
    expect.stringMatching(/^These previews take long to make\. Try again in \d+ minutes?\.$/),
  ])
  expect((await post('/ask/draft', new URLSearchParams({ title: 'A draft', body: 'a' }))).status).toBe(200)
})

test('a GIF of few bytes and many pixels is refused in a sentence', async () => {
  const [width, height, frames] = [2_000, 2_000, 9]
  const raw = Buffer.alloc(width * height * frames * 3)
  for (let i = 0; i < frames; i++) raw.fill(20 * i, i * width * height * 3, (i + 1) * width * height * 3)
  const gif = await sharp(raw, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
    .gif({ loop: 0, delay: Array(frames).fill(100) })
    .toBuffer()
  const form = new FormData()
  form.set('picture', new File([new Uint8Array(gif)], 'a.gif', { type: 'image/gif' }))
  const refused = await post('/uploads', form)
  expect([refused.status, (await refused.json()).error]).toEqual([422, '9 frames of 2000 × 2000 are too much. Make it smaller or shorter.'])
})

test('searches and comparisons have a limit by address; pages that are kept have none', async () => {
  for (const name of ['search', 'search_typing', 'compare']) await exhaustLimit(`${name} 127.0.0.1`, 100_000)
  for (const path of ['/search?q=limited', '/search/instant?q=limited', '/answers/none/diff?from=1&to=2', '/threads/1/history']) {
    const refused = await fetch(url + path, { headers: { accept: 'text/html' } })
    expect(refused.status, path).toBe(429)
    expect(refused.headers.get('retry-after'), path).toBe('60')
    expect(await refused.text(), path).toContain('in a short time')
  }
  expect((await fetch(`${url}/topics`)).status).toBe(200)
  await site.sql('delete from rate_count')
  expect((await fetch(`${url}/search?q=limited`)).status).toBe(200)
})
