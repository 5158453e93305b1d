import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../platform/db'
import { noteSiteFaults, type SiteFaults } from './site-faults'

beforeEach(() => pool().query('truncate site_fault, event, notice, outgoing_mail, mail_pause'))

const well = async () => null
const allWell: SiteFaults = {
  mail_failing: { minutes: 0, read: well },
  search_failing: { minutes: 60, read: well },
  disk_low: { minutes: 0, read: well },
  backup_failed: { minutes: 0, read: well },
}
const told = async () => (await db().event.findMany({ orderBy: { id: 'asc' } })).map(({ kind, reason }) => [kind, reason])
const anHourPasses = () =>
  pool().query(`update site_fault set since = since - interval '61 minutes', seen_at = seen_at - interval '61 minutes'`)

test('a fault is told once, however often and by however many workers it is seen, and again when it comes back', async () => {
  const full: SiteFaults = { ...allWell, disk_low: { minutes: 0, read: async () => 'Little room.' } }
  await Promise.all([noteSiteFaults(full), noteSiteFaults(full)])
  await noteSiteFaults(full)
  expect(await told()).toEqual([['disk_low', 'Little room.']])
  await noteSiteFaults(allWell)
  await noteSiteFaults(full)
  expect(await told(), 'it was over for a moment').toHaveLength(1)
  await anHourPasses()
  await noteSiteFaults(allWell)
  await noteSiteFaults(full)
  expect(await told()).toHaveLength(2)
})

test('search that is out of order is told after an hour, and not if it recovers before', async () => {
  const broken: SiteFaults = { ...allWell, search_failing: { minutes: 60, read: async () => 'Reduced.' } }
  await noteSiteFaults(broken)
  await noteSiteFaults(allWell)
  await noteSiteFaults(broken)
  expect(await told()).toEqual([])
  await anHourPasses()
  await noteSiteFaults(broken)
  expect(await told()).toEqual([['search_failing', 'Reduced.']])
})

test('mail that waits for more than an hour is a fault, unless an admin has paused it', async () => {
  await pool().query(
    `insert into outgoing_mail (recipient, subject, body, created_at, try_at, attempts, error)
     values ('a@example.org', 'x', 'y', now() - interval '2 hours', now() + interval '1 minute', 7, 'Connection refused')`,
  )
  await pool().query('insert into mail_pause default values')
  await noteSiteFaults()
  expect((await told()).filter(([kind]) => kind === 'mail_failing')).toEqual([])
  await pool().query('truncate mail_pause')
  await noteSiteFaults()
  await noteSiteFaults()
  expect((await told()).filter(([kind]) => kind === 'mail_failing')).toEqual([
    ['mail_failing', expect.stringContaining('Connection refused')],
  ])
})
