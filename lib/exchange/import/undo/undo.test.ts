import fs from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile } from '../../../../test/exports'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../../test/factories'
import { boostThread, editThread, postReply } from '../../../community/threads'
import { readThread } from '../../../community/threads/read-thread'
import { readKeptPicture } from '../../../community/uploads/store'
import { moveThread } from '../../../curation/moderation/move-thread'
import { system, visitor } from '../../../identity/viewer/viewer'
import { recount } from '../../../maintenance/recount'
import { db, pool } from '../../../platform/db/client'
import { pageTags } from '../../../platform/expiry'
import { search, searchEngine } from '../../../search'
import { erasePerson, finishErasure } from '../../own-data'
import { importRecords } from '../import-records'
import { runImport } from '../run'
import type { SourceAnswer, SourceRecord, SourceReply, SourceThread } from '../source'
import { undoImport } from './undo-import'

const person = (externalId: string) => ({ externalId, name: `author-${externalId}`, displayName: `Author ${externalId}` })
const reply = (externalId: string, more: Partial<SourceReply> = {}): SourceReply => ({
  externalId,
  body: `A reply about the potoroo, ${externalId}.`,
  author: person('2'),
  createdAt: new Date('2026-01-02T10:00:00Z'),
  accepted: true,
  boosts: 2,
  answers: 'opening',
  addresses: [`/t/${externalId}`],
  ...more,
})
const thread = (externalId: string, more: Partial<SourceThread> = {}): SourceThread => ({
  kind: 'thread',
  externalId,
  title: `The potoroo ${externalId}`,
  body: 'Where does it sleep?',
  author: person('1'),
  topic: { externalId: '5', name: 'Potoroos', parent: { externalId: '4', name: 'Marsupials' } },
  tags: ['potoroo', 'sleep'],
  createdAt: new Date('2026-01-01T10:00:00Z'),
  closed: false,
  boosts: 1,
  views: 3,
  repliesElsewhere: 0,
  addresses: [`/t/thread-${externalId}`],
  replies: [reply(`${externalId}-1`), reply(`${externalId}-2`, { answers: `${externalId}-1` })],
  links: [],
  ...more,
})
const answer: SourceAnswer = {
  kind: 'answer',
  externalId: 'a',
  title: 'All about potoroos',
  summary: '',
  body: '## Sleep\n\nBy day.',
  topic: { externalId: '5', name: 'Potoroos', parent: { externalId: '4', name: 'Marsupials' } },
  tags: ['answered'],
  createdAt: new Date('2026-01-01T10:00:00Z'),
  revisedAt: new Date('2026-01-03T10:00:00Z'),
  boosts: 0,
  views: 0,
  history: [{ note: 'First.', createdAt: new Date('2026-01-01T10:00:00Z') }],
}
async function importing(source: string, ...records: SourceRecord[]) {
  return importRecords(
    (async function* () {
      yield* records
    })(),
    source,
  )
}
const idOf = async (source: string, kind: string, externalId: string) =>
  (await db().importedRecord.findFirstOrThrow({ where: { source: { name: source }, kind, externalId } })).localId
const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
/** Expiries, logs, and queues of later work. */
const passing = ['page_expiry', 'audit_entry', 'search_change', 'search_corpus', 'search_term', 'search_word', '_prisma_migrations']
async function rowCounts() {
  const { rows } = await pool().query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows.filter((row) => !passing.includes(row.name))) {
    counts[name] = (await pool().query(`select count(*)::int as n from "${name}"`)).rows[0].n
  }
  return counts
}

test('undoing an import that nobody has built on leaves the database as it was before', async () => {
  await aThread({ title: 'Our own', tags: ['sleep'] })
  const before = await rowCounts()
  await importing('undone', ...Array.from({ length: 120 }, (_, i) => thread(`n${i}`)), answer)
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'potoroo' })).total).toBeGreaterThan(100)
  const steps: number[] = []
  const planned = await undoImport({ source: 'undone', dryRun: true })
  expect(planned).toMatchObject({ removed: { threads: 120, replies: 240, answers: 1 }, kept: [] })
  const report = await undoImport({ source: 'undone', progress: (done) => steps.push(done) })
  expect(report).toEqual({ removed: { threads: 120, replies: 240, answers: 1, topics: 2, tags: 2, people: 2 }, kept: [] })
  expect(steps).toEqual([100, 120, 121])
  expect(await rowCounts()).toEqual(before)
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'potoroo' })).total).toBe(0)
  const { rows } = await pool().query(`select count(*)::int as n from search_term where term = 'potoroo' and posts <> 0`)
  expect(rows[0].n).toBe(0)
  expect(await drift()).toEqual([])
})

test('a topic that nothing is left in goes with its import, and from every page', async () => {
  await importing('emptied', thread('moved', { topic: { externalId: '77', name: 'Emptied' } }))
  await moveThread(await anEditor(), await idOf('emptied', 'thread', 'moved'), await aTopic())
  await db().pageExpiry.deleteMany()
  const { removed } = await undoImport({ source: 'emptied' })
  expect(removed).toMatchObject({ threads: 0, answers: 0, topics: 1 })
  expect((await db().pageExpiry.findMany()).flatMap(({ tags }) => tags)).toContain(pageTags.everything)
})

test('of an import that did not note which topics it made, empty ones go that are no older than it', async () => {
  await aTopic({ name: 'Here before' })
  const placed = (externalId: string, name: string) => thread(externalId, { topic: { externalId: name, name } })
  await importing('unnoted', placed('u1', 'Here before'), placed('u2', 'Came along'))
  // As earlier versions left it.
  await pool().query(
    `update imported_record set said = null where kind = 'topic' and source_id = (select id from import_source where name = 'unnoted')`,
  )
  expect((await undoImport({ source: 'unnoted' })).removed).toMatchObject({ threads: 2, topics: 1 })
  const left = await db().topic.findMany({ where: { name: { in: ['Here before', 'Came along'] } } })
  expect(left.map(({ name }) => name)).toEqual(['Here before'])
})

test('pictures of an import go with it, and those that stay in a text or that someone here added too stay', async () => {
  const before = await rowCounts()
  const pngs = await Promise.all(
    [10, 80, 160].map((r) =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: { r, g: 90, b: 60 } } })
        .png()
        .toBuffer(),
    ),
  )
  const picture = (name: string) => `<p><img src="/uploads/default/${name}.png"></p>`
  const files = {
    '81.json': aTopicFile(81, [
      aPost(810001, { cooked: picture('gone') }),
      aPost(810002, { cooked: picture('own'), user_id: 901, username: 'painter' }),
    ]),
    '82.json': aTopicFile(82, [aPost(820001, { cooked: picture('kept') + picture('missing') })]),
  }
  const dir = anExport(files)
  fs.mkdirSync(path.join(dir, 'uploads/default'), { recursive: true })
  for (const [i, name] of ['gone', 'own', 'kept'].entries())
    fs.writeFileSync(path.join(dir, `uploads/default/${name}.png`), pngs[i] as Buffer)
  expect(await runImport({ kind: 'discourse', path: dir, source: 'drawn' })).toMatchObject({ pictures: { taken: 3 } })
  const nameOf = async (end: string) =>
    (await db().importedPicture.findFirstOrThrow({ where: { address: { endsWith: `${end}.png` } } })).name as string
  const [gone, own, kept] = [await nameOf('gone'), await nameOf('own'), await nameOf('kept')]
  const member = await aMember()
  await db().pictureUpload.create({ data: { name: own, personId: member.personId } })
  const built = await idOf('drawn', 'thread', '82')
  await boostThread(member, built)
  expect((await undoImport({ source: 'drawn' })).removed).toMatchObject({ threads: 1, people: 1 })
  expect([await readKeptPicture(gone), await readKeptPicture(own), await readKeptPicture(kept)].map((bytes) => bytes !== null)).toEqual([
    false,
    true,
    true,
  ])
  expect(await db().pictureUpload.findMany({ where: { name: own } })).toMatchObject([{ personId: member.personId }])
  await db().threadBoost.deleteMany({ where: { threadId: built } })
  expect((await undoImport({ source: 'drawn' })).removed).toMatchObject({ threads: 1, people: 1, topics: 1 })
  expect(await readKeptPicture(kept)).toBeNull()
  await db().pictureUpload.deleteMany({ where: { name: own } })
  const after = await rowCounts()
  expect({ ...after, person: before.person, imported_picture: 0 }).toMatchObject({ ...before, imported_picture: 0 })
  expect(await db().importSource.count({ where: { name: 'drawn' } })).toBe(0)
  expect(await drift()).toEqual([])
})

test('what people here have built on stays whole, is listed, and a later import goes on with it', async () => {
  const plain = ['b1', 'b2', 'b3', 'b4'].map((externalId) => thread(externalId))
  await importing('built', ...plain, thread('free'))
  const ids = await Promise.all(plain.map(({ externalId }) => idOf('built', 'thread', externalId)))
  const [replied, edited, boosted, linked] = ids as [number, number, number, number]
  await postReply(await aMember(), { threadId: replied, body: 'Written here.' })
  await editThread(await anEditor(), { threadId: edited, basedOn: 1, title: 'Edited', body: 'Edited here.', tags: ['potoroo'] })
  await boostThread(await aMember(), boosted)
  const own = await aThread()
  await db().threadLink.create({ data: { fromId: own.id, toId: linked, kind: 'written', createdAt: new Date() } })
  const report = await undoImport({ source: 'built' })
  expect(report.removed).toMatchObject({ threads: 1, replies: 2, topics: 0, people: 0, tags: 0 })
  expect(report.kept.map(({ subject, title, message }) => [subject, title, message]).slice(0, 4)).toEqual([
    ['thread', 'The potoroo b1', 'it was replied to here'],
    ['thread', 'Edited', 'it was edited here'],
    ['thread', 'The potoroo b3', 'it was boosted here'],
    ['thread', 'The potoroo b4', 'it was linked to from another thread here'],
  ])
  expect(report.kept.slice(4).map(({ subject, title }) => [subject, title])).toEqual([
    ['topic', 'Potoroos'],
    ['topic', 'Marsupials'],
  ])
  expect(await readThread(visitor, replied)).toMatchObject({ replyCount: 3 })
  expect(await importing('built', ...plain)).toMatchObject({ threads: { added: 0 }, replies: { added: 0 } })
  expect(await drift()).toEqual([])
})

test('a run that was stopped goes on, and an unknown source is named with those that are there', async () => {
  await importing('stopped', ...Array.from({ length: 150 }, (_, i) => thread(`s${i}`)))
  const stop = undoImport({
    source: 'stopped',
    progress: () => {
      throw new Error('stopped')
    },
  })
  await expect(stop).rejects.toThrow('stopped')
  expect(await drift()).toEqual([])
  expect((await undoImport({ source: 'stopped' })).removed).toMatchObject({ threads: 50 })
  expect(await db().importSource.count({ where: { name: 'stopped' } })).toBe(0)
  await expect(undoImport({ source: 'stopped' })).rejects.toThrow(/Nothing was imported from “stopped”. There are .*“built”/)
})

test('someone who was deleted and withdrew their posts is not brought back by an import after the undo', async () => {
  const records = [thread('w', { author: person('8'), body: 'The zyzzyva sleeps.', replies: [] }), thread('v')]
  await importing('erased', ...records)
  const id = await idOf('erased', 'person', '8')
  await erasePerson(system, id, { withdraw: true })
  await finishErasure(id)
  await undoImport({ source: 'erased' })
  await importing('erased', ...records)
  expect(await db().thread.count({ where: { body: { contains: 'zyzzyva' } } })).toBe(0)
  expect(await drift()).toEqual([])
})
