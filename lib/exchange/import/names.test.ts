import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anEditor, aTopic } from '../../../test/factories'
import { aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { listAllTopics } from '../../curation/taxonomy/list-topics'
import { saveTopic } from '../../curation/taxonomy/save-topic'
import { system } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { digestOf } from './ledger'
import { runImport } from './run'
import type { SourceThread, SourceTopic } from './source'

let counter = 0
const thread = (topic: SourceTopic, more: Partial<SourceThread> = {}): SourceThread => {
  const externalId = `n${++counter}`
  const title = `Question ${counter}`
  return aSourceThread(topic, { externalId, title, body: 'A body.', author: null, replies: [], complete: false, ...more })
}
/** Returns name and slug of the topic of an imported thread. */
async function placeOf(source: string, { externalId }: SourceThread) {
  const localId = await importedId(source, 'thread', externalId)
  const { topic } = await db().thread.findUniqueOrThrow({ where: { id: localId }, include: { topic: true } })
  return topic
}
const listing = (name: string, title: string) => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-names-')), 'page.txt')
  const description = `${name}: everything that people here ask about it, with all they have found out in the years since.`
  fs.writeFileSync(
    file,
    [name, description, 'Replies', 'Boosts', 'Views', 'Activity', title, 'A body.', '1', '0', '9', 'May ’25'].join('\n'),
  )
  return file
}

test('two sources that name no category share none', async () => {
  const made = { externalId: '7', name: 'Category 7', unnamed: true }
  const [a, b] = [thread(made), thread(made)]
  await importRecords('first forum', a)
  await importRecords('second forum', b)
  const [first, second] = [await placeOf('first forum', a), await placeOf('second forum', b)]
  expect(first.id).not.toBe(second.id)
  expect([first.slug, second.slug]).toEqual(['category-7', 'category-7-2'])
})

test('a name that the source gave finds the topic that has it, on its own level, and never one that more people may see', async () => {
  const openId = await aTopic({ name: 'Field Notes' })
  const parentId = await aTopic({ name: 'Instruments' })
  await aTopic({ name: 'Repairs', parentId })
  const found = thread({ externalId: '1', name: 'field  notes' })
  const below = thread({ externalId: '2', name: 'Repairs', parent: { externalId: '3', name: 'instruments' } })
  const top = thread({ externalId: '4', name: 'Repairs' })
  const closed = thread({ externalId: '5', name: 'Field notes', visibility: 'editors' })
  await importRecords('named', found, below, top, closed)
  expect((await placeOf('named', found)).id).toBe(openId)
  expect(await placeOf('named', below)).toMatchObject({ parentId })
  expect(await placeOf('named', top)).toMatchObject({ parentId: null, name: 'Repairs' })
  expect(await placeOf('named', closed)).toMatchObject({ visibility: 'editors', slug: 'field-notes' })
})

test('categories on three levels arrive on two', async () => {
  const deep = thread({
    externalId: 'c',
    name: 'Deep',
    parent: { externalId: 'b', name: 'Middle', parent: { externalId: 'a', name: 'Top level' } },
  })
  await importRecords('levels', deep)
  const place = await placeOf('levels', deep)
  expect(await db().topic.findUnique({ where: { id: place.parentId as number } })).toMatchObject({ name: 'Top level' })
})

test('topics that an earlier version joined by a fallback get apart when they are imported again', async () => {
  const made = { externalId: '31', name: 'Category 31', unnamed: true }
  const [a, b] = [thread(made), thread(made)]
  await importRecords('joined a', a)
  await importRecords('joined b', b)
  const [first, second] = [await placeOf('joined a', a), await placeOf('joined b', b)]
  // An earlier version put both into the first topic and kept nothing of what the source said.
  await pool().query('update thread set topic_id = $1 where topic_id = $2', [first.id, second.id])
  await pool().query('update topic set thread_count = thread_count + 1 where id = $1', [first.id])
  await pool().query(
    `update imported_record set said = null, digest = $2, local_id = case when kind = 'topic' then $3 else local_id end
     where source_id in (select id from import_source where name = any($1))`,
    [['joined a', 'joined b'], digestOf('earlier'), first.id],
  )
  await pool().query('delete from topic where id = $1', [second.id])
  await importRecords('joined a', a)
  await importRecords('joined b', b)
  expect((await placeOf('joined a', a)).id).toBe(first.id)
  expect((await placeOf('joined b', b)).id).not.toBe(first.id)
})

test('a category that the source names later gets its name, unless it was named here, and its address leads on', async () => {
  const [made, other] = ['41', '42'].map((externalId) => ({ externalId, name: `Category ${externalId}`, unnamed: true })) as [
    SourceTopic,
    SourceTopic,
  ]
  const [a, b] = [thread(made), thread(other)]
  await importRecords('named later', a, b)
  const named = await placeOf('named later', b)
  await db().topic.update({ where: { id: named.id }, data: { name: 'Named here' } })
  const report = await importRecords(
    'named later',
    { ...a, topic: { externalId: '41', name: 'Barometers', position: 3, visibility: 'members' } },
    { ...b, topic: { externalId: '42', name: 'Thermometers' } },
  )
  expect(await placeOf('named later', a)).toMatchObject({ name: 'Barometers', slug: 'barometers', visibility: 'members', position: 3 })
  expect(await db().oldAddress.findUnique({ where: { address: '/topics/category-41' } })).toMatchObject({ kind: 'topic' })
  expect(await placeOf('named later', b)).toMatchObject({ name: 'Named here' })
  expect(report.kept).toEqual([{ subject: 'topic', externalId: '42', message: 'it is named “Named here” here and keeps that name' }])
})

test('a topic that an admin put on the first level, or at another address, stays there when the source renames it', async () => {
  const parent: SourceTopic = { externalId: '51', name: 'Instruments' }
  const below = (name: string): SourceTopic => ({ externalId: '52', name, parent })
  const first = thread(below('Gauges'))
  await importRecords('placed here', first)
  const { id } = await placeOf('placed here', first)
  const saved = await db().topic.findUniqueOrThrow({ where: { id } })
  expect(saved.parentId).not.toBeNull()
  await saveTopic({ ...(await anEditor()), admin: true }, { ...saved, documentationUrl: '', parentId: null, slug: 'our-gauges' })
  await importRecords('placed here', thread({ ...below('Meters'), visibility: 'members' }, { views: 3 }))
  expect(await db().topic.findUnique({ where: { id } })).toMatchObject({
    name: 'Meters',
    parentId: null,
    slug: 'our-gauges',
    visibility: 'members',
  })
})

test('threads, answers and tags keep the letters of their titles', async () => {
  const titled = thread({ externalId: '1', name: 'Letters' }, { title: 'Größe prüfen', tags: ['C#', '日本語', '.NET'] })
  await importRecords('letters', titled)
  const { localId } = await db().importedRecord.findFirstOrThrow({ where: { source: { name: 'letters' }, kind: 'thread' } })
  const row = await db().thread.findUniqueOrThrow({ where: { id: localId }, include: { tags: { include: { tag: true } } } })
  expect(row.slug).toBe('groesse-pruefen')
  expect(row.tags.map(({ tag }) => tag.name).sort()).toEqual(['.net', 'c#', '日本語'])
})

test('topics whose names have no Latin letters stay apart, each at an address of its own', async () => {
  const names = ['Приборы и датчики', '測定と記録', '测量与记录', '🌋', '🏔']
  for (const [i, name] of names.entries())
    await runImport({ kind: 'listing', path: listing(name, `Where it stands ${i}`), source: 'pages' })
  const topics = await db().topic.findMany({ where: { name: { in: names } }, orderBy: { id: 'asc' } })
  expect(topics.map(({ name, slug, threadCount }) => [name, slug, threadCount])).toEqual([
    ['Приборы и датчики', 'pribory-i-datchiki', 1],
    ['測定と記録', '測定と記録', 1],
    ['测量与记录', '测量与记录', 1],
    ['🌋', 'topic', 1],
    // The topic gets the first free number.
    ['🏔', expect.stringMatching(/^topic-\d+$/), 1],
  ])
  await runImport({ kind: 'listing', path: listing('測定と記録', 'Another one'), source: 'more pages' })
  expect(await db().topic.findFirst({ where: { name: '測定と記録' } }), 'the name is the source’s own').toMatchObject({ threadCount: 2 })
})

test('a topic that nobody gave an address gets a free one, and the address it had leads to it', async () => {
  const input = { parentId: null, slug: '', description: '', documentationUrl: '', visibility: 'public' as const, position: 0 }
  const first = await saveTopic(system, { ...input, id: null, name: '🪐' })
  const second = await saveTopic(system, { ...input, id: null, name: '🌙' })
  const slugOf = async (id: number) => (await listAllTopics(system)).find((topic) => topic.id === id)?.slug
  expect([await slugOf(first), await slugOf(second)]).not.toContain(undefined)
  expect(await slugOf(first)).not.toBe(await slugOf(second))
  const old = await slugOf(first)
  await saveTopic(system, { ...input, id: first, name: 'Planets', slug: 'planets' })
  expect(await db().oldAddress.findUnique({ where: { address: `/topics/${old}` } })).toMatchObject({ kind: 'topic', subjectId: first })
})
