import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { act, cairn, expect, test } from './support/site'

const both = () => [process.env.E2E_URL, process.env.E2E_SECOND_URL] as string[]

/** What a reader of either process sees within two seconds. */
async function expectSeen(
  request: { get(url: string): Promise<{ text(): Promise<string>; status(): number }> },
  path: string,
  words: string,
  seen = true,
): Promise<void> {
  for (const site of both()) {
    await expect(async () => {
      expect((await (await request.get(site + path)).text()).includes(words)).toBe(seen)
    }, `${site}${path}`).toPass({ timeout: 2_000, intervals: [50] })
  }
}

test('a reply made elsewhere is on pages, listings and feeds of both processes within two seconds', async ({ request }) => {
  const { id, slug } = act<{ id: number; slug: string }>(
    'thread',
    'networking',
    'Where does a freshly written thread show?',
    'Everywhere, one hopes.',
  )
  const thread = `/threads/${id}/${slug}`
  for (const site of both()) for (const page of [thread, '/topics/networking', '/', '/feed.atom']) await request.get(site + page)
  for (const page of ['/topics/networking', '/threads', '/', '/feed.atom', '/topics/networking/feed.rss'])
    await expectSeen(request, page, 'freshly written thread')
  await expectSeen(request, '/search?q=freshly+written', 'freshly written')
  const reply = act<{ id: number }>('reply', id, 'A reply nobody has cached yet.')
  await expectSeen(request, thread, 'nobody has cached yet')
  act('hide-reply', reply.id)
  await expectSeen(request, thread, 'nobody has cached yet', false)
  act('hide-thread', id)
  await expectSeen(request, '/topics/networking', 'freshly written thread', false)
  for (const site of both())
    await expect(async () => expect((await request.get(site + thread)).status()).toBe(404)).toPass({ timeout: 2_000 })
})

test('an import is seen at once, and its old addresses lead on', async ({ request }) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-e2e-import-'))
  // Newer than whatever other tests write meanwhile.
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const post = (number: number) => ({
    id: 90 + number,
    post_number: number,
    topic_id: 9,
    username: 'ada',
    user_id: 1,
    created_at: soon,
    cooked: `<p>Imported words ${number}</p>`,
    actions_summary: [],
  })
  fs.writeFileSync(
    path.join(dir, '9.json'),
    JSON.stringify({
      id: 9,
      title: 'A thread that came along',
      category_id: 1,
      created_at: soon,
      post_stream: { posts: [post(1), post(2)] },
    }),
  )
  for (const site of both()) await request.get(`${site}/threads?sort=newest`)
  cairn('import', 'discourse', dir, '--source', 'old')
  await expectSeen(request, '/threads?sort=newest', 'A thread that came along')
  const old = await request.get(`${both()[0]}/t/whatever-slug/9/2`, { maxRedirects: 0 })
  expect(old.status()).toBe(308)
  const page = await request.get(`${both()[0]}/t/whatever-slug/9/2`)
  expect(await page.text()).toContain('Imported words 2')
})
