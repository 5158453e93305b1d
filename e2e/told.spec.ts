import fs from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { eventually, openUntil, workerCaughtUp } from './support/eventually'
import { own } from './support/own'
import { anOwnSite, type OwnSite } from './support/own-site'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }
const bellOf = (page: Page) => page.locator('.bell')

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('an asker whose thread an answer settles hears of a major revision, follows it to what changed, and of a typo hears nothing', async ({
      page,
    }) => {
      const { name } = await signInAs(page, 'Covered Asker')
      const thread = act<Thread>('thread-as', name, 'told-room', own('Why does the boiler drip'), 'x')
      const { slug } = act<{ slug: string }>('answer', 'told-room', own('A boiler that drips'), 'Close the valve of the boiler.')
      act('cover', thread.id, slug)
      await workerCaughtUp()
      await page.goto('/inbox')
      const lines = page.locator('.inbox ul > li')
      await expect(lines).toHaveText([/settles your question/])
      act('revise', slug, 'Close the valve of the  boiler.', 'typo')
      await workerCaughtUp()
      await page.goto('/inbox')
      await expect(lines, 'of a typo nothing').toHaveCount(1)
      act('revise', slug, 'Open the valve of the boiler.', 'major')
      await workerCaughtUp()
      await page.goto('/inbox')
      await expect(bellOf(page)).toHaveAccessibleName('Inbox, 2 unread')
      await expect(lines.first()).toContainText('which settles your question, was revised')
      await lines.first().getByRole('link', { name: 'see what changed' }).click()
      await expect(page).toHaveURL(new RegExp(`/answers/${slug}/diff\\?from=1&to=3&thread=${thread.id}$`))
      await expect(page.locator('del').filter({ hasText: 'Close' })).toBeVisible()
      await expect(page.locator('ins').filter({ hasText: 'Open' })).toBeVisible()
      await expectNoSidewaysScroll(page)
      if (scripts) await expectAccessible(page)
      await page.getByRole('button', { name: 'Not my case any more' }).click()
      await expect(page, 'one press contests').toHaveURL(new RegExp(`/threads/${thread.id}/`))
      await page.goto(`/threads/${thread.id}/coverage-response`)
      await expect(page.getByText('Revision 3 does not settle it.')).toBeVisible()
      await page.goto(`/answers/${slug}/diff?from=1&to=3&thread=${thread.id}`)
      await expect(page.getByText('You said that it is not your case.')).toBeVisible()
    })
  })
}

test.describe('on a site whose worker and database come and go', () => {
  let site: OwnSite
  test.beforeAll(async () => {
    site = await anOwnSite({ sample: false })
  })
  test.afterAll(() => site.stop())

  const url = (address: string) => site.urls[0] + address

  async function someone(page: Page, name: string) {
    const { cookies, ...who } = site.act<{ personId: number; email: string; cookies: { name: string; value: string }[] }>(
      'account',
      own(name),
      'member',
    )
    await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url: site.urls[0] as string })))
    return { ...who, name: own(name) }
  }

  /** The mails to this address that are in the folder of mails, as a mail program reads them. */
  async function mailsTo(email: string): Promise<ParsedMail[]> {
    const folder = path.join(site.dataDir, 'mail')
    const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith('.eml')) : []
    const mails = await Promise.all(files.map((file) => simpleParser(fs.readFileSync(path.join(folder, file)))))
    return mails.filter(({ to }) => to && !Array.isArray(to) && to.text.includes(email))
  }

  test('a bell goes on counting after the database was restarted', async ({ page }) => {
    const { name } = await someone(page, 'Listener')
    const thread = site.act<Thread>('thread-as', name, 'told-room', own('Does the bell ring'), 'x')
    const first = site.act<Thread>('reply-as', thread.id, name, 'Anyone?')
    const live = page.waitForRequest((request) => request.url().endsWith('/inbox/live'))
    await page.goto(url('/topics'))
    await expect(bellOf(page)).toHaveAccessibleName('Inbox')
    await live
    site.act('reply-as', thread.id, own('Ringer'), 'One.', first.id)
    await expect(bellOf(page)).toHaveAccessibleName('Inbox, 1 unread')
    site.stopDatabase()
    site.startDatabase()
    // The first to write after a restart may find a connection that is gone.
    await eventually(async () => void (await site.sql('select 1')))
    await eventually(async () => void site.act('reply-as', thread.id, own('Ringer'), 'Two.', first.id))
    await expect(bellOf(page), 'the page was not loaded again').toHaveAccessibleName(/Inbox, [2-9] unread/)
  })

  test('someone chooses a daily digest, gets it once there is something to say, and follows a link of it', async ({ page }) => {
    const { name, personId, email } = await someone(page, 'Digest Reader')
    await page.goto(url('/settings/notices'))
    await page.getByLabel('a reply to something I wrote').selectOption('In a daily mail')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    const title = own('When is the harvest')
    const thread = site.act<Thread>('thread-as', name, 'told-room', title, 'x')
    const reply = site.act<Thread>('reply-as', thread.id, name, 'Anyone?')
    site.act('reply-as', thread.id, own('Farmer'), 'In autumn.', reply.id)
    // A day and some minutes ago: the last digest was made before that.
    await site.sql(
      `insert into digest (person_id, channel, day, created_at) values ($1, 'daily', current_date - 3, now() - interval '3 days')`,
      [personId],
    )
    await site.sql(`update event set created_at = created_at - interval '10 minutes', told_up_to = null`)
    await site.sql(`update notice set created_at = created_at - interval '10 minutes'`)
    await site.startWorker()
    await eventually(async () => expect(await mailsTo(email)).toHaveLength(1))
    const [mail] = await mailsTo(email)
    expect(mail?.subject).toContain('What happened in the last day')
    expect(mail?.text).toContain(title)
    expect(mail?.html).toContain('replied to you')
    const link = new RegExp(`https?://[^\\s>"]+/threads/${thread.id}/[^\\s>"]+/2`).exec(mail?.text ?? '')?.[0] as string
    await page.goto(url(new URL(link).pathname))
    await expect(page).toHaveURL(/#r2$/)
    await expect(page.locator('#r2')).toContainText('In autumn.')
    const stop = /https?:\/\/[^\s>"]+\/unsubscribe\?token=[^\s>"]+/.exec(mail?.text ?? '')?.[0] as string
    await page.context().clearCookies()
    const { pathname, search } = new URL(stop)
    await page.goto(url(pathname + search))
    await page.getByRole('button', { name: /^Stop/ }).first().click()
    await openUntil(page, url(pathname + search), () => page.getByRole('heading', { level: 1 }).isVisible())
    const { rows } = await site.sql('select channel::text as channel from notice_setting where person_id = $1', [personId])
    expect(
      rows.every(({ channel }) => channel === 'inbox'),
      'no more digests',
    ).toBe(true)
  })
})
