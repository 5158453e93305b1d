import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { eventually } from './support/eventually'
import { mark, own } from './support/own'
import { act, cairn, expect, test } from './support/site'

const both = () => [process.env.E2E_URL, process.env.E2E_SECOND_URL] as string[]

/** What a reader of either process sees soon, without anything but the write. */
async function expectSeen(
  request: { get(url: string): Promise<{ text(): Promise<string>; status(): number }> },
  path: string,
  words: string,
  seen = true,
): Promise<void> {
  for (const site of both()) {
    await eventually(async () =>
      expect((await (await request.get(site + path)).text()).includes(words), `${site}${path} shows “${words}”`).toBe(seen),
    )
  }
}

test('a reply made elsewhere comes to pages, listings and feeds of both processes', async ({ request }) => {
  const [fresh, topic] = [`freshly${mark()}`, `fresh-${mark()}`]
  const { id, slug } = act<{ id: number; slug: string }>(
    'thread',
    topic,
    `Where does a ${fresh} written thread show?`,
    'Everywhere, one hopes.',
  )
  const thread = `/threads/${id}/${slug}`
  for (const site of both()) for (const page of [thread, `/topics/${topic}`, '/', '/feed.atom']) await request.get(site + page)
  for (const page of [`/topics/${topic}`, '/threads', '/', '/feed.atom', `/topics/${topic}/feed.rss`])
    await expectSeen(request, page, `${fresh} written thread`)
  await expectSeen(request, `/search?q=${fresh}`, `href="${thread}`)
  const reply = act<{ id: number }>('reply', id, 'A reply nobody has cached yet.')
  await expectSeen(request, thread, 'nobody has cached yet')
  act('hide-reply', reply.id)
  await expectSeen(request, thread, 'nobody has cached yet', false)
  act('hide-thread', id)
  await expectSeen(request, `/topics/${topic}`, `${fresh} written thread`, false)
  for (const site of both()) await eventually(async () => expect((await request.get(site + thread)).status()).toBe(404))
})

test('what its author deletes leaves pages, listings, feeds, the sitemap and search of both processes, and comes back', async ({
  request,
}) => {
  const [fresh, topic, asker, helper] = [`deletedly${mark()}`, `fresh-${mark()}`, own('Asking Deleter'), own('Helping Deleter')]
  const { id, slug } = act<{ id: number; slug: string }>('thread-as', asker, topic, `Who keeps a ${fresh} asked question?`, 'x')
  const thread = `/threads/${id}/${slug}`
  const word = `replied${mark()}`
  const reply = act<{ id: number }>('reply-as', id, helper, `Nobody but ${word} people.`)
  const depending = act<{ id: number }>('reply-as', id, asker, 'It depends.', reply.id)
  const lists = [`/topics/${topic}`, '/threads?sort=newest', '/feed.atom', `/topics/${topic}/feed.rss`]
  const found = (seen: boolean) => expectSeen(request, `/search?q=${word}`, `href="${thread}`, seen)
  await expectSeen(request, thread, word)
  await found(true)
  for (const page of lists) await expectSeen(request, page, `${fresh} asked question`)

  act('delete-reply', helper, reply.id)
  await expectSeen(request, thread, 'Deleted by its author')
  await expectSeen(request, thread, word, false)
  await found(false)
  act('delete-reply', asker, depending.id)
  await expectSeen(request, thread, 'Deleted by its author', false)

  const sitemap = async () => {
    const parts = [...(await (await request.get('/sitemap.xml')).text()).matchAll(/<loc>[^<]*(\/sitemaps\/[^<]+)<\/loc>/g)].map(
      ([, at]) => at,
    )
    return (await Promise.all(parts.map(async (at) => (await request.get(String(at))).text()))).join('\n')
  }
  await eventually(async () => expect(await sitemap()).toContain(`${thread}<`))
  act('delete-thread', asker, id)
  for (const page of lists) await expectSeen(request, page, `${fresh} asked question`, false)
  await expectSeen(request, `/search?q=${fresh}`, `href="${thread}`, false)
  await eventually(async () => expect(await sitemap()).not.toContain(thread))
  for (const site of both()) await eventually(async () => expect((await request.get(site + thread)).status()).toBe(404))

  act('undelete-thread', asker, id)
  act('undelete-reply', helper, reply.id)
  await expectSeen(request, thread, word)
  await found(true)
  for (const page of lists) await expectSeen(request, page, `${fresh} asked question`)
})

test('an import is seen at once, and its old addresses lead on', async ({ request }) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-e2e-import-'))
  const [topic, title] = [1_000_000 + Math.floor(Math.random() * 100_000_000), own('A thread that came along')]
  // Newer than whatever other tests write meanwhile.
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const post = (number: number) => ({
    id: 10 * topic + number,
    post_number: number,
    topic_id: topic,
    username: 'ada',
    user_id: 1,
    created_at: soon,
    cooked: `<p>Imported words ${number}</p>`,
    actions_summary: [],
  })
  fs.writeFileSync(
    path.join(dir, `${topic}.json`),
    JSON.stringify({
      id: topic,
      title,
      category_id: 1,
      created_at: soon,
      post_stream: { posts: [post(1), post(2)] },
    }),
  )
  for (const site of both()) await request.get(`${site}/threads?sort=newest`)
  cairn('import', 'discourse', dir, '--source', `old-${mark()}`)
  await expectSeen(request, '/threads?sort=newest', title)
  const old = await request.get(`${both()[0]}/t/whatever-slug/${topic}/2`, { maxRedirects: 0 })
  expect(old.status()).toBe(308)
  const page = await request.get(`${both()[0]}/t/whatever-slug/${topic}/2`)
  expect(await page.text()).toContain('Imported words 2')
})
