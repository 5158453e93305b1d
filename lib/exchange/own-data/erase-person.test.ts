import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import { aMember, anEditor, aThread, countWords } from '../../../test/factories'
import { aFullPerson } from '../../../test/full-person'
import { postReply } from '../../community/threads'
import { readThread } from '../../community/threads/read-thread'
import { readKeptPicture } from '../../community/uploads/store'
import { hideReply } from '../../curation/moderation/hide'
import { invite } from '../../identity/accounts/invitations'
import { mergePersonInto } from '../../identity/accounts/merge-person-into'
import { signIn } from '../../identity/accounts/sign-in'
import { findOrCreatePerson } from '../../identity/people/find-or-create'
import { findPerson } from '../../identity/people/queries'
import { system, viewerOf, visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { transaction } from '../../platform/db/transaction'
import * as settings from '../../platform/env/env'
import { queueMail } from '../../platform/mail/queue-mail'
import { sendMail } from '../../platform/mail/send-mail'
import { mailFolder } from '../../platform/mail/transport'
import { erasePerson, readErasureScope } from './erase-person'
import { finishErasure } from './finish-erasure'
import { personColumns } from './person-columns'

const countIn = async (table: string, column: string, values: unknown[]) => {
  const { rows } = await pool().query(`select count(*)::int as n from ${table} where ${column}::text = any($1::text[])`, [
    values.map(String),
  ])
  return rows[0].n as number
}

test('deleting an account removes every row that the table of columns says goes, and keeps the pointers', async () => {
  const { viewer, personId, userId, email } = await aFullPerson('Ada Berg', 'quoxel')
  const valuesOf = { person: [personId], user: [userId], address: [email, `before.${email}`], words: [] }
  const before = new Map<string, number>()
  for (const { table, column, by } of personColumns) {
    if (by === 'words' || ['became_id', 'email_verified'].includes(column) || table === 'erasure') continue
    before.set(`${table}.${column}`, await countIn(table, column, valuesOf[by]))
    expect(before.get(`${table}.${column}`), `the test has none in ${table}.${column}`).toBeGreaterThan(0)
  }
  await erasePerson(viewer, personId, { withdraw: false })
  await finishErasure(personId)
  for (const { table, column, by, erased } of personColumns) {
    const had = before.get(`${table}.${column}`)
    if (had === undefined) continue
    const left = await countIn(table, column, valuesOf[by])
    if (erased === 'row' || table.endsWith('_boost') || table === 'address_change') expect(left, `${table}.${column}`).toBe(0)
    // Deleting adds an audit entry of their own.
    else if (erased === 'pointer') expect(left, `${table}.${column}`).toBeGreaterThanOrEqual(had)
  }
  const { rows } = await pool().query('select * from rate_count')
  expect(JSON.stringify(rows)).not.toContain(email)
  expect(await db().oldAddress.count({ where: { kind: 'person', subjectId: personId } })).toBe(0)
  expect((await recount(false)).filter(({ rows: drift }) => drift > 0)).toEqual([])
})

test('nothing in the database still says who it was, except the texts that were kept', async () => {
  const { viewer, personId, email } = await aFullPerson('Berta Unmistakable', 'zwirp')
  await erasePerson(viewer, personId, { withdraw: true })
  await finishErasure(personId)
  await countWords()
  // The network address that the test makes from the name.
  await pool().query(`delete from rate_count where key like '% test Berta %'`)
  const { rows: tables } = await pool().query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  for (const { name } of tables) {
    const { rows } = await pool().query(`select t::text as row from ${name} t where t::text ~* $1`, ['unmistakable|zwirp'])
    expect(rows, name).toEqual([])
  }
  expect(email).toContain('unmistakable')
})

test('the row stays, emptied; the name stays taken; signing in is impossible; the address is free', async () => {
  const { email, personId } = await anAccount('Carla Kept')
  await db().person.update({ where: { id: personId }, data: { about: 'About me.' } })
  const thread = await aThread({ by: viewerOf(personId, 'member'), title: 'Asked by Carla' })
  await erasePerson(viewerOf(personId, 'member'), personId, { withdraw: false })
  const row = await db().person.findUniqueOrThrow({ where: { id: personId } })
  expect(row).toMatchObject({ name: `former-member-${personId}`, displayName: 'Former member', about: '', role: 'member' })
  expect(await findPerson(visitor, 'Carla-Kept')).toBeNull()
  expect((await readThread(visitor, thread.id))?.author).toMatchObject({ displayName: 'Former member' })
  const from = { address: 'test', headers: new Headers() }
  await expect(signIn({ email, password: somePassword }, from)).rejects.toMatchObject({ code: 'invalid' })
  const again = await anAccount('Carla Kept')
  expect((await db().person.findUniqueOrThrow({ where: { id: again.personId } })).name).toBe('Carla-Kept-2')
  expect(again.email).toBe(email)
  const found = await findOrCreatePerson(db(), 'carla kept')
  expect(found).not.toBe(personId)
  await expect(db().person.create({ data: { name: 'CARLA-kept', displayName: 'x' } })).rejects.toThrow()
})

test('unused pictures go, used ones and those another has added stay', async () => {
  const { viewer, personId, used, unused } = await aFullPerson('Dora Draws', 'flimm')
  const other = await aMember()
  const shared = (await aFullPerson('Dora Shares', 'flumm')).unused
  await db().pictureUpload.create({ data: { name: shared, personId } })
  await erasePerson(viewer, personId, { withdraw: false })
  await finishErasure(personId)
  expect(await readKeptPicture(unused)).toBeNull()
  expect(await readKeptPicture(used)).not.toBeNull()
  expect(await readKeptPicture(shared)).not.toBeNull()
  expect(await db().pictureUpload.count({ where: { personId } })).toBe(1)
  expect(other.personId).toBeGreaterThan(0)
})

test('mails to the person are gone from the folder where they lie without a mail server; those of others stay', async () => {
  const { personId, email } = await anAccount('Mailed One')
  await transaction(async (tx) => {
    await queueMail(tx, { to: email, subject: 'To them', body: 'x' })
    await queueMail(tx, { to: 'other@example.org', subject: 'To another', body: 'x' })
  })
  for (const { id } of await db().outgoingMail.findMany({ where: { sentAt: null } })) await sendMail(Number(id))
  const [theirs, others] = await Promise.all(
    [email, 'other@example.org'].map((recipient) => db().outgoingMail.findFirstOrThrow({ where: { recipient, file: { not: null } } })),
  )
  const isThere = (mail: typeof theirs) => fs.existsSync(path.join(mailFolder(), mail?.file as string))
  expect([isThere(theirs), isThere(others)]).toEqual([true, true])
  await erasePerson(viewerOf(personId, 'member'), personId, { withdraw: false })
  await finishErasure(personId)
  expect([isThere(theirs), isThere(others)]).toEqual([false, true])
})

test('mails with invitations of the person go, which name them; an invitation of another to the same address stays', async () => {
  const [theirs, other] = [await anAccount('Inviting Person', 'admin'), await anAccount('Other Inviting', 'admin')]
  const withMail = vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), smtpUrl: 'smtp://127.0.0.1:9' })
  for (const { personId } of [theirs, other]) await invite(viewerOf(personId, 'admin'), { email: 'Guest.Two@example.org', role: 'member' })
  withMail.mockRestore()
  const subjects = async () =>
    (await db().outgoingMail.findMany({ where: { recipient: 'guest.two@example.org' }, orderBy: { id: 'asc' } })).map(
      ({ subject }) => subject.split(' invites')[0],
    )
  expect(await subjects()).toEqual(['Inviting Person', 'Other Inviting'])
  await erasePerson(viewerOf(theirs.personId, 'admin'), theirs.personId, { withdraw: false })
  expect(await subjects()).toEqual(['Other Inviting'])
  await db().person.update({ where: { id: other.personId }, data: { role: 'member' } })
})

test('the last admin stays, also where two admins delete each other at once', async () => {
  const [first, second] = [await anAccount('First Admin', 'admin'), await anAccount('Second Admin', 'admin')]
  const [a, b] = [viewerOf(first.personId, 'admin'), viewerOf(second.personId, 'admin')]
  const results = await Promise.allSettled([
    erasePerson(a, second.personId, { withdraw: false }),
    erasePerson(b, first.personId, { withdraw: false }),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const left = await db().user.findMany({ where: { person: { role: 'admin' } }, select: { personId: true } })
  expect(left).toHaveLength(1)
  const last = left[0]?.personId as number
  await expect(erasePerson(viewerOf(last, 'admin'), last, { withdraw: false })).rejects.toMatchObject({ code: 'conflict' })
  expect(await db().user.count({ where: { personId: last } })).toBe(1)
})

test('others may not delete someone; an admin may, an imported author too, and it is noted', async () => {
  const { personId } = await anAccount('Eva Other')
  await expect(erasePerson(await anEditor(), personId, { withdraw: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readErasureScope(await anEditor(), personId)).rejects.toMatchObject({ code: 'forbidden' })
  await erasePerson(system, personId, { withdraw: true })
  await expect(erasePerson(system, personId, { withdraw: true })).rejects.toMatchObject({ code: 'conflict' })
  const author = await findOrCreatePerson(db(), 'old_author')
  await erasePerson(system, author, { withdraw: false })
  const entries = await db().auditEntry.findMany({ where: { subjectKind: 'person', subjectId: author }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ['person.erase', 'posts kept'],
    ['texts.blank', ''],
  ])
})

test('the name an account had before it took over an author goes too, and the emptied person can’t be taken over', async () => {
  const author = await findOrCreatePerson(db(), 'forum_hand')
  const { personId: before, email } = await anAccount('Fanny Before')
  const user = await db().user.findUniqueOrThrow({ where: { email } })
  await transaction((tx) => mergePersonInto(tx, system, author, user.id))
  await erasePerson(viewerOf(author, 'member'), author, { withdraw: false })
  const names = await db().person.findMany({ where: { id: { in: [author, before] } }, select: { name: true, displayName: true } })
  expect(names.map(({ displayName }) => displayName)).toEqual(['Former member', 'Former member'])
  expect(await db().auditEntry.count({ where: { reason: { contains: 'Fanny' } } })).toBe(0)
  const other = await anAccount('Gerda New')
  const { id } = await db().user.findUniqueOrThrow({ where: { email: other.email } })
  await expect(transaction((tx) => mergePersonInto(tx, system, author, id))).rejects.toMatchObject({ code: 'conflict' })
})

test('before someone is deleted they are told how many of their posts others depend on', async () => {
  const { personId } = await anAccount('Heidi Counts')
  const own = viewerOf(personId, 'member')
  const [member, editor] = [await aMember(), await anEditor()]
  const [first, second, hidden, alone] = [
    await aThread({ by: own }),
    await aThread({ by: own }),
    await aThread({ by: own }),
    await aThread({ by: own }),
  ]
  for (const { id: threadId } of [first, second]) await postReply(member, { threadId, body: 'Of another.' })
  await hideReply(editor, (await postReply(member, { threadId: hidden.id, body: 'Of another, hidden.' })).id, 'test')
  const theirs = await postReply(own, { threadId: alone.id, body: 'Their own.' })
  await postReply(own, { threadId: alone.id, body: 'Their own too.', answersReplyId: theirs.id })
  expect(await readErasureScope(own, personId)).toMatchObject({ threads: 4, threadsOthersReplied: 2, replies: 2, repliesOthersAnswered: 0 })
})
