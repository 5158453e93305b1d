import { beforeEach, expect, test } from 'vitest'
import { aMember } from '../../../test/factories'
import { mailServerOfTests } from '../../../test/mail-server'
import { db, pool } from '../db/client'
import { transaction } from '../db/transaction'
import { env } from '../env/env'
import { type Mail, writeMail } from './queue-mail'
import { sendMail, sendWaitingMails } from './send-mail'
import { readMailStop, stopMailTo } from './stops'

const server = mailServerOfTests()
beforeEach(() => pool().query('truncate outgoing_mail, mail_stop, mail_pause'))

const written = (mail: Partial<Mail> = {}) =>
  transaction((tx) => writeMail(tx, { to: 'mara@example.org', subject: 'A reply', body: 'There is one:\n\nhttps://a.example/1', ...mail }))
const rowOf = (id: number) => db().outgoingMail.findUniqueOrThrow({ where: { id } })

test('a mail comes as text and HTML, with links, and loads nothing', async () => {
  await sendMail(await written())
  const [mail] = server().mails
  expect(mail?.text?.trim()).toBe('There is one:\n\nhttps://a.example/1')
  expect(mail?.html).toContain('<a class="link" href="https://a.example/1"')
  expect(mail?.html).toContain('prefers-color-scheme: dark')
  expect(mail?.html).not.toMatch(/<img|src=|url\(|@import|<script/)
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail?.headers.has('list-unsubscribe')).toBe(false)
})

test('mails about one thing name the same mail that they respond to, and say how one click stops them', async () => {
  const unsubscribe = 'https://a.example/unsubscribe?token=1.all.x'
  const ids = [await written({ about: 'thread-7', unsubscribe }), await written({ about: 'thread-7', unsubscribe })]
  for (const id of ids) await sendMail(id)
  const host = new URL(env().siteUrl).hostname
  expect(server().mails.map(({ messageId }) => messageId)).toEqual(ids.map((id) => `<mail-${id}@${host}>`))
  for (const { references, inReplyTo, headerLines } of server().mails) {
    expect([references, inReplyTo]).toEqual([`<thread-7@${host}>`, `<thread-7@${host}>`])
    expect(headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).toBe(`List-Unsubscribe: <${unsubscribe}>`)
    expect(headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  }
})

test('a mail is sent once, whoever else sends it at the same time', async () => {
  const id = await written()
  await Promise.all([sendMail(id), sendMail(id), sendMail(id)])
  await sendMail(id)
  expect(server().mails).toHaveLength(1)
})

test('a mail that a server refuses is tried again later, at longer and longer distances, for three days', async () => {
  const id = await written()
  server().behave('refuses for now')
  await expect(sendMail(id)).rejects.toThrow('Come back later')
  const first = await rowOf(id)
  expect(first).toMatchObject({ attempts: 1, error: expect.stringContaining('Come back later'), claimedUntil: null })
  expect((first.tryAt as Date).getTime()).toBeGreaterThan(Date.now() + 30_000)
  await sendMail(id)
  expect(await rowOf(id), 'not before its time').toMatchObject({ attempts: 1 })
  await pool().query(`update outgoing_mail set try_at = now() - interval '1 second'`)
  await sendWaitingMails()
  const second = await rowOf(id)
  expect((second.tryAt as Date).getTime()).toBeGreaterThan(Date.now() + 90_000)
  await pool().query(`update outgoing_mail set try_at = now() - interval '1 second', created_at = now() - interval '4 days'`)
  await sendWaitingMails()
  expect(await rowOf(id)).toMatchObject({ attempts: 3, tryAt: null, sentAt: null })
})

test('what waits for the end of a pause is sent after it', async () => {
  await pool().query('insert into mail_pause default values')
  const id = await written()
  await sendMail(id)
  await sendWaitingMails()
  expect(server().mails).toEqual([])
  await sendMail(id, { evenPaused: true })
  expect(server().mails).toHaveLength(1)
  const other = await written()
  await sendMail(other)
  await pool().query('delete from mail_pause')
  await sendWaitingMails()
  expect(server().mails).toHaveLength(2)
})

test('a mail of a worker that was killed is sent by another, with the same Message-ID', async () => {
  const id = await written()
  await pool().query(`update outgoing_mail set claimed_until = now() + interval '1 minute', try_at = now()`)
  await sendWaitingMails()
  expect(server().mails, 'the worker may still be at it').toEqual([])
  await pool().query(`update outgoing_mail set claimed_until = now() - interval '1 second'`)
  await sendWaitingMails()
  expect(server().mails.map(({ messageId }) => messageId)).toEqual([`<mail-${id}@${new URL(env().siteUrl).hostname}>`])
})

test('an address that mail is stopped to gets nothing but what is about the account', async () => {
  const { personId } = await aMember()
  await transaction((tx) => stopMailTo(tx, { address: 'Mara@example.org', complaint: false, said: 'No such mailbox.' }))
  const [notice, account] = [await written({ personId: personId as number }), await written()]
  await sendMail(notice)
  await sendMail(account)
  expect(server().mails.map(({ messageId }) => messageId)).toEqual([`<mail-${account}@${new URL(env().siteUrl).hostname}>`])
  expect(await rowOf(notice)).toMatchObject({ sentAt: null, tryAt: null, error: 'Mail to this address is stopped.' })
})

test('an address that the server does not know gets no more mails of notices; a mail about an account is tried again', async () => {
  const { personId } = await aMember()
  const [notice, account] = [await written({ personId: personId as number }), await written()]
  server().behave('knows no such address')
  await sendMail(notice)
  await expect(sendMail(account)).rejects.toThrow('No such mailbox')
  expect(await rowOf(notice)).toMatchObject({ sentAt: null, tryAt: null, error: expect.stringContaining('No such mailbox') })
  expect((await rowOf(account)).tryAt).not.toBeNull()
  expect(await readMailStop('mara@example.org')).toMatchObject({ complaint: false, said: expect.stringContaining('5.1.1') })
})

test('a refusal that may be about this site stops no mail', async () => {
  const { personId } = await aMember()
  const id = await written({ personId: personId as number })
  server().behave('refuses')
  await expect(sendMail(id)).rejects.toThrow()
  expect((await rowOf(id)).tryAt).not.toBeNull()
  expect(await readMailStop('mara@example.org')).toBeNull()
})
