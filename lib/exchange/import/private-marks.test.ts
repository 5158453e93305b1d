import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile } from '../../../test/exports'
import { db } from '../../platform/db/client'
import { type ImportOptions, runImport } from './run'

const importing = (source: string, files: Record<string, unknown>, options: Partial<ImportOptions> = {}) =>
  runImport({ kind: 'discourse', path: anExport(files), source, ...options })
const reasons = ({ withheld }: Awaited<ReturnType<typeof runImport>>) => withheld.map(({ externalId, reason }) => [externalId, reason])
const later = { created_at: '2024-09-09T00:00:00Z', updated_at: '2024-09-09T00:00:00Z' }

test('a topic that became a private message is private, also where only a post that was saved later says so', async () => {
  const privately = { category_id: null, topic_archetype: 'private_message', topic_title: 'Now private', ...later }
  const report = await importing('converted', {
    't1.json': aTopicFile(701, [aPost(7010001)]),
    'p1.json': aPost(7010002, privately),
    't2.json': aTopicFile(702, [aPost(7020001)]),
    'p2.json': aPost(7020002, { category_id: null, topic_title: 'Without category', ...later }),
    // The last post of both: the topic was made private without a new post.
    't3.json': aTopicFile(703, [aPost(7030001)]),
    'p3.json': aPost(7030001, { topic_archetype: 'private_message' }),
    // Older than the topic's file: the topic was made public since.
    't4.json': aTopicFile(704, [aPost(7040001), aPost(7040002, later)]),
    'p4.json': aPost(7040001, { topic_archetype: 'private_message' }),
    't5.json': aTopicFile(705, [aPost(7050001)]),
    'p5.json': aPost(7050002, { category_id: 9, topic_title: 'In another category', ...later }),
  })
  expect(reasons(report)).toEqual([
    ['701', 'private message'],
    ['702', 'it has no category, which only private messages lack'],
    ['703', 'private message'],
  ])
  expect(report.threads.added).toBe(2)
})

test('marks of who may see something are read in every form that programs write, and none that nobody can read counts as public', async () => {
  const post = (id: number, more: object) => aPost(id, { cooked: '<p>Secretkiwi.</p>', ...more })
  const odd: [object, string][] = [
    [{ visible: 'false' }, 'unlisted'],
    [{ visible: 0 }, 'unlisted'],
    [{ deleted_at: 1_700_000_000 }, 'deleted'],
    [{ archetype: ' Private_Message ' }, 'private message'],
    [{ category_id: null, archetype: undefined }, 'it has no category, which only private messages lack'],
    [{ visible: 'perhaps' }, 'its field “visible” can’t be understood, so it may be private'],
    [{ archetype: { name: 'private' } }, 'its field “archetype” can’t be understood, so it may be private'],
    [{ category_id: 'staff' }, 'its field “category_id” can’t be understood, so it may be private'],
    [{ details: { allowed_users: { 1: 'me' } } }, 'its field “details” can’t be understood, so it may be private'],
  ]
  const oddPosts: [object, string][] = [
    [{ hidden: 1 }, 'hidden after flags'],
    [{ hidden: 'True' }, 'hidden after flags'],
    [{ deleted_at: 1_700_000_000 }, 'deleted'],
    [{ user_deleted: 'true' }, 'deleted by its author'],
    [{ hidden: ['yes'] }, 'its field “hidden” can’t be understood, so it may be private'],
    [{ deleted_at: {} }, 'its field “deleted_at” can’t be understood, so it may be private'],
  ]
  const open = [{ hidden: 0 }, { hidden: 'false' }, { deleted_at: '' }, { user_deleted: null }]
  const files = Object.fromEntries(odd.map(([more], i) => [`${i}.json`, aTopicFile(711 + i, [post((711 + i) * 10_000 + 1, {})], more)]))
  const replies = [...oddPosts.map(([more], i) => post(7300002 + i, more)), ...open.map((more, i) => aPost(7300102 + i, more))]
  const all = {
    ...files,
    'posts.json': aTopicFile(730, [aPost(7300001), ...replies], {
      visible: 'true',
      category_id: '7',
      details: { allowed_users: [], allowed_groups: [] },
    }),
  }
  const report = await importing('marks', all)
  expect(reasons(report)).toEqual([
    ...odd.map(([, reason], i) => [String(711 + i), reason]),
    ...oddPosts.map(([, reason], i) => [String(7300002 + i), reason]),
  ])
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: open.length }, problems: [] })
  expect(JSON.stringify([await db().thread.findMany(), await db().reply.findMany()])).not.toContain('Secretkiwi')
})

test('so are those of categories', async () => {
  const site = {
    categories: [
      { id: 41, name: 'One', read_restricted: 'true' },
      { id: 42, name: 'Two', read_restricted: 'perhaps' },
      { id: 43, name: 'Three', read_restricted: false, parent_category_id: '41' },
      { id: 44, name: 'Four', read_restricted: false, group_permissions: ['staff'] },
      { id: 45, name: 'Five', read_restricted: 'false' },
      { id: 46, name: 'Six', read_restricted: 0 },
    ],
  }
  const topics = site.categories.map(({ id }, i) => [
    `${id}.json`,
    aTopicFile(741 + i, [aPost((741 + i) * 10_000 + 1)], { category_id: id }),
  ])
  const report = await importing('rooms', { 'site.json': site, ...Object.fromEntries(topics) })
  expect(report.withheld.map(({ externalId }) => externalId)).toEqual(['741', '742', '743', '744'])
  expect(report).toMatchObject({ threads: { added: 2 }, notes: [], problems: [] })
})
