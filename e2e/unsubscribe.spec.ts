import { createHmac } from 'node:crypto'
import { anOwnSite, type OwnSite } from './support/own-site'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/site'

const secret = 'a-secret-of-this-test-that-is-long-enough'
const bounceToken = 'a-token-of-this-test'
let site: OwnSite
test.beforeAll(async () => {
  site = await anOwnSite({ sample: false, settings: { CAIRN_SECRET: secret, CAIRN_BOUNCE_TOKEN: bounceToken } })
})
test.afterAll(() => site.stop())

const url = () => site.urls[0] as string

/** A person, and the link of a mail to them that stops mails about mentions. */
async function aLink(): Promise<{ personId: number; link: string; signature: string }> {
  const { rows } = await site.sql(`insert into person (name, display_name) values (gen_random_uuid()::text, 'Mara') returning id`)
  const said = `${rows[0].id}.mention`
  const signature = createHmac('sha256', secret).update(`unsubscribe ${said}`).digest('base64url')
  return { personId: rows[0].id, link: `${url()}/unsubscribe?token=${said}.${signature}`, signature }
}
const settingsOf = async (personId: number) =>
  (await site.sql('select kind, channel::text as channel from notice_setting where person_id = $1', [personId])).rows

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('the link of a mail shows what it stops, a button stops it, and looking changes nothing', async ({ page, request }) => {
      const { personId, link, signature } = await aLink()
      for (const method of ['GET', 'HEAD']) expect((await request.fetch(link, { method })).status()).toBe(200)
      await page.goto(link)
      await expect(page.getByText('This stops mail about a post that mentions you.')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      expect(await settingsOf(personId)).toEqual([])
      await page.getByRole('button', { name: 'Stop these mails' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('These mails are stopped')
      expect(await settingsOf(personId)).toEqual([{ kind: 'mention', channel: 'inbox' }])
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('button', { name: 'Stop all mails about what happens' }).click()
      await expect(page.getByText('You get no more mail about what happens here.')).toBeVisible()
      expect((await settingsOf(personId)).length).toBeGreaterThan(10)
      await page.goto(link.replace('mention', 'thread'))
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is not whole')
      expect(site.log()).not.toContain(signature)
    })
  })
}

test('a mail program stops mails with one click, as a program and from another site', async ({ request }) => {
  for (const headers of [{}, { Origin: 'https://mail.example.com', 'Sec-Fetch-Site': 'cross-site' }] as Record<string, string>[]) {
    const { personId, link } = await aLink()
    const response = await request.post(link, { headers, form: { 'List-Unsubscribe': 'One-Click' }, maxRedirects: 0 })
    expect(response.status()).toBe(200)
    expect(await settingsOf(personId)).toEqual([{ kind: 'mention', channel: 'inbox' }])
  }
})

test('a mail service with the token reports mail that came back; without it, or with another form, nothing changes', async ({
  request,
}) => {
  await site.sql(`insert into outgoing_mail (recipient, subject, body) values ('gone@example.org', 'x', 'y')`)
  const report = (data: unknown, token?: string) =>
    request.post(`${url()}/mail/bounces`, { data, headers: token ? { Authorization: `Bearer ${token}` } : {} })
  const data = { address: 'Gone@example.org', kind: 'bounce', reason: 'No such mailbox' }
  expect((await report(data)).status()).toBe(401)
  expect((await report(data, 'another-token-than-it')).status()).toBe(401)
  expect((await report({ address: 'gone' }, bounceToken)).status()).toBe(400)
  const stops = async () => (await site.sql('select address, said from mail_stop')).rows
  expect((await report(data, bounceToken)).status()).toBe(204)
  expect(await stops()).toEqual([{ address: 'gone@example.org', said: 'No such mailbox' }])
})
