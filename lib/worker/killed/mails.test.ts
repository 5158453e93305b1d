import { expect, test } from 'vitest'
import { aWorker, kill } from '../../../test/a-worker'
import { eventually } from '../../../test/eventually'
import { aReader } from '../../../test/factories'
import { aMailServer } from '../../../test/mail-server'
import { db, pool } from '../../platform/db'

const people = 12
test('a worker that is killed loses no mail, and doubles only the one on its connection, under the same id', async () => {
  const server = await aMailServer()
  for (let i = 0; i < people; i++) {
    const { personId } = await aReader('admin')
    const event = await db().event.create({ data: { kind: 'mail_failing', reason: `Fault ${i}.` } })
    await db().notice.create({ data: { personId, eventId: event.id, kind: 'mail_failing', mailAt: new Date() } })
  }
  const first = aWorker({ SMTP_URL: server.url })
  await eventually(() => expect(server.mails.length).toBeGreaterThanOrEqual(people / 3))
  // The next mail is taken, and its worker never hears so.
  server.behave('is silent')
  const taken = server.mails.length
  await eventually(() => expect(server.mails.length).toBeGreaterThan(taken))
  await kill(first)
  server.behave('takes')
  // Two minutes pass.
  await pool().query('update outgoing_mail set try_at = now(), claimed_until = now() where sent_at is null')
  const last = aWorker({ SMTP_URL: server.url })
  try {
    await eventually(async () => expect(await db().outgoingMail.count({ where: { sentAt: { not: null } } })).toBe(people))
  } finally {
    await kill(last)
    await server.close()
  }
  const ids = server.mails.map(({ messageId }) => messageId)
  expect(new Set(ids).size, 'one for each person').toBe(people)
  expect(ids.length, 'the one on a connection at the kill came twice').toBe(people + 1)
  expect(server.connections().most, 'one connection at a time for each loop that sends').toBeLessThanOrEqual(2)
  expect(await db().notice.count({ where: { mailAt: { not: null } } })).toBe(0)
})
