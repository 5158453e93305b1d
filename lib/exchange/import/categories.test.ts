import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile } from '../../../test/exports'
import { db } from '../../platform/db/client'
import { readDiscourse } from './discourse'
import { runImport } from './run'
import type { SourceNote, SourceProblem, SourceThread, SourceTopic } from './source'

const nested = {
  category_list: {
    categories: [
      {
        id: 60,
        name: '  Rivers\u0000 and   lakes ',
        description: '<p>All <b>waters</b> &amp; more.</p>',
        position: 2,
        read_restricted: false,
      },
      {
        id: 61,
        name: 'Mountains',
        description_text: 'What is high.',
        position: 1,
        read_restricted: false,
        subcategory_list: [{ id: 62, name: 'Huts', position: 5, read_restricted: false }],
      },
    ],
  },
}
const files = {
  'categories.json': nested,
  'c/63/show.json': { category: { id: 63, name: 'Stoves', parent_category_id: 62, read_restricted: false } },
  ...Object.fromEntries(
    [60, 62, 63, 64, null].map((category_id, i) => [`${i}.json`, aTopicFile(601 + i, [aPost(6010001 + i * 10_000)], { category_id })]),
  ),
}

test('categories keep their names, what they are about, their order and their parents', async () => {
  await runImport({ kind: 'discourse', path: anExport(files), source: 'names' })
  const topics = await db().topic.findMany({
    where: { slug: { in: ['rivers-and-lakes', 'huts', 'stoves'] } },
    include: { parent: true },
    orderBy: { slug: 'asc' },
  })
  expect(topics.map(({ name, description, position, parent }) => [name, description, position, parent?.name])).toEqual([
    ['Huts', '', 5, 'Mountains'],
    ['Rivers and lakes', 'All waters & more.', 2, undefined],
    // Topics have two levels, so deeper categories become subtopics of the first.
    ['Stoves', '', 0, 'Mountains'],
  ])
  expect(topics[0]?.parent).toMatchObject({ description: 'What is high.', position: 1 })
})

test('a category of which the export has an id alone has a name for display, and says that it is made up', async () => {
  const topics: SourceTopic[] = []
  for await (const record of readDiscourse(anExport(files), () => undefined)) {
    if (record.kind === 'thread') topics.push((record as SourceThread).topic)
  }
  expect(topics.slice(-2)).toEqual([
    { externalId: '64', name: 'Category 64', unnamed: true },
    { externalId: '0', name: 'Uncategorised', unnamed: true },
  ])
  expect(topics.slice(0, 3).some(({ unnamed }) => unnamed)).toBe(false)
})

test('a category that can’t be read is a problem with its file, and the others and their topics arrive', async () => {
  const site = {
    categories: [
      { id: 'x', name: 'Broken' },
      { id: 7, name: 'Whole', read_restricted: false },
    ],
  }
  const records = []
  for await (const record of readDiscourse(anExport({ 'site.json': site, '1.json': aTopicFile(691, [aPost(6910001)]) }), () => undefined))
    records.push(record)
  expect(records.filter(({ kind }) => kind === 'problem')).toMatchObject([
    { file: 'site.json', position: 'categories', message: expect.stringMatching(/^id: /) },
  ])
  expect(records.filter(({ kind }) => kind === 'thread')).toMatchObject([{ topic: { name: 'Whole' } }])
})

test('that categories may be restricted at the source is said where a topic of them arrives', async () => {
  const notesOf = async (...topics: object[]) => {
    const notes: SourceNote[] = []
    const exported = anExport(Object.fromEntries(topics.map((topic, i) => [`${i}.json`, topic])))
    for await (const record of readDiscourse(exported, () => undefined)) if (record.kind === 'note') notes.push(record)
    return notes.map(({ message }) => message)
  }
  const gone = aTopicFile(692, [aPost(6920001)], { category_id: 9, deleted_at: '2024-05-01T00:00:00Z' })
  const without = aTopicFile(693, [aPost(6930001)], { category_id: null })
  expect(await notesOf(gone, without)).toEqual([])
  expect(await notesOf(gone, without, aTopicFile(694, [aPost(6940001)], { category_id: 9 }))).toEqual([
    expect.stringMatching(/^The export has no site\.json/),
  ])
})

test('a topic whose first post is not in the export is a problem that counts its other posts', async () => {
  const problemsOf = async (...posts: object[]) => {
    const problems: SourceProblem[] = []
    for await (const record of readDiscourse(anExport({ '1.json': aTopicFile(695, posts) }), () => undefined))
      if (record.kind === 'problem') problems.push(record)
    return problems.map(({ message }) => message)
  }
  const other = (number: number) => aPost(6950000 + number)
  expect(await problemsOf(other(2))).toEqual(['the first post of topic 695 is not in the export, so its other post was left out'])
  expect(await problemsOf(other(2), other(3))).toEqual([
    'the first post of topic 695 is not in the export, so its 2 other posts were left out',
  ])
})
