import { expect, test } from 'vitest'
import { anArchive, anExport, aPost, aTopicFile, xmlOf } from '../../../test/exports'
import { anEditor, countWords } from '../../../test/factories'
import { readThread } from '../../community/threads/read-thread'
import { readHidden } from '../../curation/desk/read-hidden'
import { restoreReply, restoreThread } from '../../curation/moderation/hide'
import { type Viewer, visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { runImport } from './run'

const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
const idOf = async (source: string, kind: string, externalId: string) =>
  (await db().importedRecord.findFirst({ where: { source: { name: source }, kind, externalId } }))?.localId ?? null
async function findsFor(viewer: Viewer, text: string): Promise<number> {
  await countWords()
  return (await search(searchEngine(), viewer, { text })).total
}

const hidden = { cooked: '<p>A gibbonish secret.</p>' }
/** Topics 101 to 107, plus `later` times 100. */
const forum = (later = 0) => ({
  'pm.json': aTopicFile(later + 101, [aPost(later * 10_000 + 1010001, hidden)], { archetype: 'private_message', category_id: null }),
  'invited.json': aTopicFile(later + 102, [aPost(later * 10_000 + 1020001, hidden)], {
    archetype: undefined,
    details: { allowed_users: [{ id: 1 }] },
  }),
  'deleted.json': aTopicFile(later + 103, [aPost(later * 10_000 + 1030001, hidden)], { deleted_at: '2024-05-01T00:00:00Z' }),
  'unlisted.json': aTopicFile(later + 104, [aPost(later * 10_000 + 1040001, hidden)], { visible: false }),
  'flagged.json': aTopicFile(later + 105, [
    aPost(later * 10_000 + 1050001, { ...hidden, hidden: true }),
    aPost(later * 10_000 + 1050002, hidden),
  ]),
  'open.json': aTopicFile(later + 106, [
    aPost(later * 10_000 + 1060001),
    aPost(later * 10_000 + 1060002, { ...hidden, user_deleted: true }),
    aPost(later * 10_000 + 1060003, { ...hidden, hidden: true, accepted_answer: true }),
    aPost(later * 10_000 + 1060004, { ...hidden, deleted_at: '2024-05-01T00:00:00Z' }),
    aPost(later * 10_000 + 1060005, { ...hidden, post_type: 4 }),
    aPost(later * 10_000 + 1060006, { cooked: '<p>Closed.</p>', post_type: 3, action_code: 'closed.enabled' }),
    aPost(later * 10_000 + 1060007, { reply_to_post_number: 3 }),
  ]),
  // For a private message that was saved post by post, only the missing category shows that it is private.
  'post.json': aPost(later * 10_000 + 1070001, { ...hidden, category_id: null }),
})

test('what the source does not show to everyone is left out, and the report says what and why', async () => {
  const options = { kind: 'discourse' as const, path: anExport(forum()), source: 'private' }
  const report = await runImport(options)
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 1 }, problems: [], hidden: { threads: 0, replies: 0 } })
  expect(report.withheld.map(({ subject, externalId, reason }) => [subject, externalId, reason])).toEqual([
    ['thread', '101', 'private message'],
    ['thread', '102', 'private message'],
    ['thread', '103', 'deleted'],
    ['thread', '104', 'unlisted'],
    ['thread', '105', 'opening post hidden after flags'],
    ['reply', '1060002', 'deleted by its author'],
    ['reply', '1060003', 'hidden after flags'],
    ['reply', '1060004', 'deleted'],
    ['reply', '1060005', 'whisper, for staff only'],
    ['thread', '107', 'it has no category, which only private messages lack'],
  ])
  expect((await runImport({ ...options, dryRun: true })).withheld).toEqual(report.withheld)
  const thread = await readThread(visitor, (await idOf('private', 'thread', '106')) as number)
  expect(thread).toMatchObject({ resolution: 'unanswered', replies: [{ answers: null }] })
  expect(await findsFor({ audience: 'editor', personId: null }, 'gibbonish')).toBe(0)
  expect(JSON.stringify([await db().thread.findMany(), await db().reply.findMany()])).not.toContain('gibbonish')
  expect(report.notes.join()).toContain('cannot know which categories are restricted')
})

test('with --include-hidden it comes in hidden, as if an editor had hidden it, and can be shown', async () => {
  const editor = await anEditor()
  const report = await runImport({ kind: 'discourse', path: anExport(forum(300)), source: 'with-hidden', includeHidden: true })
  expect(report).toMatchObject({
    threads: { added: 7 },
    replies: { added: 6 },
    withheld: [],
    problems: [{ position: 'topic 407', kept: true }],
    hidden: { threads: 6, replies: 4 },
  })
  expect(await drift()).toEqual([])
  expect(await findsFor(editor, 'gibbonish')).toBe(0)
  const threadId = (await idOf('with-hidden', 'thread', '406')) as number
  const pmId = (await idOf('with-hidden', 'thread', '401')) as number
  expect(await readThread(visitor, pmId)).toBeNull()
  expect(await readThread(visitor, threadId)).toMatchObject({ resolution: 'unanswered', replyCount: 1 })
  const { rows } = await readHidden(editor, null)
  expect(rows.map(({ who, reason }) => [who, reason])).toContainEqual(['The program', 'Not public at the source: private message'])
  await restoreThread(editor, pmId)
  await restoreReply(editor, (await idOf('with-hidden', 'reply', '4060003')) as number)
  expect(await findsFor(visitor, 'gibbonish')).toBe(2)
  expect(await readThread(visitor, threadId)).toMatchObject({ resolution: 'answered', replyCount: 2 })
  expect(await drift()).toEqual([])
})

const categories = {
  uncategorized_category_id: 1,
  categories: [
    { id: 7, name: 'Everyone', read_restricted: false },
    { id: 8, name: 'Staff room', read_restricted: true },
    { id: 9, name: 'Below the staff room', parent_category_id: 8, read_restricted: false },
  ],
}
const rooms = {
  't7.json': aTopicFile(207, [aPost(2070001)]),
  't8.json': aTopicFile(208, [aPost(2080001)], { category_id: 8 }),
  't9.json': aTopicFile(209, [aPost(2090001)], { category_id: 9 }),
  't5.json': aTopicFile(205, [aPost(2050001)], { category_id: 5 }),
  't1.json': aTopicFile(201, [aPost(2010001)], { category_id: 1 }),
  'site.json': categories,
}

test('threads of a category that not everyone may read are left out, also those of categories below it', async () => {
  // The file that shows it comes last in the archive.
  const report = await runImport({ kind: 'discourse', path: await anArchive(rooms), source: 'rooms' })
  expect(report).toMatchObject({ threads: { added: 2 }, notes: [] })
  expect(report.withheld.map(({ externalId, reason }) => [externalId, reason])).toEqual([
    ['205', 'its category 5 is not listed in site.json, so it may not be public'],
    ['208', 'not everyone may read its category “Staff room”'],
    ['209', 'not everyone may read its category “Staff room”'],
  ])
})

test('with --restricted they come into topics for those people, never into one that more people see', async () => {
  const taken = await db().topic.create({ data: { name: 'Staff room', slug: 'staff-room' } })
  const report = await runImport({ kind: 'discourse', path: anExport(rooms), source: 'rooms-members', restricted: 'members' })
  expect(report).toMatchObject({ threads: { added: 5 }, withheld: [] })
  const threadIds = [await idOf('rooms-members', 'thread', '208'), await idOf('rooms-members', 'thread', '209')] as [number, number]
  const threads = await db().thread.findMany({ where: { id: { in: threadIds } }, include: { topic: true } })
  expect(threads.map(({ topic }) => topic.visibility)).toEqual(['members', 'members'])
  expect(threads.some(({ topicId }) => topicId === taken.id)).toBe(false)
  for (const id of threadIds) expect(await readThread(visitor, id)).toBeNull()
  expect(await readThread({ audience: 'member', personId: null }, threadIds[0])).not.toBeNull()
  expect(await drift()).toEqual([])
})

test('categories.json and the page of one category tell it, too; where one is not told of, the report says so', async () => {
  const list = (id: number, more: object) => ({ category_list: { categories: [{ id, name: `No. ${id}`, ...more }] } })
  const files = {
    't7.json': aTopicFile(217, [aPost(2170001)]),
    't8.json': aTopicFile(218, [aPost(2180001)], { category_id: 8 }),
    't9.json': aTopicFile(219, [aPost(2190001)], { category_id: 9 }),
    'categories.json': list(8, { read_restricted: true }),
    'c/nine/show.json': { category: { id: 9, name: 'Nine', group_permissions: [{ permission_type: 1, group_name: 'staff' }] } },
  }
  const report = await runImport({ kind: 'discourse', path: anExport(files), source: 'rooms-listed' })
  expect(report.withheld.map(({ externalId }) => externalId)).toEqual(['218', '219'])
  expect(report.notes).toEqual([expect.stringMatching(/whether these categories are restricted at the source: 7\./)])
})

test('posts that a Stack Exchange site deleted are left out with their comments, or come in hidden', async () => {
  const asked = { PostTypeId: 1, CreationDate: '2024-01-01T00:00:00', Body: '<p>Asked</p>' }
  const gone = { DeletionDate: '2024-02-01T00:00:00' }
  const dump = anExport({
    'Comments.xml': xmlOf(
      { Id: 1, PostId: 12, Text: 'On a deleted answer', CreationDate: '2024-01-03T00:00:00' },
      { Id: 2, PostId: 10, Text: 'Deleted itself', CreationDate: '2024-01-03T00:00:00', ...gone },
      { Id: 3, PostId: 10, Text: 'Open', CreationDate: '2024-01-03T00:00:00' },
    ),
    'Posts.xml': xmlOf(
      { Id: 10, Title: 'Open question', AnswerCount: 1, CommentCount: 1, LockedDate: '2024-02-01T00:00:00', ...asked },
      { Id: 11, Title: 'Deleted question', ...asked, ...gone },
      { Id: 12, PostTypeId: 2, ParentId: 10, CreationDate: '2024-01-02T00:00:00', Body: '<p>Deleted answer</p>', ...gone },
      {
        Id: 13,
        PostTypeId: 2,
        ParentId: 10,
        CreationDate: '2024-01-02T00:00:00',
        Body: '<p>Wiki</p>',
        CommunityOwnedDate: '2024-01-02T00:00:00',
      },
    ),
  })
  const report = await runImport({ kind: 'stackexchange', path: dump, source: 'se-deleted' })
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 2 }, problems: [], incomplete: [] })
  expect(report.withheld.map(({ externalId, reason }) => [externalId, reason])).toEqual([
    ['post 12', 'deleted'],
    ['comment 1', 'comment on a deleted answer'],
    ['comment 2', 'deleted'],
    ['11', 'deleted'],
  ])
  const all = await runImport({ kind: 'stackexchange', path: dump, source: 'se-hidden', includeHidden: true })
  expect(all).toMatchObject({ threads: { added: 2 }, replies: { added: 5 }, withheld: [], hidden: { threads: 1, replies: 3 } })
  expect(await drift()).toEqual([])
})
