import { beforeAll, beforeEach, expect, test, vi } from 'vitest'

/** What was parsed in the thread that answers readers. */
const parsed = vi.hoisted(() => [] as string[])

vi.mock('mdast-util-from-markdown', async (original) => counting(await original<object>()))
vi.mock('../lib/content/sections', async (original) => counting(await original<object>()))
vi.mock('../lib/content/plain-text', async (original) => counting(await original<object>(), ['plainText']))
vi.mock('../lib/content/take-apart', async (original) => counting(await original<object>(), ['takeApart']))

function counting(module: object, names = Object.keys(module)): object {
  return Object.fromEntries(
    Object.entries(module).map(([name, value]) => [
      name,
      typeof value !== 'function' || !names.includes(name)
        ? value
        : (...args: unknown[]) => {
            parsed.push(name)
            return value(...args)
          },
    ]),
  )
}

import { coverThread, publishRevision, startAnswer } from '../lib/answers'
import { continueSections } from '../lib/answers/continue-sections'
import { listAnswers } from '../lib/answers/listing'
import { readAnswer } from '../lib/answers/read-answer'
import { readCoverage } from '../lib/answers/read-coverage'
import { listReplies, postReply } from '../lib/community/threads'
import { listThreads } from '../lib/community/threads/listing'
import { readBodies } from '../lib/community/threads/read-bodies'
import { readThread } from '../lib/community/threads/read-thread'
import { continueFormatting } from '../lib/content/format-posts'
import { ContentPool } from '../lib/content/pool/content-pool'
import { readRelated } from '../lib/curation/related/read-related'
import { makeFeed } from '../lib/exchange/feeds/feed'
import { questionPage } from '../lib/exchange/feeds/json-ld'
import { findPerson } from '../lib/identity/people/queries'
import { type Viewer, visitor } from '../lib/identity/viewer/viewer'
import { continueReanalysis } from '../lib/maintenance/reanalyse'
import { db, pool } from '../lib/platform/db/client'
import { search, searchEngine } from '../lib/search'
import { aMember, anEditor, aThread, aTopic, countWords } from './factories'

const measure = vi.spyOn(ContentPool.prototype, 'measure')

/** Pieces of work that threads of the pool were given, in order of their names. */
const pooled = () => measure.mock.calls.map(([name]) => name).sort()

const answerBody = [
  'Before all [headings][more].',
  '## Keeping the *lamp* dry',
  'Use a **glass** bell[^1], see [the list][more].\n\nThen wait.',
  '## Oil & wick',
  '`trim --short` it.\n\n[more]: https://example.org/more\n[^1]: Any bell.',
].join('\n\n')

let covered: { id: number }
let other: { id: number }
let author: Viewer & { personId: number }
let editor: Viewer & { personId: number }
let slug: string

beforeAll(async () => {
  author = await aMember('lamplighter')
  editor = await anEditor()
  const topicId = await aTopic()
  covered = await aThread({ by: author, topicId, title: 'My lamplight flickers', body: 'The **lamp** [flickers](https://example.org).' })
  other = await aThread({ by: author, topicId, title: 'Lamplight at noon', body: '> Someone said *this*\n\nIs lamplight `seen` at noon?' })
  for (let i = 0; i < 6; i++)
    await postReply(author, { threadId: other.id, body: `> Is lamplight seen?\n\nYes, **reply** ${i} of lamplight, \`x${i}\`.` })
  const answer = await startAnswer(editor, { topicId, title: 'Lamplight', body: answerBody })
  slug = answer.slug
  await publishRevision(editor, {
    answerId: answer.id,
    basedOn: 0,
    title: 'Lamplight',
    summary: 'What to **do**.',
    body: answerBody,
    appliesTo: [],
    note: '',
    significance: 'major',
  })
  await coverThread(editor, { threadId: covered.id, answerId: answer.id, section: 'oil-wick' })
  await db().relatedLink.createMany({
    data: [
      { fromKind: 'thread', fromId: other.id, position: 0, toKind: 'thread', toId: covered.id, score: 1, reason: { kind: 'meaning' } },
      { fromKind: 'thread', fromId: other.id, position: 1, toKind: 'answer', toId: answer.id, score: 1, reason: { kind: 'meaning' } },
    ],
  })
  await countWords()
})

beforeEach(() => {
  parsed.length = 0
  measure.mockClear()
})

/** As an installation is after an update from before texts were stored, or where the rules for all of them have changed. */
async function forgetStored(): Promise<void> {
  await pool().query('delete from post_text')
  await pool().query('update answer set sections_version = 1')
  await pool().query('delete from rendered_body')
  await pool().query('update format_run set version = 0, running = false')
  await pool().query(`update search_analysis set version = 'before', running = false`)
}

async function runJobs(): Promise<void> {
  while (await continueReanalysis());
  while (await continueSections());
  while (await continueFormatting());
}

/** Everything that pages, searches and feeds show of these texts. */
async function readAll() {
  const listing = await listThreads(visitor, { scope: null, sort: 'newest', filter: 'all' })
  const bodies = await readBodies(listing.rows.map(({ id }) => id))
  const threads = listing.rows.map((row) => ({ ...row, body: bodies.get(row.id) ?? '' }))
  const head = { title: 'All', description: '', page: '/', self: null }
  const answers = await listAnswers(visitor, null, 10)
  const pages = [await readThread(visitor, covered.id), await readThread(visitor, other.id)]
  const answer = await readAnswer(visitor, slug)
  return {
    listing: listing.rows.map(({ coveredBy }) => coveredBy),
    found: (await search(searchEngine(), visitor, { text: 'lamplight trim wick' })).hits.map(({ title, passages }) => ({
      title,
      passages,
    })),
    first: (await search(searchEngine(), visitor, { text: 'trim wick' })).answer?.passages,
    pages,
    data: pages.map((page) => page && questionPage(page)),
    answer: answer && 'rendered' in answer ? answer.rendered : null,
    person: (await listReplies(visitor, { authorId: (await findPerson(visitor, 'lamplighter'))?.id ?? 0 })).rows,
    related: await readRelated(visitor, 'thread', other.id),
    coverage: (await readCoverage(editor, slug))?.sections,
    feeds: await Promise.all((['rss', 'atom', 'json'] as const).map((form) => makeFeed(head, threads, answers, form))),
  }
}

test('what was just written is shown without a parser', async () => {
  const all = await readAll()
  expect(parsed).toEqual([])
  expect(pooled()).toEqual([])
  expect(all.listing).toContainEqual({ slug, title: 'Lamplight', section: { number: 2, anchor: 'oil-wick', heading: 'Oil & wick' } })
  expect(all.pages[0]?.covering).toMatchObject({
    section: { number: 2, heading: 'Oil & wick' },
    passageHtml: expect.stringContaining('<code>trim --short</code>'),
  })
  expect(all.related.map(({ passage }) => passage)).toEqual(['The lamp flickers.', 'What to do.'])
  expect(all.person?.[0]?.passage).toBe('Is lamplight seen? Yes, reply 5 of lamplight, x5.')
})

test('until texts are stored pages show the same, and threads of the pool do the parsing', async () => {
  const stored = await readAll()
  await forgetStored()
  parsed.length = 0
  expect(await readAll()).toEqual(stored)
  expect(parsed).toEqual([])
  expect(new Set(pooled())).toEqual(new Set(['plain', 'render', 'sections']))
})

test('after an update jobs store everything again, and pages call no parser', async () => {
  const before = await readAll()
  await forgetStored()
  await runJobs()
  parsed.length = 0
  measure.mockClear()
  expect(await readAll()).toEqual(before)
  expect(parsed).toEqual([])
  expect(pooled()).toEqual([])
})

test('of texts without HTML the newest gets it first, and a run that was killed goes on', async () => {
  await pool().query('delete from rendered_body')
  await pool().query('update format_run set wanted = true')
  measure.mockClear()
  // One answer, then one thread: the newest.
  expect([await continueFormatting(undefined, 1), await continueFormatting(undefined, 1)]).toEqual([true, true])
  measure.mockClear()
  await readThread(visitor, other.id)
  expect(measure.mock.calls).toEqual([])
  await readThread(visitor, covered.id)
  expect(measure.mock.calls).toMatchObject([['render', { markdown: 'The **lamp** [flickers](https://example.org).' }]])
  while (await continueFormatting(undefined, 1));
  expect(await db().formatRun.findFirst()).toMatchObject({ running: false, wanted: false, done: 3, total: 3 })
  measure.mockClear()
  expect(await continueFormatting(), 'there is nothing to do').toBe(false)
  expect(await continueFormatting(1), 'an older program leaves it').toBe(false)
})

test('a text that changes takes what is stored of it along, whoever changes it', async () => {
  await pool().query(`update reply set body = 'Something **else**' where thread_id = $1 and number = 6`, [other.id])
  await pool().query(`update thread set body = 'Another *opening*' where id = $1`, [other.id])
  const { rows } = await pool().query('select place from post_text where group_id = $1 order by place', [other.id])
  expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5])
  const thread = await readThread(visitor, other.id)
  expect([thread?.plain, thread?.replies.at(-1)?.plain]).toEqual(['Another opening', 'Something else'])
  const answer = await db().answer.findUniqueOrThrow({ where: { slug } })
  expect(await db().answerSection.count({ where: { answerId: answer.id } })).toBe(3)
  await pool().query(`update answer set body = 'Nothing of it' where id = $1`, [answer.id])
  expect(await db().answerSection.count({ where: { answerId: answer.id } })).toBe(0)
  expect((await listThreads(visitor, { scope: null, sort: 'newest', filter: 'covered' })).rows[0]?.coveredBy?.section).toBeNull()
  await continueSections()
  expect(await db().answerSection.findMany({ where: { answerId: answer.id }, select: { source: true, plain: true } })).toEqual([
    { source: 'Nothing of it', plain: 'What to do.' },
  ])
})
