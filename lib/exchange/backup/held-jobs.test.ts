import { expect, test } from 'vitest'
import { aBackup, restoreInto, use } from '../../../test/backups'
import { eventuallyTrue } from '../../../test/eventually'
import { aThread } from '../../../test/factories'
import { installationsOfFile } from '../../../test/installations'
import { viewerOf } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { queueMail } from '../../platform/mail/queue-mail'
import { discardHeldJobs, readHeldJobs, releaseHeldJobs } from './held-jobs'

const { dir, anEmptyOne } = installationsOfFile()
const admin = viewerOf(1, 'admin')

const waiting = async () =>
  (
    await pool().query(
      `select name, data from pgboss.job where state < 'completed' and name in ('mail.send', 'related.refresh') order by name, data`,
    )
  ).rows

test('mails and jobs that waited are held after a restore, until an admin releases or discards them', async () => {
  await aThread()
  for (const to of ['one@example.org', 'two@example.org'])
    await db().$transaction((tx) => queueMail(tx, { to, subject: 'Waits', body: 'A mail.' }))
  // Equal jobs count as one.
  await pool().query(`insert into pgboss.job (name, data) select name, data from pgboss.job where name = 'related.refresh'`)
  const before = await waiting()
  const target = await anEmptyOne()
  const report = await restoreInto(target, await aBackup(dir))
  expect(await waiting(), 'nothing is sent by itself').toEqual([])
  const lists = new Set(before.filter(({ name }) => name === 'related.refresh').map(({ data }) => JSON.stringify(data))).size
  expect(await readHeldJobs(admin)).toEqual([
    { name: 'mail.send', count: 2 },
    { name: 'related.refresh', count: lists },
  ])
  expect(report.jobsHeld).toBe(2 + lists)
  // A backup of this site still holds them.
  const second = await restoreInto(await anEmptyOne(), await aBackup(dir))
  expect(second.jobsHeld).toBe(2 + lists)
  await releaseHeldJobs(admin, 'mail.send')
  expect(await waiting()).toEqual(before.filter(({ name }) => name === 'mail.send'))
  await discardHeldJobs(admin, 'related.refresh')
  expect(await readHeldJobs(admin)).toEqual([])
  await use(target)
  await discardHeldJobs(admin, 'mail.send')
  expect(await db().outgoingMail.findMany({ select: { error: true, sentAt: true } })).toEqual(
    Array(2).fill({ error: 'Discarded after a restore.', sentAt: null }),
  )
  expect(await waiting()).toEqual([])
})

test('of two admins who release the same jobs at once one is told, and no mail goes out twice', async () => {
  await db().heldJob.create({ data: { name: 'mail.send', data: { id: 1 } } })
  const other = await pool().connect()
  await other.query('begin')
  await other.query('delete from held_job')
  const releasing = releaseHeldJobs(admin, 'mail.send').catch((error) => error)
  await eventuallyTrue(async () => {
    const { rows } = await pool().query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%held_job%'`,
    )
    return rows.length > 0
  })
  await other.query('commit')
  other.release()
  expect(await releasing).toMatchObject({ code: 'conflict' })
  expect(await waiting()).toEqual([])
})

test('only admins see and decide about what is held', async () => {
  const editor = viewerOf(2, 'editor')
  await expect(readHeldJobs(editor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(releaseHeldJobs(editor, 'mail.send')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(discardHeldJobs(editor, 'mail.send')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(releaseHeldJobs(admin, 'of another program')).rejects.toMatchObject({ code: 'invalid' })
})
