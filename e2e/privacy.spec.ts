import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { APIRequestContext, PlaywrightWorkerArgs } from '@playwright/test'
import sharp from 'sharp'
import { mayAtAll } from '../lib/identity/viewer'
import { actions } from '../lib/web/actions/web-actions'
import { type EveryNotice, secretWords, waysOut } from '../test/every-notice'
import { eventually, workerCaughtUp } from './support/eventually'
import { own } from './support/own'
import type { Secrets } from './support/secrets'
import { act, expect, test } from './support/site'

const root = path.resolve(import.meta.dirname, '..')

/** Every address there is, as the folders of app/ say, with `[places]`. */
function routes(): string[] {
  const found: string[] = []
  const visit = (dir: string) => {
    for (const entry of fs.readdirSync(path.join(root, dir), { withFileTypes: true })) {
      if (entry.isDirectory()) visit(`${dir}/${entry.name}`)
      else if (/^(page\.tsx|route\.ts)$/.test(entry.name)) found.push(dir.replace(/^app/, '') || '/')
    }
  }
  visit('app')
  return found.sort()
}

const extra = (s: Secrets) => [
  '/search?q=kestrel',
  '/search?q=kestrel&sort=activity',
  `/search?q=tag:${s.tag}`,
  `/search?q=topic:${s.topic}`,
  `/search?q=by:${s.author}`,
  '/search?q=kestrel+is:canonical',
  '/search/instant?q=kestr',
  '/ask?title=kestrel+nest',
  '/tag-names?q=kestrel',
  '/source-names?q=kestrel',
  `/source-names?q=/threads/${s.threadId}`,
  `/answers/${s.answer}/diff?from=1&to=1`,
  `/answers/${s.past}`,
  `/answers/${s.past}/history`,
  `/answers/${s.covering}`,
  ...[1, 2].map((number) => `/answers/${s.covering}/revisions/${number}`),
  ...['from=1&to=1', 'from=1&to=2', 'from=2&to=1'].map((which) => `/answers/${s.covering}/diff?${which}`),
  // A misspelt word is not corrected to a secret word.
  '/search?q=kestrel+zmembesr',
  '/search?q=kestrel+zeditosr',
  '/search/instant?q=kestrel+zeditosr',
  `/threads/${s.publicThreadId}/x`,
  `/threads/${s.publicThreadId}/mine`,
  `/viewer?thread=${s.publicThreadId}`,
  `/viewer?thread=${s.threadId}`,
  `/newest-replies?thread=${s.threadId}`,
  `/person-names?q=&thread=${s.threadId}`,
  '/threads?sort=newest',
  '/sitemaps/0',
  '/sitemaps/1',
  '/metrics',
]

function addressesOf(route: string, s: Secrets): string {
  return route
    .replace('[...address]', 'old/address')
    .replace('/topics/[topic]', `/topics/${s.topic}`)
    .replace('/tags/[tag]', `/tags/${s.tag}`)
    .replace('/answers/[slug]', `/answers/${s.answer}`)
    .replace('/threads/[id]', `/threads/${s.threadId}`)
    .replace('/people/[name]', `/people/${s.author}`)
    .replace('/held/[id]', `/held/${s.heldId}`)
    .replace('/watch/[kind]/[id]', `/watch/thread/${s.threadId}`)
    .replace('[event]', '1')
    .replace('[slug]', 'x')
    .replace('[number]', '1')
    .replace('[part]', '0')
}

/** Whether an address, or the one it leads to, says a word: in its headers, or in its body. */
async function isTold(context: APIRequestContext, address: string, word: string): Promise<boolean> {
  const answer = await context.get(address, { maxRedirects: 0 })
  expect(answer.status(), address).toBeLessThan(500)
  if (`${JSON.stringify(answer.headers())} ${await answer.text()}`.includes(word)) return true
  const to = answer.headers().location
  return to !== undefined && !/^https?:/.test(to) && to !== address ? isTold(context, to, word) : false
}

const roles = [
  { role: 'visitor', sees: [] },
  { role: 'member', sees: ['members'] },
  { role: 'editor', sees: ['members', 'editors'] },
  { role: 'admin', sees: ['members', 'editors'] },
] as const

test('a crawl over every address finds nothing that its role may not see', async ({ playwright }) => {
  const secrets = (['members', 'editors'] as const).map((visibility) => ({ visibility, made: act<Secrets>('secrets', visibility) }))
  // Found by search once the worker has counted the words.
  await workerCaughtUp()
  const seen: Record<string, number> = {}
  for (const { role, sees } of roles) {
    const cookies = role === 'visitor' ? [] : act<{ cookies: Cookies }>('account', own(`Crawler ${role}`), role).cookies
    const context = await playwright.request.newContext({
      baseURL: process.env.E2E_URL as string,
      extraHTTPHeaders: cookies.length > 0 ? { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } : {},
    })
    for (const { visibility, made } of secrets) {
      const word = `z${visibility}`
      for (const address of [...routes().map((route) => addressesOf(route, made)), ...extra(made)]) {
        const told = await isTold(context, address, word)
        if (told) seen[`${role} ${visibility}`] = (seen[`${role} ${visibility}`] ?? 0) + 1
        if (!(sees as readonly string[]).includes(visibility)) expect(told, `${role} is told of ${word} at ${address}`).toBe(false)
      }
      const similar = await context.post('/ask/similar', {
        data: { title: 'kestrel nest', session: '12345678' },
        headers: { origin: process.env.E2E_URL as string },
      })
      expect(similar.status()).toBe(200)
      const told = (await similar.text()).includes(word)
      expect(told, `${role} ${told ? 'is' : 'is not'} told of ${word} while typing a title`).toBe(
        (sees as readonly string[]).includes(visibility),
      )
    }
    await context.dispose()
  }
  // The crawl would also be quiet if it found nothing at all.
  expect(seen['member members']).toBeGreaterThan(8)
  expect(seen['editor editors']).toBeGreaterThan(12)
})

test('no action does anything to what its role may not see, and no role gets at an action that is not its own', async ({ playwright }) => {
  const thread = act<{ id: number }>('thread', 'rooms', 'Open to all', 'x')
  const member = act<{ cookies: { name: string; value: string }[] }>('account', own('Prober member'), 'member')
  for (const role of ['visitor', 'member'] as const) {
    const context = await signedInAs(playwright, role === 'member' ? member.cookies : [])
    for (const each of actions) {
      const address = each.path.replace(':id', '999999').replace(':slug', 'none').replace(':number', '1').replace(':name', 'nobody')
      const answer = await context.post(address, {
        form: { title: 'x', body: 'x', thread: '999999', answer: '1', id: '1', do: 'hide', reason: 'x' },
      })
      expect(answer.status(), `${role} ${address}`).toBeLessThan(500)
      const foreign = /^(answer|desk|admin|coverage\.(change|rule))/.test(each.permission)
      if (foreign || (role === 'visitor' && !mayAtAll({ audience: 'visitor', personId: null }, each.permission)))
        expect(answer.status(), `${role} ${address}`).toBe(403)
    }
    const hide = await context.post(`/threads/${thread.id}/posts/0`, { form: { do: 'hide', reason: 'x' } })
    expect(hide.status(), `${role} hides`).toBe(403)
    await context.dispose()
  }
})

test('to every action what is hidden from a role is as if it were not there', async ({ playwright }) => {
  const secret = act<Secrets>('secrets', 'editors')
  const member = act<{ cookies: { name: string; value: string }[] }>('account', own('Comparing member'), 'member')
  const editor = act<{ cookies: { name: string; value: string }[] }>('account', own('Comparing editor'), 'editor')
  for (const [role, cookies] of [
    ['visitor', []],
    ['member', member.cookies],
  ] as const) {
    const context = await signedInAs(playwright, cookies)
    for (const each of actions.filter(({ path }) => /:id|:slug|:name/.test(path))) {
      const send = async (id: string, slug: string) => {
        const address = each.path.replace(':id', id).replace(':slug', slug).replace(':number', '0').replace(':name', 'nobody')
        const form = {
          title: 'x',
          body: 'x',
          thread: id,
          answer: '999999',
          id: '1',
          kind: 'thread',
          do: 'hide',
          reason: 'x',
          response: 'accepted',
          revision: '1',
          helpful: 'yes',
          missing: 'x',
        }
        const answer = await context.post(address, { form })
        return `${answer.status()} ${(await answer.text()).replaceAll(id, 'ID').replaceAll(slug, 'SLUG')}`
      }
      expect(await send(String(secret.threadId), secret.answer), `${role} ${each.path}`).toBe(await send('999999', 'none'))
    }
    await context.dispose()
  }
  // The comparison would hold as well if the forms reached nothing: an editor gets at the thread.
  const context = await signedInAs(playwright, editor.cookies)
  const reply = await context.post(`/threads/${secret.threadId}/reply`, { form: { body: 'Reached.' } })
  expect(reply.status()).toBe(200)
  await context.dispose()
})

test('a picture is seen where its post is, and gone with it', async ({ playwright }) => {
  const account = (name: string, role: string) => act<{ cookies: Cookies }>('account', own(name), role).cookies
  const author = await signedInAs(playwright, account('Picturing author', 'member'))
  const member = await signedInAs(playwright, account('Picturing member', 'member'))
  const editor = await signedInAs(playwright, account('Picturing editor', 'editor'))
  const anybody = await signedInAs(playwright, [])
  const pixels = randomBytes(300)
  const buffer = await sharp(pixels, { raw: { width: 10, height: 10, channels: 3 } })
    .png()
    .toBuffer()
  const added = await author.post('/uploads', { multipart: { picture: { name: 'a.png', mimeType: 'image/png', buffer } } })
  const { url } = (await added.json()).data as { url: string }
  const statuses = async () => Promise.all([anybody, member, author, editor].map(async (each) => (await each.get(url)).status()))
  expect(await statuses()).toEqual([404, 404, 200, 404])
  const missing = await anybody.get(`/uploads/${'0'.repeat(32)}.png`)
  expect(await (await anybody.get(url)).text()).toBe(await missing.text())

  const thread = act<{ id: number }>('thread', 'rooms', 'Which lamp is lit', 'See the picture.')
  await author.post(`/threads/${thread.id}/reply`, { form: { body: `This one: ![lamp](${url})` } })
  expect(await statuses()).toEqual([200, 200, 200, 200])
  const first = await anybody.get(url)
  // No cache may show it without asking: it may be hidden by then.
  expect(first.headers()['cache-control']).toBe('no-cache')
  const again = await anybody.get(url, { headers: { 'if-none-match': first.headers().etag ?? '' } })
  expect(again.status()).toBe(304)
  await editor.post(`/threads/${thread.id}/posts/1`, { form: { do: 'hide', reason: 'Shows a face.' } })
  expect(await statuses()).toEqual([404, 404, 200, 200])
  expect((await anybody.get(url, { headers: { 'if-none-match': first.headers().etag ?? '' } })).status()).toBe(404)
  for (const each of [author, member, editor, anybody]) await each.dispose()
})

/** What the stream of one's unread notices says first. */
async function firstOfStream(cookie: string): Promise<string> {
  const ended = new AbortController()
  const response = await fetch(`${process.env.E2E_URL}/inbox/live`, { headers: { cookie }, signal: ended.signal })
  let said = ''
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    said += Buffer.from(part).toString()
    if (/data: \d+/.test(said)) break
  }
  ended.abort()
  return said
}

test('what people were told of and may not see any more is on no page, in no count and in no stream', async ({ playwright }) => {
  for (const [name, { hides, role = 'member' }] of Object.entries(waysOut)) {
    const { personId, cookies } = act<{ personId: number; cookies: Cookies }>('account', own(name), role)
    const context = await signedInAs(playwright, cookies)
    const told = act<EveryNotice>('every-notice', personId)
    const inbox = async () => (await context.get('/inbox', { headers: { accept: 'text/html' } })).text()
    const before = await inbox()
    for (const word of [secretWords.thread, secretWords.answer]) expect(before).toContain(word)
    act('take-away', name, JSON.stringify(told))
    // Another process hears within seconds that a role has changed.
    await eventually(async () => {
      const now = await inbox()
      for (const secret of hides) expect(now, `${name}: the words of the ${secret}`).not.toContain(secretWords[secret])
    })
    const after = await inbox()
    const viewer = await (await context.get('/viewer')).text()
    const stream = await firstOfStream(cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
    for (const secret of hides)
      for (const text of [after, viewer, stream]) expect(text, `${name}: the words of the ${secret}`).not.toContain(secretWords[secret])
    const unread = after.match(/class="unread"/g)?.length ?? 0
    expect(unread).toBeGreaterThan(0)
    expect(JSON.parse(viewer).site.unread, `${name}: the count`).toBe(unread)
    expect(stream).toContain(`data: ${unread}\n`)
    await context.dispose()
  }
})

type Cookies = readonly { name: string; value: string }[]

/** Requests as someone with these cookies makes them from a page of ours, answered as to a script. */
function signedInAs(playwright: PlaywrightWorkerArgs['playwright'], cookies: Cookies): Promise<APIRequestContext> {
  return playwright.request.newContext({
    baseURL: process.env.E2E_URL as string,
    extraHTTPHeaders: {
      origin: process.env.E2E_URL as string,
      accept: 'application/json',
      ...(cookies.length > 0 ? { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } : {}),
    },
  })
}
