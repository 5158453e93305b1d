import { beforeEach, expect, test } from 'vitest'
import { aReader } from '../../test/factories'
import { mailServerOfTests } from '../../test/mail-server'
import { readOwnStop, recordReport, resumeOwnMail } from '../notices/stopping'
import { db, pool } from '../platform/db'
import { pauseMail, readMailState, resumeAddress, sendTestMail } from '.'

const server = mailServerOfTests()
beforeEach(() => pool().query('truncate outgoing_mail, mail_stop, mail_pause'))

test('a test mail goes to the admin’s own address at once, also while mail is paused, or says what the server said', async () => {
  const admin = await aReader('admin')
  await pauseMail(admin, true)
  const email = await sendTestMail(admin)
  expect(server().mails.map(({ to }) => (Array.isArray(to) ? [] : to?.value[0]?.address))).toEqual([email])
  server().behave('refuses')
  await expect(sendTestMail(admin)).rejects.toThrow(/The mail server says: .*No such mailbox/)
  server().behave('takes')
  expect(await db().outgoingMail.count({ where: { sentAt: null, tryAt: { not: null } } }), 'it does not arrive later').toBe(0)
})

test('pausing is noted once, and the state says since when', async () => {
  const admin = await aReader('admin')
  for (let i = 0; i < 2; i++) await pauseMail(admin, true)
  expect((await readMailState(admin)).pausedSince).toBeInstanceOf(Date)
  await pauseMail(admin, false)
  expect((await readMailState(admin)).pausedSince).toBeNull()
  expect(await db().auditEntry.count({ where: { personId: admin.personId, action: { startsWith: 'mail.' } } })).toBe(2)
})

test('an address without mail is named, and goes on by its owner or an admin; by nobody else', async () => {
  const [admin, reader] = [await aReader('admin'), await aReader()]
  const { email } = await db().user.findUniqueOrThrow({ where: { personId: reader.personId } })
  const stop = async () => {
    await db().outgoingMail.create({ data: { recipient: email, subject: 'x', body: 'y' } })
    await recordReport({ addresses: [email], complaint: true, said: 'Reported as abuse.', messageId: null })
  }
  await stop()
  expect((await readMailState(admin)).stops).toMatchObject([{ address: email, complaint: true }])
  expect(await readOwnStop(reader)).toMatchObject({ complaint: true })
  expect(await readOwnStop(admin)).toBeNull()
  await resumeOwnMail(reader)
  expect(await readOwnStop(reader)).toBeNull()
  await stop()
  await expect(resumeAddress(reader, email)).rejects.toMatchObject({ code: 'forbidden' })
  await resumeAddress(admin, email)
  expect((await readMailState(admin)).stops).toEqual([])
  await expect(resumeAddress(admin, email)).rejects.toMatchObject({ code: 'not_found' })
})
