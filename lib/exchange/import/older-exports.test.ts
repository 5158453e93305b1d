import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile, xmlOf } from '../../../test/exports'
import { readThread } from '../../community/threads/read-thread'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { runImport } from './run'

const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
const read = async (source: string) => {
  const { localId } = await db().importedRecord.findFirstOrThrow({ where: { source: { name: source }, kind: 'thread' } })
  return readThread(visitor, localId)
}
const shown = async (source: string) => (await read(source))?.replies.map(({ html }) => html.replace(/<[^>]+>/g, ''))
const importing = (source: string, files: Record<string, unknown>) => runImport({ kind: 'discourse', path: anExport(files), source })
const postsOf = (topic: number, count: number) => Array.from({ length: count }, (_, i) => aPost(topic * 10_000 + i + 1))
const corrected = { updated_at: '2024-06-01T00:00:00Z', cooked: '<p>Corrected words.</p>' }

test('an older export after a newer one hides no reply and brings no old text, title or state back', async () => {
  const all = postsOf(801, 5)
  const newer = [{ ...all[0], ...corrected }, { ...all[1], ...corrected }, ...all.slice(2)]
  await importing('older', { 't.json': aTopicFile(801, newer, { posts_count: 5, views: 40, closed: true, title: 'The newer name' }) })
  const report = await importing('older', {
    't.json': aTopicFile(801, all.slice(0, 3), { posts_count: 3, views: 12, title: 'The older name' }),
  })
  expect(report).toMatchObject({
    nowHidden: [],
    threads: { updated: 0, unchanged: 1 },
    kept: [{ externalId: '801', message: expect.stringContaining('older form') }],
  })
  expect(await read('older')).toMatchObject({ title: 'The newer name', body: 'Corrected words.', state: 'closed' })
  expect((await shown('older'))?.[0]).toBe('Corrected words.')
  expect(await shown('older')).toHaveLength(4)
  expect(await drift()).toEqual([])
})

test('an older copy of a post in a later export does not replace the newer text', async () => {
  const posts = postsOf(802, 3)
  const file = (more: object) => aTopicFile(802, posts, { last_posted_at: '2024-07-01T00:00:00Z', ...more })
  await importing('copies', {
    't.json': file({ views: 3 }),
    'a.json': { ...posts[0], ...corrected },
    'b.json': { ...posts[1], ...corrected },
  })
  for (const views of [9, 10]) {
    await importing('copies', { 't.json': file({ views }) })
    expect(await read('copies')).toMatchObject({ body: 'Corrected words.' })
    expect(await shown('copies')).toEqual(['Corrected words.', 'Words of post 8020003.'])
  }
})

test('a reply that the source has removed is hidden, also the last one, where the topic was seen since', async () => {
  const posts = postsOf(803, 4)
  await importing('removed', { 't.json': aTopicFile(803, posts, { posts_count: 4, views: 5 }) })
  const report = await importing('removed', { 't.json': aTopicFile(803, posts.slice(0, 3), { posts_count: 3, views: 8 }) })
  expect(report).toMatchObject({ nowHidden: [{ externalId: '8030004' }], kept: [], incomplete: [] })
  expect(await shown('removed')).toHaveLength(2)
})

test('a list of fewer posts than the topic counts is incomplete, and hides nothing', async () => {
  const posts = postsOf(804, 5)
  await importing('summary', { 't.json': aTopicFile(804, posts, { posts_count: 5, views: 5 }) })
  const summary = aTopicFile(804, [posts[0], posts[1], posts[4]] as object[], { posts_count: 5, views: 9 })
  const report = await importing('summary', { 't.json': summary })
  expect(report.nowHidden).toEqual([])
  expect(report.incomplete).toMatchObject([{ externalId: '804', posts: 5, missing: 2, ids: [] }])
  expect(await shown('summary')).toHaveLength(4)
  // With the other files nothing is missing, although none of them says so.
  const whole = await importing('summary', { 't.json': summary, 'a.json': posts[2], 'b.json': posts[3] })
  expect(whole).toMatchObject({ incomplete: [], nowHidden: [] })
})

test('deleted posts and lines of actions make no topic whole that a list alone counts', async () => {
  const posts = postsOf(805, 5)
  await importing('listed-whole', { 't.json': aTopicFile(805, posts, { posts_count: 5, views: 5 }) })
  const list = (count: number) => ({
    topic_list: {
      topics: [{ id: 805, title: 'About case 805', category_id: 7, posts_count: count, views: 9, bumped_at: '2025-01-01T00:00:00Z' }],
    },
  })
  const deleted = { ...posts[2], deleted_at: '2024-09-01T00:00:00Z' }
  const action = aPost(8050009, { post_type: 3, action_code: 'closed.enabled' })
  const report = await importing('listed-whole', {
    'l.json': list(4),
    'a.json': posts[0],
    'b.json': posts[1],
    'c.json': deleted,
    'd.json': action,
  })
  expect(report).toMatchObject({ nowHidden: [{ externalId: '8050003' }], incomplete: [{ externalId: '805', posts: 4, missing: 1 }] })
  expect(await shown('listed-whole')).toHaveLength(3)
})

test('a dump that does not count answers or comments hides none that it lacks', async () => {
  const asked = { Id: 20, PostTypeId: 1, CreationDate: '2024-01-01T00:00:00', Body: '<p>Asked</p>', Title: 'Not counted' }
  const answered = { PostTypeId: 2, ParentId: 20, CreationDate: '2024-01-02T00:00:00', Body: '<p>Answered</p>' }
  const comment = { Id: 5, PostId: 21, Text: 'Indeed', CreationDate: '2024-01-03T00:00:00' }
  const dump = (counts: object, answerCounts: object, ...answers: number[]) => ({
    'Comments.xml': xmlOf({ ...comment, Id: 4, PostId: 20 }, ...(answers.length === 2 ? [comment] : [])),
    'Posts.xml': xmlOf({ ...asked, ...counts }, ...answers.map((Id) => ({ Id, ...answered, ...(Id === 21 && answerCounts) }))),
  })
  const run = (files: Record<string, unknown>) => runImport({ kind: 'stackexchange', path: anExport(files), source: 'se-uncounted' })
  await run(dump({}, {}, 21, 22))
  expect(await run(dump({ ViewCount: 2 }, {}, 21))).toMatchObject({ nowHidden: [], incomplete: [] })
  expect(await run(dump({ ViewCount: 3, AnswerCount: 1, CommentCount: 1 }, {}, 21))).toMatchObject({ nowHidden: [] })
  expect(await shown('se-uncounted')).toHaveLength(4)
  const counted = await run(dump({ ViewCount: 4, AnswerCount: 1, CommentCount: 1 }, { CommentCount: 0 }, 21))
  expect(counted.nowHidden.map(({ externalId }) => externalId).sort()).toEqual(['comment 5', 'post 22'])
})
