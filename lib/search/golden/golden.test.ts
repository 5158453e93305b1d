import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { mergeThreads } from '../../curation/duplicates'
import { db, pool } from '../../platform/db/client'
import { setGoldenQueries } from '../../platform/env/env'
import { postgresEngine } from '../engines/postgres'
import { checkGolden, writeChecks } from './check'
import { listGolden, readGolden } from './stored'
import { addGolden, changeGolden, goldenHit } from './write-golden'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-golden-'))
const file = path.join(folder, 'golden.json')
const write = (golden: unknown) => fs.writeFileSync(file, JSON.stringify(golden))
let topicId: number

beforeAll(async () => {
  setGoldenQueries(file)
  topicId = await aTopic()
  for (let i = 0; i < 12; i++) await aThread({ topicId, title: `Shelf ${i}`, body: 'It is of wood.' })
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

const pairs = async () => (await readGolden()).map(({ query, hit }) => [query, hit])

test('the file is taken over once, and again only if it has changed', async () => {
  expect(await readGolden(), 'there is none').toEqual([])
  write([
    { query: 'kettle', hit: '/threads/1' },
    { query: 'lamp', hit: '/answers/lamps' },
  ])
  expect(await pairs()).toEqual([
    ['kettle', '/threads/1'],
    ['lamp', '/answers/lamps'],
  ])
  await pool().query(`delete from golden_query where query = 'lamp'`)
  const kettle = (await readGolden()).find(({ query }) => query === 'kettle')?.id ?? 0
  await changeGolden(db(), kettle, { query: 'kettle', hit: 'https://forum.example.org/threads/2/a-kettle#r1' })
  expect(await pairs(), 'what editors changed stays').toEqual([['kettle', '/threads/2']])
  write([
    { query: 'kettle', hit: '/threads/1' },
    { query: 'pump', hit: '/threads/3' },
  ])
  expect(await pairs()).toEqual([
    ['kettle', '/threads/2'],
    ['pump', '/threads/3'],
  ])
  fs.writeFileSync(file, 'no list')
  await expect(readGolden()).rejects.toThrow(`${file} is not a list`)
  fs.rmSync(file)
  await pool().query('truncate golden_query cascade')
})

test('words that must find a page already are refused with its name; the same pair stays as it is', async () => {
  const first = await addGolden(db(), { query: 'samovar', hit: '/answers/samovar-größe' })
  expect(first).toEqual({ id: expect.any(Number), isNew: true })
  await expect(addGolden(db(), { query: ' samovar ', hit: '/threads/2' })).rejects.toThrow(
    '“samovar” must find /answers/samovar-größe already: change that golden query.',
  )
  expect(await addGolden(db(), { query: 'samovar', hit: '/answers/samovar-gr%C3%B6%C3%9Fe' })).toEqual({ id: first.id, isNew: false })
  expect(await pairs()).toEqual([['samovar', '/answers/samovar-größe']])
  await pool().query('truncate golden_query cascade')
})

test('a hit is a thread or an answer, by any address of it', async () => {
  expect(goldenHit('threads/12')).toBe('/threads/12')
  expect(goldenHit(' http://x.example/answers/a-name?x=1 ')).toBe('/answers/a-name')
  for (const address of ['/people/me', '/threads/x', '', 'https://elsewhere.example/'])
    expect(() => goldenHit(address), address).toThrow('neither')
  await expect(addGolden(db(), { query: ' ', hit: '/threads/1' })).rejects.toThrow('1 to 400 characters')
})

test('a check finds the page of a thread, also where it was merged, and notes since when one fails', async () => {
  const [asked, same] = [
    await aThread({ topicId, title: 'A kettle that whistles', body: 'All night.', by: await aMember() }),
    await aThread({ topicId, title: 'Whistling in the kitchen', body: 'It is the kettle.', by: await aMember() }),
  ]
  await countWords()
  await mergeThreads(await anEditor(), [same.id], asked.id)
  await addGolden(db(), { query: 'kettle whistles', hit: `/threads/${same.id}` })
  const { id: badId } = await addGolden(db(), { query: 'shelf wood', hit: `/threads/${asked.id}` })
  const golden = await readGolden()
  const failed = await checkGolden(postgresEngine, golden)
  expect(failed.map(({ id }) => id)).toEqual([badId])
  await writeChecks(db(), golden, failed)
  const [first, second] = await listGolden(10)
  expect(first).toMatchObject({ id: badId, passes: false, failingSince: expect.any(Date), checkedAt: expect.any(Date) })
  expect(second).toMatchObject({ passes: true, failingSince: null })
  await writeChecks(db(), golden, failed)
  expect((await listGolden(10))[0]?.failingSince).toEqual(first?.failingSince)
  await changeGolden(db(), badId, { query: 'shelf', hit: '/threads/7' })
  expect((await listGolden(10)).find(({ id }) => id === badId)).toMatchObject({ passes: null, checkedAt: null, failingSince: null })
  await expect(changeGolden(db(), badId, { query: 'kettle whistles', hit: '/threads/7' })).rejects.toThrow('Another golden query')
})
