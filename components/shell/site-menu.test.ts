import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { SignedIn } from '@/lib/identity/accounts'
import { type RequestContext, withRequest } from '@/lib/web/http'
import { GET } from '../../app/viewer/route'
import { aMember, aThread, aTopic } from '../../test/factories'
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

const menuFor = (context: RequestContext) =>
  withRequest(context, () => renderToStaticMarkup(createElement(SiteHeader, { area: 'tags' }))).match(/<details.*<\/details>/)?.[0] ?? ''
const linksOf = (html: string) => [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)

test('the menu of a cached page names nobody and is the same for editors and admins', () => {
  const [editor, admin] = [menuFor(aRequest('editor', { role: 'editor' })), menuFor(aRequest('editor', { role: 'admin' }))]
  expect(admin).toBe(editor)
  expect(admin).toContain('>Account<')
  expect(admin).not.toContain('Ada')
  expect(admin).toMatch(/<li hidden=""[^>]*><a href="\/admin">/)
})

test('a page for one person has their name at once, and the administration for an admin only', () => {
  const [member, editor, admin] = [
    menuFor(aRequest('member', { personal: true })),
    menuFor(aRequest('editor', { personal: true, role: 'editor' })),
    menuFor(aRequest('editor', { personal: true, role: 'admin' })),
  ]
  for (const html of [member, editor, admin]) expect(html).toContain('>Ada L.<')
  expect(linksOf(member)).not.toContain('/desk')
  expect(linksOf(member)).not.toContain('/admin')
  expect(editor).toMatch(/<li hidden=""[^>]*><a href="\/admin">/)
  expect(admin).toMatch(/<li data-admin=""><a href="\/admin">/)
})

test('a visitor’s menu holds the parts of the site, and nothing that a script would fill in', () => {
  const html = menuFor(aRequest('visitor'))
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
  const site = { displayName: 'Ada L.', admin: false }
  expect(await ask(mine, '')).toEqual([200, { site, thread: null, reply: null }])
  expect(await ask(mine, `?thread=${own.id}`)).toEqual([
    200,
    {
      site,
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
  expect(await ask(mine, `?thread=${secret.id}`)).toEqual([200, { site, thread: null, reply: null }])
  expect(await ask(mine, '?thread=x')).toEqual([200, { site, thread: null, reply: null }])
  expect(await ask(aRequest('visitor'), '')).toEqual([404, null])
})
