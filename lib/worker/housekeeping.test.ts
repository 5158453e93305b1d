import { expect, test } from 'vitest'
import { db } from '../platform/db/client'
import { runHousekeeping } from './housekeeping'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

test('mails go 30 days after they were sent, and 90 days after they were written where they could not be sent', async () => {
  const mail = (subject: string, createdAt: Date, sentAt: Date | null = null) => ({
    recipient: 'a@example.org',
    subject,
    body: '',
    createdAt,
    sentAt,
  })
  await db().outgoingMail.createMany({
    data: [
      mail('sent long ago', daysAgo(32), daysAgo(31)),
      mail('sent', daysAgo(100), daysAgo(1)),
      mail('waiting too long', daysAgo(91)),
      mail('waiting', daysAgo(89)),
    ],
  })
  await runHousekeeping()
  const left = await db().outgoingMail.findMany({ orderBy: { id: 'asc' }, select: { subject: true } })
  expect(left.map(({ subject }) => subject)).toEqual(['sent', 'waiting'])
})
