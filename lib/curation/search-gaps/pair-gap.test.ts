import { beforeEach, expect, test } from 'vitest'
import { anEditor, aThread, countWords } from '../../../test/factories'
import { db, pool } from '../../platform/db/client'
import { addGolden } from '../../search'
import { answerGap } from './answer-gap'
import { readSearchGap } from './read-gaps'
import { readGoldenPage, saveGolden } from './save-golden'

beforeEach(async () => {
  await pool().query('truncate search_gap, golden_query cascade')
})

const aGap = async () => (await db().searchGap.create({ data: { shown: true } })).id
const none = { words: '', means: '', tag: '', tagWord: '', thread: '', title: '', topicId: null }
const answering = (query: string, hit: string) => ({ how: 'text' as const, query, hit, ...none })

async function pairs() {
  const { rows } = await readGoldenPage(await anEditor())
  return rows.map(({ query, hit }) => `${query} ${hit}`).sort()
}

async function lastAudit(action: string) {
  return (await db().auditEntry.findFirstOrThrow({ where: { action }, orderBy: { id: 'desc' } })).reason
}

async function twoPages() {
  const [kettle, shelf] = [await aThread({ title: 'The kettle sings' }), await aThread({ title: 'Of wood' })]
  await countWords()
  return [`/threads/${kettle.id}`, `/threads/${shelf.id}`] as const
}

test('a gap that is answered again lets go of a pair of the list, and removes its own', async () => {
  const editor = await anEditor()
  const [kettle, shelf] = await twoPages()
  await db().$transaction((tx) => addGolden(tx, { query: 'sings', hit: shelf }))
  const id = await aGap()
  await answerGap(editor, id, answering('sings', shelf))
  expect((await readSearchGap(editor, id))?.golden).toMatchObject({ query: 'sings', byGap: false })
  await answerGap(editor, id, answering('boils', kettle))
  expect(await pairs(), 'the pair of the list stays').toEqual([`boils ${kettle}`, `sings ${shelf}`])
  expect(await lastAudit('search_gap.answer')).toBe(`number ${id}, by text, “boils” must find ${kettle}, before “sings” ${shelf}`)
  await answerGap(editor, id, answering('boils', shelf))
  expect(await pairs(), 'its own pair is changed').toEqual([`boils ${shelf}`, `sings ${shelf}`])
  expect(await lastAudit('search_gap.answer')).toBe(`number ${id}, by text, “boils” must find ${shelf}, before “boils” ${kettle}`)
  await answerGap(editor, id, answering('whistles', kettle))
  expect(await pairs(), 'its own pair is removed').toEqual([`sings ${shelf}`, `whistles ${kettle}`])
})

test('a pair that an editor has changed in the list is theirs, and stays', async () => {
  const editor = await anEditor()
  const [kettle, shelf] = await twoPages()
  const id = await aGap()
  await answerGap(editor, id, answering('boils', shelf))
  const goldenId = (await readSearchGap(editor, id))?.golden?.id ?? 0
  await saveGolden(editor, goldenId, { query: 'boils over', hit: shelf })
  expect(await lastAudit('golden.change')).toBe(`“boils over” finds ${shelf}; before, “boils” finds ${shelf}`)
  await answerGap(editor, id, answering('whistles', kettle))
  expect(await pairs()).toEqual([`boils over ${shelf}`, `whistles ${kettle}`])
})

test('words that must find another page are refused, by a gap and in the list, with the page they have', async () => {
  const editor = await anEditor()
  const [kettle, shelf] = await twoPages()
  await saveGolden(editor, null, { query: 'kettle sings', hit: kettle })
  const refusal = { code: 'conflict', field: 'query', message: expect.stringContaining(`“kettle sings” must find ${kettle} already`) }
  await expect(answerGap(editor, await aGap(), answering('kettle sings', shelf))).rejects.toMatchObject(refusal)
  await expect(saveGolden(editor, null, { query: 'kettle  sings', hit: shelf })).rejects.toMatchObject(refusal)
  const audits = await db().auditEntry.count()
  expect(await saveGolden(editor, null, { query: 'kettle sings', hit: kettle }), 'the same pair is no fault').toBe(true)
  expect(await db().auditEntry.count(), 'and no act').toBe(audits)
  expect(await pairs()).toEqual([`kettle sings ${kettle}`])
})
