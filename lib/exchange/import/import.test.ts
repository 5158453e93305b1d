import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anEditor, aThread, countWords } from '../../../test/factories'
import { readStats } from '../../administration/read-stats'
import { readThread } from '../../community/threads/read-thread'
import { mergeThreads } from '../../curation/duplicates/merge-threads'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { runImport } from './run'

const folder = (files: Record<string, string>) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-import-'))
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(dir, name), text)
  return dir
}

const post = (id: number, number: number, more: object = {}) => ({
  id,
  post_number: number,
  post_type: 1,
  topic_id: 7,
  username: `user${number}`,
  name: '',
  user_id: number,
  created_at: `2026-01-0${number}T10:00:00Z`,
  cooked: `<p>Text <b>${number}</b></p>`,
  actions_summary: [{ id: 2, count: number }],
  ...more,
})
const topic = (posts: object[], more: object = {}) =>
  JSON.stringify({
    id: 7,
    title: 'A topic',
    category_id: 3,
    created_at: '2026-01-01T10:00:00Z',
    views: 99,
    tags: ['one'],
    post_stream: { posts },
    ...more,
  })

test('a Discourse topic arrives whole: authors, dates, likes, acceptance, pointers, old addresses', async () => {
  const dir = folder({
    '7.json': topic([
      post(1, 1),
      post(2, 2, { reply_to_post_number: 1 }),
      post(3, 3, { accepted_answer: true, reply_to_post_number: 2 }),
      post(4, 4, { post_type: 3, action_code: 'closed.enabled' }),
    ]),
  })
  const report = await runImport({ kind: 'discourse', path: dir, source: 'd1' })
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 2 }, problems: [] })
  const { localId } = await db().importedRecord.findFirstOrThrow({ where: { kind: 'thread', externalId: '7' } })
  expect(await readThread(visitor, localId)).toMatchObject({
    title: 'A topic',
    body: 'Text **1**',
    tags: ['one'],
    viewCount: 99,
    boostCount: 1,
    resolution: 'answered',
    createdAt: new Date('2026-01-01T10:00:00Z'),
    replies: [
      { number: 1, answers: 0, boostCount: 2 },
      { number: 2, answers: 1, boostCount: 3, acceptedAt: expect.any(Date) },
    ],
  })
  expect((await db().oldAddress.findMany({ orderBy: { address: 'asc' } })).map((row) => row.address)).toEqual(['/t/7', '/t/7/2', '/t/7/3'])
  const { rows } = await pool().query('select place, plain from post_text where group_id = $1 order by place', [localId])
  expect(rows).toEqual([1, 2, 3].map((n) => ({ place: n - 1, plain: `Text ${n}` })))
  expect(await db().formatRun.findFirst(), 'the worker makes the HTML').toMatchObject({ wanted: true })
})

test('people of a source that does not say so are there since their first post', async () => {
  const dir = folder({ '7.json': topic([post(1, 1), post(2, 2, { user_id: 77, username: 'latecomer' })]) })
  await runImport({ kind: 'discourse', path: dir, source: 'd-dates' })
  const person = await db().person.findFirstOrThrow({ where: { name: 'latecomer' } })
  expect(person.createdAt).toEqual(new Date('2026-01-02T10:00:00Z'))
})

test('a second run changes nothing; a newer export adds what is new and leaves what was edited here', async () => {
  const before = await readStats()
  const posts = [post(1, 1), post(2, 2, { reply_to_post_number: 1 }), post(3, 3, { accepted_answer: true, reply_to_post_number: 2 })]
  expect(await runImport({ kind: 'discourse', path: folder({ '7.json': topic(posts) }), source: 'd1' })).toMatchObject({
    threads: { added: 0, updated: 0, unchanged: 1 },
    replies: { unchanged: 2 },
  })
  expect(await readStats()).toEqual(before)
  const { localId } = await db().importedRecord.findFirstOrThrow({ where: { kind: 'thread', externalId: '7' } })
  await db().reply.updateMany({ where: { threadId: localId, number: 1 }, data: { body: 'Edited here', revisionNumber: 2 } })
  const newer = topic([
    post(1, 1, { cooked: '<p>New opening</p>' }),
    post(2, 2, { cooked: '<p>Their edit</p>', reply_to_post_number: 1 }),
    posts[2] as object,
    post(5, 5),
  ])
  expect(await runImport({ kind: 'discourse', path: folder({ '7.json': newer }), source: 'd1' })).toMatchObject({
    threads: { updated: 1 },
    replies: { added: 1, updated: 0, unchanged: 2 },
    kept: [{ subject: 'reply', message: 'it was edited here and keeps its text' }],
  })
  const thread = await readThread(visitor, localId)
  expect(thread?.body).toBe('New opening')
  expect(thread?.replies.map((reply) => reply.html)).toEqual([
    '<p>Edited here</p>',
    '<p>Text <strong>3</strong></p>',
    '<p>Text <strong>5</strong></p>',
  ])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('a newer export of a thread that was merged here brings its replies to where it went', async () => {
  const posts = [post(1, 1), post(2, 2), post(3, 3, { reply_to_post_number: 2 })]
  await runImport({ kind: 'discourse', path: folder({ '7.json': topic(posts) }), source: 'd-merged' })
  const source = await db().importSource.findFirstOrThrow({ where: { name: 'd-merged' } })
  const { localId } = await db().importedRecord.findFirstOrThrow({ where: { sourceId: source.id, kind: 'thread' } })
  const into = await aThread({ title: 'Where it went' })
  await mergeThreads(await anEditor(), [localId], into.id)
  const newer = topic([
    post(1, 1, { cooked: '<p>New opening</p>' }),
    post(2, 2, { cooked: '<p>Their wombat edit</p>' }),
    post(3, 3, { accepted_answer: true, reply_to_post_number: 2 }),
    post(4, 4, { cooked: '<p>A bandicoot reply</p>', reply_to_post_number: 2 }),
  ])
  expect(await runImport({ kind: 'discourse', path: folder({ '7.json': newer }), source: 'd-merged' })).toMatchObject({
    replies: { added: 1, updated: 2 },
    problems: [],
  })
  const thread = await readThread(visitor, into.id)
  expect(thread).toMatchObject({ resolution: 'answered', replyCount: 4 })
  expect(thread?.replies.map(({ html, answers }) => [html, answers]).slice(1)).toEqual([
    ['<p>Their wombat edit</p>', null],
    ['<p>Text <strong>3</strong></p>', 2],
    ['<p>A bandicoot reply</p>', 2],
  ])
  await countWords()
  for (const word of ['wombat', 'bandicoot'])
    expect((await search(searchEngine(), visitor, { text: word })).hits.map(({ id }) => id)).toEqual([into.id])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('loose posts are gathered by topic', async () => {
  const dir = folder({
    'b.json': JSON.stringify(post(12, 2, { topic_id: 8 })),
    'a.json': JSON.stringify(post(11, 1, { topic_id: 8, topic_slug: 'a-slug-title', cooked: '', raw: 'Raw *text*' })),
  })
  expect(await runImport({ kind: 'discourse', path: dir, source: 'd2' })).toMatchObject({ threads: { added: 1 }, replies: { added: 1 } })
  expect(await db().thread.findFirst({ where: { title: 'A slug title' } })).toMatchObject({ body: 'Raw *text*' })
})

test('a broken record is reported with its place, and the rest arrives', async () => {
  const dir = folder({ 'bad.json': '{"id":', 'half.json': topic([post(21, 1, { topic_id: 9 }), { id: 'x' }], { id: 9 }), 'odd.json': '[]' })
  const report = await runImport({ kind: 'discourse', path: dir, source: 'd3' })
  expect(report.threads.added).toBe(1)
  expect(report.problems.map(({ file, position }) => [file, position])).toEqual([
    ['bad.json', 'whole file'],
    ['half.json', 'post_stream.posts[1]'],
    ['odd.json', 'whole file'],
  ])
})

test('an archive form that can’t be read says to unpack it, and a missing path is named', async () => {
  const dir = folder({ 'forum.7z': 'x', 'broken.tar.gz': 'not gzip' })
  await expect(runImport({ kind: 'discourse', path: path.join(dir, 'forum.7z') })).rejects.toThrow('Unpack it and give the folder')
  await expect(runImport({ kind: 'discourse', path: path.join(dir, 'broken.tar.gz') })).rejects.toThrow('can’t be read as an archive')
  await expect(runImport({ kind: 'discourse', path: '/no/such/place' })).rejects.toThrow('There is nothing at /no/such/place')
})

test('a dry run counts and writes nothing', async () => {
  const before = await readStats()
  expect(
    await runImport({ kind: 'discourse', path: folder({ '1.json': topic([post(31, 1)], { id: 31 }) }), source: 'dry', dryRun: true }),
  ).toMatchObject({ threads: { added: 1 } })
  expect(await readStats()).toEqual(before)
})

test('a Stack Exchange dump: answers and comments become replies, votes a base number, links thread links', async () => {
  const row = (attributes: Record<string, string | number>) =>
    `<row ${Object.entries(attributes)
      .map(([k, v]) => `${k}="${String(v).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')}"`)
      .join(' ')} />`
  const xml = (...rows: string[]) => `<?xml version="1.0"?><rows>${rows.join('\n')}</rows>`
  const dir = folder({
    'Posts.xml': xml(
      row({
        Id: 1,
        PostTypeId: 1,
        AcceptedAnswerId: 2,
        CreationDate: '2026-01-01T00:00:00',
        Title: 'How & why',
        Body: '<p>Q</p>',
        Tags: '<c++><net-work>',
        OwnerUserId: 5,
        ViewCount: 40,
      }),
      row({ Id: 2, PostTypeId: 2, ParentId: 1, CreationDate: '2026-01-02T00:00:00', Body: '<p>A</p>', OwnerDisplayName: 'gone' }),
      row({ Id: 3, PostTypeId: 1, CreationDate: '2026-01-03T00:00:00', Title: 'Another', Body: '<p>Q2</p>' }),
      row({ Id: 4, PostTypeId: 4, Body: '<p>About C++</p>', CreationDate: '2026-01-03T00:00:00' }),
      row({ Id: 9, PostTypeId: 2, ParentId: 77, CreationDate: '2026-01-02T00:00:00', Body: 'lost' }),
    ),
    'Users.xml': xml(row({ Id: 5, DisplayName: 'Ada Q', CreationDate: '2020-01-01T00:00:00' })),
    'Comments.xml': xml(
      row({ Id: 100, PostId: 2, Text: 'Indeed', CreationDate: '2026-01-02T01:00:00', UserId: 5, Score: 2 }),
      row({ Id: 101, PostId: 1, Text: 'Why?', CreationDate: '2026-01-01T01:00:00' }),
    ),
    'Votes.xml': xml(
      ...[1, 2, 3].map((id) => row({ Id: id, PostId: id < 3 ? 1 : 2, VoteTypeId: 2 })),
      row({ Id: 4, PostId: 1, VoteTypeId: 3 }),
    ),
    'PostLinks.xml': xml(row({ Id: 1, PostId: 3, RelatedPostId: 2, LinkTypeId: 3 })),
    'Tags.xml': xml(row({ Id: 1, TagName: 'c++', ExcerptPostId: 4 })),
  })
  const report = await runImport({ kind: 'stackexchange', path: dir, source: 'se' })
  expect(report).toMatchObject({ threads: { added: 2 }, replies: { added: 3 }, links: 1 })
  expect(report.problems).toMatchObject([{ file: 'Posts.xml', position: 'Id 9' }])
  const thread = await db().thread.findFirstOrThrow({
    where: { title: 'How & why' },
    include: { replies: { orderBy: { number: 'asc' } }, linksTo: true },
  })
  expect(thread).toMatchObject({ boostBase: 2, viewBase: 40, resolution: 'answered', linksTo: [{ kind: 'duplicate' }] })
  expect(
    thread.replies.map(({ body, answersOpening, answersReplyId, boostBase }) => [body, answersOpening, answersReplyId !== null, boostBase]),
  ).toEqual([
    ['Why?', true, false, 0],
    ['A', false, false, 1],
    ['Indeed', false, true, 2],
  ])
  expect(await db().tag.findUnique({ where: { name: 'c++' } })).toMatchObject({ description: 'About C++' })
  expect(await runImport({ kind: 'stackexchange', path: dir, source: 'se' })).toMatchObject({ threads: { unchanged: 2 }, links: 0 })
})

test('a pasted listing: both shapes, each entry once, an explainer as an answer with its history', async () => {
  const file = path.join(
    folder({
      'page.txt': [
        'Gardening',
        '',
        'RSS for tag',
        '',
        'Everything about beds, seeds and patience in a climate that has little of it.',
        '',
        'Gardening Documentation',
        '',
        'Post',
        '',
        'Replies',
        '',
        'Boosts',
        '',
        'Views',
        '',
        'Activity',
        '',
        'Slugs at night',
        'They come out at ten.',
        '3',
        '1',
        '1.4k',
        'May ’25',
        'All about compost',
        'Brown and green. Revision History 2025-07-02 Mentions worms. 2022-12-01 First posted.',
        '0',
        '0',
        '4.6k',
        'Jul ’25',
        'Slugs at night',
        'They come out at ten.',
        'Replies',
        '3',
        'Boosts',
        '1',
        'Views',
        '1.4k',
        'Activity',
        'May ’25',
        'A new one',
        'Body.',
        'Replies',
        '2',
        'Boosts',
        '0',
        'Views',
        '94',
        'Activity',
        'Apr ’25',
      ].join('\n'),
    }),
    'page.txt',
  )
  const report = await runImport({ kind: 'listing', path: file, source: 'list' })
  expect(report).toMatchObject({ threads: { added: 2 }, answers: { added: 1 }, problems: [] })
  expect(await db().thread.findFirst({ where: { title: 'Slugs at night' } })).toMatchObject({
    replyCount: 3,
    replyBase: 3,
    boostBase: 1,
    viewBase: 1400,
    authorId: null,
    activityAt: new Date('2025-05-01T00:00:00Z'),
  })
  const answer = await db().answer.findFirstOrThrow({
    where: { title: 'All about compost' },
    include: { sections: true, revisions: { orderBy: { createdAt: 'asc' } } },
  })
  expect(answer).toMatchObject({ body: 'Brown and green.', viewBase: 4600, status: 'published', wordCount: 3 })
  expect(answer.sections).toMatchObject([{ number: 0, source: 'Brown and green.' }])
  expect(answer.revisions.map(({ number, body, note }) => [number, body, note])).toEqual([
    [null, null, 'First posted.'],
    [1, 'Brown and green.', 'Mentions worms.'],
  ])
  expect(await runImport({ kind: 'listing', path: file, source: 'list' })).toMatchObject({
    threads: { added: 0, unchanged: 2 },
    answers: { added: 0, unchanged: 1 },
  })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})
