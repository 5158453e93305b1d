import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember } from '../../../test/factories'
import { aFullPerson } from '../../../test/full-person'
import { postReply } from '../../community/threads'
import { findOrCreatePerson } from '../../identity/people/find-or-create'
import { viewerOf } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { erasePerson } from './erase-person'
import { erasureFile, readErasureFile, writeErasureFile } from './erasure-file'
import { finishErasure } from './finish-erasure'
import { replayErasures } from './replay-erasures'

beforeEach(async () => {
  // A data folder of this test, whose list is empty at first.
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-own-data-'))
  vi.restoreAllMocks()
  const plain = settings.env()
  vi.spyOn(settings, 'env').mockReturnValue({ ...plain, dataDir })
  await db().erasure.deleteMany()
})

/** Puts these rows back, as a restore of an older backup would. */
async function restoring(tables: Record<string, string>, change: () => Promise<unknown>): Promise<void> {
  const kept = new Map<string, object[]>()
  for (const [table, condition] of Object.entries(tables))
    kept.set(table, (await pool().query(`select * from ${table} where ${condition}`)).rows)
  await change()
  const client = await pool().connect()
  try {
    // Without triggers and foreign keys, as in a restore.
    await client.query(`set session_replication_role = 'replica'`)
    for (const [table, rows] of kept) {
      await client.query(`delete from ${table} where ${tables[table]}`)
      await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)])
    }
  } finally {
    await client.query('reset session_replication_role')
    client.release()
  }
}

test('a restored backup brings nobody back: account, name and withdrawn words go again, and once only', async () => {
  const { viewer, personId, userId, threadId, replyId, email } = await aFullPerson('Restored One', 'vlorp')
  await postReply(await aMember(), { threadId, body: 'Depends on it.' })
  await restoring(
    {
      person: `id = ${personId}`,
      auth_user: `id = '${userId}'`,
      thread: `id = ${threadId}`,
      thread_revision: `thread_id = ${threadId}`,
      reply: `id = ${replyId}`,
      reply_revision: `reply_id = ${replyId}`,
      // The backup has no deletions.
      erasure: `person_id = ${personId}`,
    },
    async () => {
      await erasePerson(viewer, personId, { withdraw: true })
      await finishErasure(personId)
    },
  )
  expect(await db().user.count({ where: { email } })).toBe(1)
  expect(await replayErasures()).toBe(1)
  expect(await db().user.count({ where: { email } })).toBe(0)
  expect(await db().person.findUnique({ where: { id: personId } })).toMatchObject({
    displayName: 'Former member',
    name: `former-member-${personId}`,
  })
  expect(await db().thread.findUnique({ where: { id: threadId } })).toMatchObject({ title: 'Withdrawn by its author' })
  for (const table of ['thread_revision', 'reply_revision', 'thread', 'reply']) {
    const { rows } = await pool().query(`select 1 from ${table} t where t::text like '%vlorp%'`)
    expect(rows, table).toEqual([])
  }
  const entries = await db().auditEntry.count()
  expect(await replayErasures(), 'a second time there is nothing to do').toBe(0)
  expect(await db().auditEntry.count()).toBe(entries)
})

test('the last admin of a backup goes too where they were deleted since', async () => {
  const { personId } = await anAccount('Admin Of The Backup', 'admin')
  const other = await anAccount('Admin Since', 'admin')
  await restoring({ person: `id = ${personId}`, auth_user: `person_id = ${personId}`, erasure: `person_id = ${personId}` }, () =>
    erasePerson(viewerOf(personId, 'admin'), personId, { withdraw: false }),
  )
  await db().person.update({ where: { id: other.personId }, data: { role: 'member' } })
  expect(await replayErasures()).toBe(1)
  expect(await db().user.count({ where: { personId } })).toBe(0)
})

test('someone the backup did not know: the name stays taken, and nobody else is deleted in their place', async () => {
  const { personId } = await anAccount('Unknown To It')
  await erasePerson(viewerOf(personId, 'member'), personId, { withdraw: false })
  // The backup is older than the person, and its sequence ends before the person's id.
  await db().erasure.deleteMany()
  await pool().query(`update person set id = 900001 where id = ${personId}`)
  await pool().query(`select setval('person_id_seq', ${personId - 1})`)
  expect(await replayErasures()).toBe(0)
  const next = await findOrCreatePerson(db(), 'unknown-to-it')
  expect((await db().person.findUniqueOrThrow({ where: { id: next } })).name).toBe('unknown-to-it-2')
  expect(next, 'a number that stands in the list is not given again').toBeGreaterThan(personId)
  // If the id was given anyway, its new owner stays.
  await pool().query(`update person set id = ${personId} where id = ${next}`)
  expect(await replayErasures()).toBe(0)
  expect((await db().person.findUniqueOrThrow({ where: { id: personId } })).erasedAt).toBeNull()
})

test('the list is readable by its owner alone, only grows, and survives a line that was cut off', async () => {
  const [one, two] = [await anAccount('Listed One'), await anAccount('Listed Two')]
  await erasePerson(viewerOf(one.personId, 'member'), one.personId, { withdraw: true })
  const first = fs.readFileSync(erasureFile(), 'utf8')
  expect(fs.statSync(erasureFile()).mode & 0o777).toBe(0o600)
  expect(first).not.toMatch(/listed/i)
  fs.appendFileSync(erasureFile(), '{"person":')
  await erasePerson(viewerOf(two.personId, 'member'), two.personId, { withdraw: false })
  await writeErasureFile()
  const text = fs.readFileSync(erasureFile(), 'utf8')
  expect(text.startsWith(first)).toBe(true)
  expect((await readErasureFile()).map(({ person, withdrawn }) => [person, withdrawn])).toEqual([
    [one.personId, true],
    [two.personId, false],
  ])
})

test('where the file is lost the table writes it again', async () => {
  const { personId } = await anAccount('Twice Kept')
  await erasePerson(viewerOf(personId, 'member'), personId, { withdraw: false })
  await finishErasure(personId)
  fs.rmSync(erasureFile())
  expect(await replayErasures()).toBe(0)
  expect((await readErasureFile()).map(({ person }) => person)).toEqual([personId])
})
