import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile, xmlOf } from '../../../test/exports'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { bodyLengthMax } from '../../shared/limits'
import { checkRecords } from './check/check-records'
import { importRecords } from './import-records'
import { type ImportOptions, runImport } from './run'
import type { SourceRecord, SourceThread } from './source'

/** Runs an import, after a dry run that must find the same problems. */
async function importing(options: ImportOptions) {
  const dry = await runImport({ ...options, dryRun: true })
  const report = await runImport(options)
  expect(dry, 'a dry run finds what the run finds').toMatchObject({
    threads: { added: report.threads.added },
    replies: { added: report.replies.added },
  })
  for (const list of ['problems', 'withheld', 'duplicates', 'incomplete', 'notes'] as const) expect(dry[list]).toEqual(report[list])
  return report
}
const titled = (title: string) => db().thread.findFirst({ where: { title }, include: { replies: { orderBy: { number: 'asc' } } } })
const written = (id: number, title: unknown, more: object = {}) => aTopicFile(id, [aPost(id * 10_000 + 1, more)], { title })

test('a bad title, text, number, name or date is reported with its place, and everything else arrives', async () => {
  const long = 'Quokka '.repeat(60)
  const files = {
    '01-good.json': aTopicFile(
      501,
      [aPost(5010001), aPost(5010002, { cooked: '' }), aPost(5010003, { cooked: '<p>\u200b \u2800</p>' }), aPost(5010004)],
      {
        title: 'A good one',
      },
    ),
    '02-blank.json': written(502, ' \t\u00a0\u200b'),
    '03-null.json': written(503, null),
    '04-long.json': written(504, long),
    '05-nul.json': written(505, 'Nul \u0000 and half \ud83d of an emoji', { cooked: '', raw: 'Nul \u0000 and half \udc00' }),
    '06-nothing.json': written(506, '', { cooked: '' }),
    '07-large.json': aTopicFile(507, [aPost(5070001, { cooked: '', raw: 'line of words\n\n'.repeat(20_000) })], {
      views: 9_000_000_000,
      title: 'A large one',
    }),
    '08-name.json': written(508, 'By a long name', { username: `x${'y'.repeat(90)}`, name: 'N '.repeat(90), user_id: 9_999 }),
    '09-control.json': written(509, 'By an odd name', { username: 'next\u0085line', name: '\u0007', user_id: 9_998 }),
    '10-broken.json': '{"id": 510, ',
    '11-number.json': '17',
  }
  const report = await importing({ kind: 'discourse', path: anExport(files), source: 'bad' })
  expect(report).toMatchObject({ threads: { added: 8 }, replies: { added: 1 } })
  expect(report.problems.map(({ file, position, message, kept = false }) => [file, position, kept, message.split('.')[0]])).toEqual([
    ['10-broken.json', 'whole file', false, expect.stringContaining('not valid JSON')],
    ['11-number.json', 'whole file', false, 'neither a topic nor a post'],
    ['01-good.json', 'post_stream.posts[1], post 5010002', false, 'The text is empty'],
    ['01-good.json', 'post_stream.posts[2], post 5010003', false, 'The text is empty'],
    ['02-blank.json', 'topic 502', true, 'The title is empty'],
    ['03-null.json', 'topic 503', true, 'The title is empty'],
    ['04-long.json', 'topic 504', true, 'The title has 419 characters; at most 300 fit'],
    ['06-nothing.json', 'topic 506', false, 'The title is empty'],
    ['07-large.json', 'topic 507', true, 'The text has 299998 characters; at most 200000 fit'],
    ['07-large.json', 'topic 507', true, expect.stringContaining('The number of views, 9000000000, is too large')],
    ['08-name.json', 'topic 508', true, expect.stringContaining('The name of the author has')],
  ])
  expect((await titled('A good one'))?.replies.map(({ body }) => body)).toEqual(['Words of post 5010004.'])
  for (const id of [502, 503]) expect(await titled(`Words of post ${id}0001.`)).not.toBeNull()
  expect(await db().thread.findFirst({ where: { title: { startsWith: 'Quokka Quokka' } } })).toMatchObject({
    title: expect.stringMatching(/ …$/),
  })
  expect(await titled('Nul and half \ufffd of an emoji')).toMatchObject({ body: 'Nul and half \ufffd' })
  const large = await titled('A large one')
  expect(large?.body.length).toBeLessThan(bodyLengthMax)
  expect(large?.body.endsWith('line of words')).toBe(true)
  expect(await db().person.findFirst({ where: { name: { startsWith: 'next' } } })).toMatchObject({
    name: 'next-line',
    displayName: 'next line',
  })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('no date is made up: what has none takes the one beside it, and is left out where there is none', async () => {
  const none = { created_at: null }
  const files = {
    '1.json': aTopicFile(521, [aPost(5210001, none), aPost(5210002), aPost(5210003, { created_at: '2024-02-30T00:00:00Z' })], {
      title: 'Half dated',
      ...none,
    }),
    '2.json': aTopicFile(522, [aPost(5220001, { created_at: '0001-01-01T00:00:00' })], { title: 'Undated', created_at: 0 }),
    '3.json': aTopicFile(523, [aPost(5230001, none)], { title: 'Dated by its topic' }),
  }
  const report = await importing({ kind: 'discourse', path: anExport(files), source: 'dates' })
  expect(report).toMatchObject({ threads: { added: 2 }, replies: { added: 2 } })
  expect(report.problems.map(({ file, position, kept = false }) => [file, position, kept])).toEqual([
    ['1.json', 'topic 521', true],
    ['1.json', 'post_stream.posts[2], post 5210003', true],
    ['2.json', 'topic 522', false],
  ])
  const second = new Date('2024-04-01T10:02:00Z')
  const thread = await titled('Half dated')
  expect([thread?.createdAt, ...(thread?.replies ?? []).map(({ createdAt }) => createdAt)]).toEqual([second, second, second])
  expect((await titled('Dated by its topic'))?.createdAt).toEqual(new Date('2024-04-01T10:00:00Z'))
  expect(await db().thread.count({ where: { createdAt: { lt: new Date('1971-01-01') } } })).toBe(0)
})

test('posts of people who were deleted at the source stay, without author', async () => {
  const nobody = { username: null, name: null, user_id: null }
  const files = {
    '1.json': aTopicFile(531, [aPost(5310001, nobody), aPost(5310002), aPost(5310003, nobody)], { title: 'Asked by nobody' }),
    '2.json': aPost(5310004, { username: 'writer2', user_id: undefined }),
  }
  const report = await importing({ kind: 'discourse', path: anExport(files), source: 'nobody' })
  expect(report).toMatchObject({ threads: { added: 1 }, replies: { added: 3 }, problems: [] })
  const thread = await titled('Asked by nobody')
  const authors = thread?.replies.map(({ authorId }) => authorId)
  expect(thread?.authorId).toBeNull()
  expect(authors).toEqual([expect.any(Number), null, authors?.[0]])
})

test('a Stack Exchange row without title or date, and one that XML does not allow, harm no other', async () => {
  const asked = (Id: number, more: object = {}) => ({
    Id,
    PostTypeId: 1,
    CreationDate: '2024-01-01T00:00:00',
    Title: `Question ${Id}`,
    Body: `<p>Text ${Id}</p>`,
    ...more,
  })
  const dump = anExport({
    'Posts.xml': xmlOf(
      asked(31, { Title: '' }),
      asked(32, { CreationDate: '' }),
      asked(33, { Score: 'many' }),
      { Id: 34, PostTypeId: 2, ParentId: 33, Body: '<p>No date</p>' },
      { Id: 35, PostTypeId: 5, Body: 'A wiki' },
    ).replace('</rows>', '<row Id="36" PostTypeId="1" Title=oops />\n<row PostTypeId="1" /></rows>'),
    'Comments.xml': xmlOf({ Id: 1, PostId: 33, Score: 'x', Text: 'Counted badly', CreationDate: '2024-01-02T00:00:00' }),
  })
  const report = await importing({ kind: 'stackexchange', path: dump, source: 'se-bad' })
  expect(report).toMatchObject({ threads: { added: 2 }, replies: { added: 2 } })
  expect(report.problems.filter(({ position }) => position.startsWith('Id')).map(({ position, kept = false }) => [position, kept])).toEqual(
    [
      ['Id 31', true],
      ['Id 32', false],
      ['Id 1', true],
      ['Id 34', true],
      ['Id 33', true],
      ['Id 36', false],
    ],
  )
  expect(report.problems.some(({ file, position }) => file === 'Posts.xml' && /^line \d+$/.test(position))).toBe(true)
  expect(report.notes).toEqual([expect.stringMatching(/^1 post that is neither .* was left out\.$/)])
})

test('an entry of a pasted page whose date can’t be read does not swallow the next one', async () => {
  const entry = (title: string, activity: string) => [title, `Text of ${title}.`, '3', '1', '20', activity]
  const page = [
    'Reeds',
    'Replies',
    'Boosts',
    'Views',
    'Activity',
    ...entry('First', 'May ’25'),
    ...entry('Second', 'yesterday'),
    ...entry('Third', '31 Feb ’25'),
    ...entry('Fourth', 'Jun ’25'),
    ...entry('First', 'May ’25'),
  ]
  const file = `${anExport({ 'page.txt': page.join('\n') })}/page.txt`
  const report = await importing({ kind: 'listing', path: file, source: 'page' })
  expect(report).toMatchObject({
    threads: { added: 2 },
    problems: [{ position: 'line 14' }, { position: 'line 20' }],
    duplicates: [{ position: 'line 32' }],
  })
})

test('a record that the database does not take is named, and the others of its batch are stored', async () => {
  const thread = (externalId: string): SourceThread => ({
    kind: 'thread',
    externalId,
    title: `Of the batch, ${externalId}`,
    body: 'Words.',
    author: { externalId: `a${externalId}`, name: `author${externalId}`, displayName: 'Author' },
    topic: { externalId: '1', name: 'Of the batch' },
    tags: ['batchy'],
    createdAt: new Date('2024-01-01T00:00:00Z'),
    closed: false,
    boosts: 0,
    views: 0,
    repliesElsewhere: 0,
    addresses: [],
    replies: [],
    links: [],
    at: { file: 'batch.json', position: `topic ${externalId}` },
  })
  await pool().query(
    `create function refuse_three() returns trigger language plpgsql as $$ begin raise exception 'no threes here'; end $$;
     create trigger refuse_three before insert on thread for each row when (new.title = 'Of the batch, 3') execute function refuse_three()`,
  )
  async function* records(): AsyncIterable<SourceRecord> {
    for (const id of ['1', '2', '3', '4']) yield thread(id)
  }
  const report = await importRecords(records(), 'batch')
  await pool().query('drop trigger refuse_three on thread')
  expect(report).toMatchObject({ threads: { added: 3 } })
  expect(report.problems).toEqual([
    { file: 'batch.json', position: 'topic 3', message: '“Of the batch, 3” could not be stored: no threes here' },
  ])
  expect(await db().thread.count({ where: { title: { startsWith: 'Of the batch' } } })).toBe(3)
  expect(await db().person.count({ where: { name: 'author3' } })).toBe(0)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  expect(await importRecords(records(), 'batch')).toMatchObject({ threads: { added: 1, unchanged: 3 }, problems: [] })
})

test.each(['discourse', 'stackexchange', 'listing'] as const)('%s: a path with nothing that can be read is an error', async (kind) => {
  const empty = anExport({ 'notes.txt': '', 'site.json': { categories: [] } })
  const given = kind === 'listing' ? `${empty}/notes.txt` : empty
  for (const dryRun of [true, false])
    await expect(runImport({ kind, path: given, source: 'empty', dryRun })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('There is nothing in'),
    })
  await expect(runImport({ kind: 'discourse', path: anExport({ 'a.json': '{' }), source: 'empty' })).rejects.toThrow(
    'a.json, whole file: not valid JSON',
  )
})

test('a fault of the program in one record is told with its place, and the others are handed on', async () => {
  async function* records(): AsyncIterable<SourceRecord> {
    yield { kind: 'tag', name: 5 as unknown as string, description: '', at: { file: 'tags.xml', position: 'Id 5' } }
    yield { kind: 'tag', name: 'fine', description: '' }
  }
  const handedOn: SourceRecord[] = []
  for await (const record of checkRecords(records())) handedOn.push(record)
  expect(handedOn).toMatchObject([
    { kind: 'problem', file: 'tags.xml', position: 'Id 5', message: expect.stringContaining('It could not be read') },
    { kind: 'tag', name: 'fine' },
  ])
})
