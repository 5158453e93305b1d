import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { anArchive, anExport, aPost, aTopicFile, xmlOf } from '../../../test/exports'
import { readThread } from '../../community/threads/read-thread'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { runImport } from './run'
import { Spool } from './spool'

const threadOf = async (source: string, externalId: string) => {
  const { localId } = await db().importedRecord.findFirstOrThrow({ where: { source: { name: source }, kind: 'thread', externalId } })
  return readThread(visitor, localId)
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('a post that the export has twice comes once, in its newest form, and its topic has the newest name', async () => {
  const old = { topic_title: 'Heron count', topic_slug: 'heron-count', category_id: 7 }
  const renamed = { topic_title: 'Heron count (solved)', topic_slug: 'heron-count-solved', category_id: 7 }
  const files = {
    'a-heron-count.json': aPost(3010001, { ...old, cooked: '<p>How many?</p>' }),
    'b-heron-count.json': aPost(3010002, old),
    'b-heron-count.sync-conflict-20240502.json': aPost(3010002, old),
    'a-heron-count-solved.json': aPost(3010001, { ...renamed, updated_at: '2024-04-09T00:00:00Z', cooked: '<p>How many? Nine.</p>' }),
    'c-heron-count-solved.json': aPost(3010003, { ...renamed, updated_at: '2024-04-09T01:00:00Z' }),
  }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'twice' })
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 2 }, problems: [] })
  expect(report.duplicates).toEqual([
    { file: 'a-heron-count.json', position: 'post 3010001', message: 'a-heron-count-solved.json has a newer copy of it' },
    { file: 'b-heron-count.sync-conflict-20240502.json', position: 'post 3010002', message: 'b-heron-count.json has the same post' },
  ])
  expect(await threadOf('twice', '301')).toMatchObject({
    title: 'Heron count (solved)',
    slug: 'heron-count-solved',
    body: 'How many? Nine.',
  })
})

test('a topic that the export has twice comes once, with what is newest of both', async () => {
  const posts = [aPost(3020001), aPost(3020002)]
  const later = { updated_at: '2024-04-09T00:00:00Z', cooked: '<p>Mended words.</p>' }
  const files = {
    'new.json': aTopicFile(302, [posts[0] as object, aPost(3020002, later), aPost(3020003)], { title: 'New name' }),
    'old.json': aTopicFile(302, posts, { title: 'Old name', visible: false }),
  }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'topic-twice' })
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 2 }, problems: [], withheld: [], incomplete: [] })
  expect(report.duplicates).toMatchObject([{ file: 'old.json', position: 'topic 302' }])
  const thread = await threadOf('topic-twice', '302')
  expect(thread).toMatchObject({ title: 'New name' })
  expect(thread?.replies.map(({ html }) => html)).toEqual(['<p>Mended words.</p>', '<p>Words of post 3020003.</p>'])
})

test('a post that was moved comes in the topic where it is now', async () => {
  const files = {
    'from.json': aTopicFile(303, [aPost(3030001), aPost(3040002, { topic_id: 303 })]),
    'to.json': aTopicFile(304, [aPost(3040001), aPost(3040002, { updated_at: '2024-04-09T00:00:00Z' })]),
  }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'moved' })
  expect(report).toMatchObject({ threads: { added: 2 }, replies: { added: 1 }, problems: [], incomplete: [] })
  expect(report.duplicates).toMatchObject([{ file: 'from.json', position: 'post 3040002', message: expect.stringContaining('to.json') }])
  expect((await threadOf('moved', '304'))?.replies).toHaveLength(1)
})

test('a topic of 25 posts is put together from the first 20 and the others, whatever comes first', async () => {
  const ids = range(3050001, 3050025)
  const head = aTopicFile(
    305,
    ids.slice(0, 20).map((id) => aPost(id)),
    { posts_count: 25 },
  )
  const whole = { ...head, post_stream: { ...head.post_stream, stream: ids } }
  const more = { id: 305, post_stream: { posts: [aPost(3050021, { topic_id: undefined }), aPost(3050022)] } }
  const files = {
    'posts/3050024.json': aPost(3050024),
    'posts/3050023.json': aPost(3050023),
    't/305/posts.json': more,
    't/305.json': whole,
  }
  const part = await runImport({ kind: 'discourse', path: await anArchive(files), source: 'long' })
  expect(part).toMatchObject({ threads: { added: 1 }, replies: { added: 23 }, problems: [], duplicates: [] })
  expect(part.incomplete).toEqual([
    { externalId: '305', title: 'About case 305', file: 't/305.json', posts: 25, missing: 1, ids: ['3050025'] },
  ])
  const all = await runImport({
    kind: 'discourse',
    path: await anArchive({ ...files, 'posts/3050025.json': aPost(3050025) }),
    source: 'long',
  })
  expect(all).toMatchObject({ replies: { added: 1 }, incomplete: [] })
  expect((await threadOf('long', '305'))?.replies.at(-1)?.html).toBe('<p>Words of post 3050025.</p>')
})

test('a list of topics tells of those that were saved post by post, and of no other', async () => {
  const head = (id: number, more: object = {}) => ({
    id,
    title: `Listed ${id}`,
    category_id: 7,
    bumped_at: '2025-01-01T00:00:00Z',
    posts_count: 2,
    ...more,
  })
  const files = {
    'latest.json': { topic_list: { topics: [head(310), head(311, { archetype: 'private_message' }), head(312), head(313)] } },
    ...Object.fromEntries([3100001, 3110001, 3120001].map((id) => [`${id}.json`, aPost(id)])),
    't312.json': aTopicFile(312, [aPost(3120001)]),
  }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'listed' })
  expect(report).toMatchObject({
    threads: { added: 2 },
    withheld: [{ externalId: '311' }],
    incomplete: [{ externalId: '310', missing: 1 }],
  })
  expect(await threadOf('listed', '310')).toMatchObject({ title: 'Listed 310' })
  expect(await threadOf('listed', '312')).toMatchObject({ title: 'About case 312' })
})

test('a topic without a list of its posts is held against their number', async () => {
  const topic = aTopicFile(306, [aPost(3060001), aPost(3060002)], { posts_count: 6 })
  const files = { 't.json': { ...topic, post_stream: { posts: topic.post_stream.posts } } }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'counted' })
  expect(report.incomplete).toMatchObject([{ externalId: '306', posts: 6, missing: 4, ids: [] }])
})

test('a post that is in its topic and by itself has the words of the one and the facts of the other', async () => {
  const files = {
    '1.json': aPost(3070001, { cooked: '', raw: 'As *written*' }),
    '2.json': aPost(3070002, { raw: '' }),
    't.json': aTopicFile(307, [aPost(3070001, { cooked: '', actions_summary: [{ id: 2, count: 4 }] })]),
  }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'both' })
  expect(report).toMatchObject({ duplicates: [], problems: [] })
  expect(await threadOf('both', '307')).toMatchObject({
    body: 'As *written*',
    boostCount: 4,
    // An empty source text is none.
    replies: [{ html: '<p>Words of post 3070002.</p>' }],
  })
})

test('topics in one list, and a topic whose name a later post knows better', async () => {
  const list = [aTopicFile(308, [aPost(3080001)]), aTopicFile(309, [aPost(3090001)], { title: 'Before', category_id: 7 })]
  const later = aPost(3090002, { topic_title: 'Afterwards', topic_slug: 'afterwards', category_id: 9, updated_at: '2024-05-01T00:00:00Z' })
  const report = await runImport({ kind: 'discourse', path: anExport({ 'all.json': list, 'z.json': later }), source: 'list' })
  expect(report).toMatchObject({ threads: { added: 2 }, replies: { added: 1 }, problems: [] })
  expect(await threadOf('list', '309')).toMatchObject({ title: 'Afterwards', topic: { name: 'Category 9' } })
})

test('a Stack Exchange question is held against the answers and comments it counts, and a row that is there twice comes once', async () => {
  const asked = { PostTypeId: 1, CreationDate: '2024-01-01T00:00:00', Body: '<p>Asked</p>' }
  const answered = { PostTypeId: 2, ParentId: 20, CreationDate: '2024-01-02T00:00:00' }
  const dump = anExport({
    'Votes.xml': xmlOf({ Id: 1, PostId: 21, VoteTypeId: 2 }),
    'Comments.xml': xmlOf(...['Indeed', 'Once more'].map((Text) => ({ Id: 5, PostId: 21, Text, CreationDate: '2024-01-03T00:00:00' }))),
    'Posts.xml': xmlOf(
      { Id: 21, Body: '<p>Old</p>', LastEditDate: '2024-01-02T00:00:00', ...answered },
      { Id: 20, Title: 'Counted', AnswerCount: 3, CommentCount: 1, ...asked },
      { Id: 21, Body: '<p>Edited</p>', LastEditDate: '2024-01-05T00:00:00', CommentCount: 1, ...answered },
    ),
  })
  const report = await runImport({ kind: 'stackexchange', path: dump, source: 'se-counted' })
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 2 }, problems: [] })
  expect(report.duplicates).toMatchObject([
    { file: 'Posts.xml', position: 'Id 21', message: expect.stringContaining('the newest copy') },
    { file: 'Comments.xml', position: 'Id 5', message: expect.stringContaining('the first copy was used') },
  ])
  expect(report.incomplete).toMatchObject([{ externalId: '20', missing: 3 }])
  expect((await threadOf('se-counted', '20'))?.replies).toMatchObject([{ html: '<p>Edited</p>', boostCount: 1 }, { html: '<p>Indeed</p>' }])
})

test('two dumps in one folder are refused: their numbers would be taken for one another’s', async () => {
  const posts = xmlOf({ Id: 1, PostTypeId: 1, CreationDate: '2024-01-01T00:00:00', Title: 'One', Body: '<p>x</p>' })
  const dir = anExport({ 'a/Posts.xml': posts, 'b/Posts.xml': posts })
  await expect(runImport({ kind: 'stackexchange', path: dir, source: 'two' })).rejects.toThrow('Import each folder by itself')
})

test('what waits on disk until an export is read is nobody else’s, comes back by bucket, and is gone afterwards', async () => {
  const mine = anExport({})
  vi.stubEnv('TMPDIR', mine)
  const spool = await Spool.open<number>()
  const [folder = ''] = fs.readdirSync(mine)
  expect(fs.statSync(path.join(mine, folder)).mode & 0o077).toBe(0)
  for (const value of [12, 3, 11, 4]) await spool.add(Math.floor(value / 10), value)
  const read: number[][] = []
  for await (const values of spool.read()) read.push(values)
  expect(read).toEqual([
    [3, 4],
    [12, 11],
  ])
  await spool.close()
  expect(fs.readdirSync(mine)).toEqual([])
  // Also where an import ends with an error.
  await expect(runImport({ kind: 'discourse', path: mine, source: 'nothing' })).rejects.toThrow('There is nothing in')
  expect(fs.readdirSync(mine)).toEqual([])
  vi.stubEnv('TMPDIR', path.join(mine, 'missing'))
  await expect(runImport({ kind: 'discourse', path: mine, source: 'nothing' })).rejects.toThrow('set TMPDIR to another folder')
  vi.unstubAllEnvs()
})
