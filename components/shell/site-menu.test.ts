import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { postReply, startThread } from '@/lib/community/threads'
import type { SignedIn } from '@/lib/identity/accounts'
import { type RequestContext, withRequest } from '@/lib/web/http'
import { GET } from '../../app/viewer/route'
import { aMember, aReader, aThread, aTopic } from '../../test/factories'
import { aRequestContext } from '../../test/request-context'
import { SiteHeader } from './site-header'

type Audience = 'visitor' | 'member' | 'editor'

function aRequest(
  audience: Audience,
  { personal = false, role = 'member' as SignedIn['person']['role'], personId = 1 } = {},
): RequestContext {
  return aRequestContext({
    url: '/tags',
    viewer: { audience, personId: null },
    personal,
    signedIn:
      audience === 'visitor'
        ? null
        : {
            viewer: { audience, personId, admin: role === 'admin' },
            person: { id: personId, name: 'ada', displayName: 'Ada L.', role },
            user: { id: 'ada', email: 'ada@example.org', createdAt: new Date() },
            sessionId: 'session',
          },
  })
}

const barFor = (context: RequestContext) => withRequest(context, async () => renderToStaticMarkup(await SiteHeader({ area: 'tags' })))
const menuFor = async (context: RequestContext) => (await barFor(context)).match(/<details.*<\/details>/)?.[0] ?? ''
const linksOf = (html: string) => [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)

test('the menu of a cached page names nobody and is the same for editors and admins', async () => {
  const [editor, admin] = [await menuFor(aRequest('editor', { role: 'editor' })), await menuFor(aRequest('editor', { role: 'admin' }))]
  expect(admin).toBe(editor)
  expect(admin).toContain('>Account<')
  expect(admin).not.toContain('Ada')
  expect(admin).toMatch(/<li hidden=""[^>]*><a href="\/admin">/)
})

test('a page for one person has their name at once, and the administration for an admin only', async () => {
  const [member, editor, admin] = [
    await menuFor(aRequest('member', { personal: true })),
    await menuFor(aRequest('editor', { personal: true, role: 'editor' })),
    await menuFor(aRequest('editor', { personal: true, role: 'admin' })),
  ]
  for (const html of [member, editor, admin]) expect(html).toContain('>Ada L.<')
  expect(linksOf(member)).not.toContain('/desk')
  expect(linksOf(member)).not.toContain('/admin')
  expect(editor).toMatch(/<li hidden=""[^>]*><a href="\/admin">/)
  expect(admin).toMatch(/<li data-admin=""><a href="\/admin">/)
})

test('a visitor’s menu holds the parts of the site, and nothing that a script would fill in', async () => {
  const html = await menuFor(aRequest('visitor'))
  expect(linksOf(html)).toEqual(['/topics', '/tags', '/answers'])
  expect(html).not.toContain('data-viewer')
})

test('/viewer says who is signed in, with a thread what they may do there, and nothing of a thread they may not see', async () => {
  const me = await aMember()
  const own = await aThread({ by: me })
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }) })
  const ask = async (context: RequestContext, query: string) => {
    const response = await withRequest(context, () => GET(new Request(`http://site.example/viewer${query}`)))
    return [response.status, await response.json()]
  }
  const mine = aRequest('member', { personId: me.personId })
  const site = { displayName: 'Ada L.', admin: false, unread: 0 }
  const nothing = { site, watch: null, thread: null, reply: null }
  expect(await ask(mine, '')).toEqual([200, nothing])
  expect(await ask(mine, `?thread=${own.id}`)).toEqual([
    200,
    {
      site,
      watch: null,
      thread: {
        isAsker: true,
        mayAccept: true,
        mayEdit: [0],
        mayNotBoost: [0],
        mayDelete: [0],
        boosted: [],
        hidden: [],
        held: [],
        unseen: null,
      },
      reply: { personId: me.personId, refusal: null, draft: null, proof: false },
    },
  ])
  expect(await ask(mine, `?thread=${secret.id}`)).toEqual([200, nothing])
  expect(await ask(mine, '?thread=x')).toEqual([200, nothing])
  expect(await ask(aRequest('visitor'), '')).toEqual([404, null])
})

test('a cached page has the bell without a number, a page for one person with theirs, and visitors have none', async () => {
  const asker = await aReader()
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  const reply = await postReply(asker, { threadId: thread.id, body: 'Look.' })
  await postReply(await aReader(), { threadId: thread.id, body: 'Because.', answersReplyId: reply.id })
  const { personId } = asker
  expect(await barFor(aRequest('visitor'))).not.toContain('/inbox')
  expect(await barFor(aRequest('member', { personId }))).toContain('<span class="vh">Inbox</span><b aria-hidden="true" hidden="">')
  const personal = await barFor(aRequest('member', { personId, personal: true }))
  expect(personal).toContain('<span class="vh">Inbox, 1 unread</span><b aria-hidden="true">1</b>')
})

test('/viewer counts what is unread, and opening a thread is reading what was told of it', async () => {
  const asker = await aReader()
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  const reply = await postReply(asker, { threadId: thread.id, body: 'Look.' })
  await postReply(await aReader(), { threadId: thread.id, body: 'Because.', answersReplyId: reply.id })
  const mine = aRequest('member', { personId: asker.personId })
  const ask = async (query: string) => (await withRequest(mine, () => GET(new Request(`http://site.example/viewer${query}`)))).json()
  expect(await ask('')).toMatchObject({ site: { unread: 1 }, watch: null })
  expect(await ask(`?topic=${thread.id}`)).toMatchObject({ site: { unread: 1 }, watch: null })
  expect(await ask(`?thread=${thread.id}`)).toMatchObject({ site: { unread: 0 }, watch: 'watching' })
})
