import { expect, test } from 'vitest'
import { aLongThread, aMember } from '../../test/factories'
import { db, pool } from '../platform/db/client'
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

test('visits of members to threads go a year after the last one', async () => {
  const { personId } = await aMember()
  const [old, recent] = [await aLongThread(1), await aLongThread(1)]
  const visit = (threadId: number, days: number) => ({ personId, threadId, lastNumber: 1, beforeNumber: 1, seenAt: daysAgo(days) })
  await db().threadVisit.createMany({ data: [visit(old.id, 367), visit(recent.id, 360)] })
  await runHousekeeping()
  expect(await db().threadVisit.findMany({ where: { personId }, select: { threadId: true } })).toEqual([{ threadId: recent.id }])
})

test('views of days are kept for thirteen months', async () => {
  await pool().query(`insert into view_day (kind, subject_id, day, views)
    select 'thread', id, (now() at time zone 'utc')::date - age, 1 from (values (1, interval '13 months 1 day'), (2, interval '13 months'),
      (3, interval '12 months'), (4, interval '0')) as days(id, age)`)
  await runHousekeeping()
  const left = await db().viewDay.findMany({ orderBy: { subjectId: 'asc' }, select: { subjectId: true } })
  expect(left.map(({ subjectId }) => subjectId)).toEqual([2, 3, 4])
})
