import { beforeEach, expect, test } from 'vitest'
import { aReader } from '../../../test/factories'
import { delivery, failed, feedback, lines } from '../../../test/mail-reports'
import { db, pool } from '../../platform/db'
import { env } from '../../platform/env'
import { readMailStop } from '../../platform/mail'
import { continueFanOut } from '../delivery'
import { readReport, recordReport } from '.'

beforeEach(() => pool().query('truncate outgoing_mail, mail_stop, notice, event'))

test('a mail that came back: whose it was, what the server said, and which mail', async () => {
  const report = await readReport(delivery([failed('Mara@Example.org')], ['Message-ID: <mail-7@localhost>', 'To: mara@example.org']))
  expect(report).toEqual({
    addresses: ['Mara@Example.org'],
    complaint: false,
    said: '5.1.1 550 5.1.1 No such mailbox here',
    messageId: '<mail-7@localhost>',
  })
})

test('the address that was written to counts, where the mail was forwarded', async () => {
  const report = await readReport(delivery([['Original-Recipient: rfc822;mara@example.org', ...failed('other@mx.example.net')]]))
  expect(report?.addresses).toEqual(['mara@example.org'])
})

test('delays, and recipients that got the mail, stop nothing', async () => {
  const delayed = ['Final-Recipient: rfc822; mara@example.org', 'Action: delayed', 'Status: 4.4.1']
  const delivered = ['Final-Recipient: rfc822; mara@example.org', 'Action: delivered', 'Status: 2.0.0']
  const full = ['Final-Recipient: rfc822; mara@example.org', 'Action: failed', 'Status: 4.2.2']
  for (const fields of [delayed, delivered, full]) expect(await readReport(delivery([fields]))).toBeNull()
  expect((await readReport(delivery([delayed, failed('two@example.org')])))?.addresses).toEqual(['two@example.org'])
})

test('a complaint names the reader, or the mail does; a report that a mail is wanted stops nothing', async () => {
  const named = ['Feedback-Type: abuse', 'User-Agent: X/1', 'Version: 1', 'Original-Rcpt-To: <mara@example.org>']
  expect(await readReport(feedback(named))).toMatchObject({ addresses: ['mara@example.org'], complaint: true, said: 'Reported as abuse.' })
  expect((await readReport(feedback(['Feedback-Type: abuse', 'Version: 1'])))?.addresses).toEqual(['mara@example.org'])
  expect(await readReport(feedback(['Feedback-Type: not-spam', 'Version: 1']))).toBeNull()
})

test('what is no report is refused in a sentence', async () => {
  for (const other of [lines('Subject: Hello', '', 'I am on holiday.'), lines(''), new Uint8Array([0, 255, 1])])
    await expect(readReport(other)).rejects.toThrow('This is no report about a mail')
})

test('a report stops mail to an address that mail was sent to, once, and admins are told; to another it does nothing', async () => {
  const admin = await aReader('admin')
  const mail = await db().outgoingMail.create({ data: { recipient: 'Mara@example.org', subject: 'x', body: 'y' } })
  const report = { addresses: ['mara@example.org', 'stranger@example.org'], complaint: false, said: 'No such mailbox', messageId: null }
  expect(await recordReport(report)).toEqual({ stopped: ['mara@example.org'], stoppedBefore: [], unknown: ['stranger@example.org'] })
  expect(await recordReport(report)).toMatchObject({ stopped: [], stoppedBefore: ['mara@example.org'] })
  expect(await readMailStop('MARA@example.org')).toMatchObject({ complaint: false, said: 'No such mailbox' })
  while (await continueFanOut());
  const told = await db().notice.findMany({ where: { personId: admin.personId }, include: { event: true } })
  expect(told.map(({ kind }) => kind)).toEqual(['mail_failing'])
  expect(told[0]?.event.reason).not.toContain('@')
  await pool().query('truncate mail_stop')
  const host = new URL(env().siteUrl).hostname
  expect(
    (await recordReport({ ...report, addresses: ['forwarded@mx.example.net'], messageId: `<mail-${mail.id}@${host}>` })).stopped,
    'the mail says to whom it went',
  ).toEqual(['mara@example.org'])
})
