import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aReader } from '../../../test/factories'
import { visitor } from '../../identity/viewer'
import { unsubscribeAddress } from '../../notices/stopping'
import { db } from '../../platform/db'
import { findAction } from './find-action'
import { handleAction } from './handle-action'

const written: string[] = []
const { write } = process.stderr
let server: http.Server
let origin: string

beforeAll(async () => {
  process.stderr.write = ((text: string) => written.push(String(text)) > 0) as typeof write
  server = http.createServer(async (request, response) => {
    const action = findAction(new URL(request.url ?? '/', 'http://x').pathname)
    if (!action) return void response.writeHead(404).end()
    const sender = { requestId: 'r', viewer: visitor, signedIn: null, address: '127.0.0.1', userAgent: '', headers: new Headers() }
    const refused = await handleAction(request, response, action, sender)
    if (refused) response.writeHead(refused.status).end(refused.form.message)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  process.stderr.write = write
  await new Promise((resolve) => server.close(resolve))
})

async function aLink() {
  const { personId } = await aReader()
  const { pathname, search } = new URL(unsubscribeAddress({ personId, which: ['mention'] }))
  return { personId, link: `${origin}${pathname}${search}` }
}
const settingsOf = (personId: number) => db().noticeSetting.findMany({ where: { personId }, select: { kind: true, channel: true } })
const stopped = [{ kind: 'mention', channel: 'inbox' }]
const post = (link: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(link, { method: 'POST', body, headers, redirect: 'manual' })

test('one click of a mail program stops the mails: no session, another site or none, and no redirect', async () => {
  const multipart = new FormData()
  multipart.set('List-Unsubscribe', 'One-Click')
  const bodies = [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), multipart]
  const senders: Record<string, string>[] = [
    {},
    { Origin: 'https://mail.example.com', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', Cookie: 'cairn.session_token=of-someone' },
  ]
  for (const body of bodies)
    for (const headers of senders) {
      const { personId, link } = await aLink()
      const response = await post(link, body, headers)
      expect([response.status, await response.text()]).toEqual([200, 'These mails are stopped.\n'])
      expect(await settingsOf(personId)).toEqual(stopped)
    }
})

test('the button of the page does the same and leads back to it; without a body it works, too', async () => {
  const { personId, link } = await aLink()
  const response = await post(link, new URLSearchParams())
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toMatch(/^\/unsubscribe\?token=.*&done=these$/)
  expect(await settingsOf(personId)).toEqual(stopped)
})

test('a token that was changed stops nothing', async () => {
  const { personId, link } = await aLink()
  const response = await post(link.replace('mention', 'thread'), new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))
  expect(response.status).toBe(404)
  expect(await settingsOf(personId)).toEqual([])
})

test('the token is in no line of the log, also where the database fails', async () => {
  const { link } = await aLink()
  const token = new URL(link).searchParams.get('token') as string
  await db().$executeRaw`alter table notice_setting rename to notice_setting_away`
  try {
    written.length = 0
    const response = await post(link, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain(token)
  } finally {
    await db().$executeRaw`alter table notice_setting_away rename to notice_setting`
  }
  expect(written.join('')).toContain('form failed')
  expect(written.join('')).not.toContain(token.split('.').at(-1))
})
