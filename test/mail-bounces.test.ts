import { afterAll, expect, test } from 'vitest'
import { POST } from '../app/mail/bounces/route'
import { visitor } from '../lib/identity/viewer'
import { db } from '../lib/platform/db'
import { env } from '../lib/platform/env'
import { type RequestContext, withRequest } from '../lib/web/http'

const token = 'a-token-of-this-test'
afterAll(() => {
  env().bounceToken = undefined
})

function report(data: unknown, authorization?: string): Promise<Response> {
  const context: RequestContext = {
    id: 'r',
    viewer: visitor,
    url: '/mail/bounces',
    reader: { address: '127.0.0.1', userAgent: '' },
    authorization,
    tags: new Set(),
    signedIn: null,
    suspension: null,
    personal: false,
  }
  return withRequest(context, () => POST(new Request('http://site/mail/bounces', { method: 'POST', body: JSON.stringify(data) })))
}

test('a mail service with the token reports mail that came back; without it, or with another form, nothing changes', async () => {
  await db().outgoingMail.create({ data: { recipient: 'gone@example.org', subject: 'x', body: 'y' } })
  const data = { address: 'Gone@example.org', kind: 'bounce', reason: 'No such mailbox' }
  expect((await report(data, `Bearer ${token}`)).status, 'no token is set').toBe(404)
  env().bounceToken = token
  expect((await report(data)).status).toBe(401)
  expect((await report(data, 'Bearer another')).status).toBe(401)
  expect((await report({ address: 'gone' }, `Bearer ${token}`)).status).toBe(400)
  expect(await db().mailStop.count()).toBe(0)
  expect((await report(data, `Bearer ${token}`)).status).toBe(204)
  expect(await db().mailStop.findMany()).toMatchObject([{ address: 'gone@example.org', said: 'No such mailbox', complaint: false }])
})
