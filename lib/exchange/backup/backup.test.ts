import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { aBackup, restoreInto, use } from '../../../test/backups'
import { contentsOf, shapeOf, withClient } from '../../../test/databases'
import { eventually } from '../../../test/eventually'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { installationsOfFile } from '../../../test/installations'
import { startAnswer } from '../../answers'
import { editReply, postReply } from '../../community/threads'
import { readThread } from '../../community/threads/read-thread'
import { readPicture } from '../../community/uploads/picture'
import { noteUpload } from '../../community/uploads/shown-picture'
import { keepPicture, readKeptPicture } from '../../community/uploads/store'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { connectionOf } from '../../platform/db/connection'
import { queueMail } from '../../platform/mail/queue-mail'
import { migrate } from '../../platform/migrations/migrate'
import { search, searchEngine } from '../../search'
import { forgetCorpus } from '../../search/measuring'
import { keptTables, leftOutSchemas, leftOutTables } from './tables'

const { dir, home, anEmptyOne } = installationsOfFile()

async function aKeptPicture(colour: string): Promise<string> {
  const picture = await readPicture(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  )
  await keepPicture(picture)
  return picture.name
}

/** A small site with something in many tables. */
async function fill(): Promise<{ threadId: number; pictures: string[] }> {
  const [member, editor] = [await aMember('Mara'), await anEditor('Edda')]
  const pictures = [await aKeptPicture('#17603f'), await aKeptPicture('#aa0000')]
  for (const name of pictures) await noteUpload(member, name)
  const parent = await aTopic({ name: 'Parent' })
  const topicId = await aTopic({ parentId: parent })
  const thread = await aThread({
    by: member,
    topicId,
    title: 'Kettle does not boil \\ with\ttabs',
    body: `Line one\nLine "two" \\N \\. ![](/uploads/${pictures[0]})`,
    tags: ['kettles', 'heat'],
  })
  const reply = await postReply(editor, { threadId: thread.id, body: 'Descale it. Ünïcödé 🫖' })
  await editReply(editor, { replyId: reply.id, body: `Descale it twice. ![](/uploads/${pictures[1]})`, basedOn: 1 })
  await startAnswer(editor, { topicId, title: 'Kettles', body: 'All about kettles.' })
  await db().$transaction((tx) => queueMail(tx, { to: 'mara@example.org', subject: 'A reply', body: 'There is one.' }))
  await countWords()
  return { threadId: thread.id, pictures }
}

let filled: Awaited<ReturnType<typeof fill>>

beforeAll(async () => {
  filled = await fill()
})

test('tables of somebody else in the same database are passed over', async () => {
  await pool().query('create table "Not ours" (a text)')
  await pool().query('create table not_ours as select 1 as a')
  const target = await anEmptyOne()
  try {
    const report = await restoreInto(target, await aBackup(dir))
    expect(report.foreign).toEqual(['not_ours'])
    expect((await pool().query(`select 1 from pg_tables where tablename ilike 'not%ours'`)).rowCount).toBe(0)
  } finally {
    await use(home)
    await pool().query('drop table "Not ours", not_ours')
  }
})

test('every table is backed up or left out for a reason', async () => {
  const { rows } = await pool().query(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  const known = new Set<string>([...keptTables, ...Object.keys(leftOutTables)])
  expect(rows.filter(({ schema, name }) => !leftOutSchemas.includes(schema) && !known.has(name))).toEqual([])
  const there = new Set(rows.map(({ name }) => name))
  expect(
    [...known].filter((name) => !there.has(name)),
    'lists name what is there',
  ).toEqual([])
  expect(
    keptTables.filter((name) => name in leftOutTables),
    'a table is in one list',
  ).toEqual([])
})

test('a site that is saved while people write comes back as it was at one moment: every row, picture, page and search', async () => {
  let writing = true
  const member = await aMember('Writer')
  const busy = await aThread({ by: member })
  const load = (async () => {
    for (let i = 0; writing; i++) await postReply(member, { threadId: busy.id, body: `Meanwhile, ${i}.` })
  })()
  // Sees the same snapshot as the backup, while people go on writing.
  const witness = new pg.Client(connectionOf(home.url))
  await witness.connect()
  const file = await aBackup(dir, {
    async onSnapshot(name) {
      await witness.query('begin isolation level repeatable read read only')
      await witness.query(`set transaction snapshot '${name}'`)
      const { rows } = await pool().query('select count(*) as n from reply')
      await eventually(async () => expect((await pool().query('select count(*) as n from reply')).rows).not.toEqual(rows))
    },
  })
  writing = false
  await load
  const saved = await contentsOf(witness)
  await witness.end()
  const now = await withClient(home.url, contentsOf)
  expect(now.reply, 'people went on').not.toBe(saved.reply)
  const shape = (await withClient(home.url, shapeOf)).filter((line) => !line.startsWith('sequence'))
  const pages = {
    thread: await readThread(visitor, filled.threadId),
    found: (await search(searchEngine(), visitor, { text: 'kettle descale' })).hits,
  }

  const restored = await anEmptyOne()
  const report = await restoreInto(restored, file)
  forgetCorpus()
  expect(await withClient(restored.url, contentsOf)).toEqual(saved)
  // What had not been told yet is not told any more.
  expect(await db().event.count({ where: { toldUpTo: { not: null } } })).toBe(0)
  expect(await db().event.count()).toBeGreaterThan(0)
  expect((await withClient(restored.url, shapeOf)).filter((line) => !line.startsWith('sequence'))).toEqual(shape)
  expect(report.pictures).toEqual({ restored: 2, missing: 0 })
  for (const name of filled.pictures) {
    const bytes = (await readKeptPicture(name))?.bytes as Buffer
    expect(bytes.equals(fs.readFileSync(path.join(home.dataDir, 'uploads', name.slice(0, 2), name)))).toBe(true)
  }
  expect(fs.readFileSync(path.join(restored.dataDir, 'secret'))).toEqual(fs.readFileSync(path.join(home.dataDir, 'secret')))
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  expect(await readThread(visitor, filled.threadId)).toEqual(pages.thread)
  expect((await search(searchEngine(), visitor, { text: 'kettle descale' })).hits).toEqual(pages.found)
  // New rows get new numbers, triggers work, and a plain role can back it up again.
  await postReply(await aMember('Newcomer'), { threadId: filled.threadId, body: `Here. ![](/uploads/${filled.pictures[0]})` })
  await expect(db().threadRevision.deleteMany()).resolves.toBeDefined()
  await expect(db().replyRevision.deleteMany()).rejects.toThrow('never changed or removed')
  expect(await migrate(restored.url)).toEqual([])
  const second = await anEmptyOne()
  const again = await aBackup(dir)
  const before = await withClient(restored.url, contentsOf)
  const sequences = (await withClient(restored.url, shapeOf)).filter((line) => line.startsWith('sequence'))
  await restoreInto(second, again)
  expect(await withClient(second.url, contentsOf)).toEqual(before)
  expect((await withClient(second.url, shapeOf)).filter((line) => line.startsWith('sequence'))).toEqual(sequences)
  await use(home)
})
