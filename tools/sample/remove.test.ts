import { beforeAll, beforeEach, expect, test } from 'vitest'
import { boostThread, postReply, startThread } from '../../lib/community/threads'
import { visitor } from '../../lib/identity/viewer/viewer'
import { recount } from '../../lib/maintenance/recount'
import { db, pool } from '../../lib/platform/db/client'
import { withClient } from '../../lib/platform/db/with-client'
import { env } from '../../lib/platform/env/env'
import { foldFrequencies, search, searchEngine } from '../../lib/search'
import { contentsOf } from '../../test/databases'
import { aMember, anEditor } from '../../test/factories'
import { fillWithSample } from './fill'
import { removeSample } from './remove'

/** What a removal leaves behind on purpose: what happened, and news for web processes and the worker. */
const ofHistory = [
  'audit_entry',
  'gap_due',
  'gap_run',
  'page_expiry',
  'rendered_body',
  'search_change',
  'search_corpus',
  'search_term',
  'search_word',
]

async function contents(): Promise<Record<string, string>> {
  const all = await withClient(env().databaseUrl as string, contentsOf)
  return Object.fromEntries(Object.entries(all).filter(([table]) => !ofHistory.includes(table)))
}

const fold = async () => {
  const client = await pool().connect()
  await foldFrequencies(client).finally(() => client.release())
}
const counted = async () =>
  (
    await pool().query(
      `select (select coalesce(sum(posts), 0)::int from search_term) as terms, (select posts::int from search_corpus) as posts`,
    )
  ).rows[0]
const drifts = async () => (await recount(false)).filter(({ rows }) => rows > 0)
let empty: Record<string, string>

beforeAll(async () => {
  empty = await contents()
})
beforeEach(async () => {
  // As it is before a first start.
  await db().topic.deleteMany({ where: { slug: 'general' } })
  expect(await contents()).toEqual(empty)
  await fillWithSample(() => {})
})

test('from a site that nobody has touched everything of the sample goes, and a topic to ask in is left', async () => {
  const before = await contents()
  const tried = await removeSample({ dryRun: true })
  expect(await contents(), 'a dry run changes nothing').toEqual(before)
  const report = await removeSample()
  expect(report).toEqual(tried)
  expect(await db().auditEntry.findMany({ select: { action: true, reason: true } })).toEqual([
    { action: 'sample.remove', reason: expect.stringContaining(`${report.removed.threads} threads`) },
  ])
  expect(report.kept).toEqual([])
  expect(report.removed.threads).toBeGreaterThanOrEqual(30)
  expect(await db().topic.findMany({ select: { name: true } })).toEqual([{ name: 'General' }])
  await fold()
  expect(await counted()).toEqual({ terms: 0, posts: 0 })
  expect((await search(searchEngine(), visitor, { text: 'certificate' })).hits).toEqual([])
  // What it leaves is what an empty site has: nothing names what is gone.
  await db().topic.deleteMany()
  expect(await contents()).toEqual(empty)
  expect((await removeSample()).removed).toMatchObject({ threads: 0, topics: 0, people: 0 })
})

test('a sample from before there were marks is known by its authors and dates', async () => {
  await db().sampleRow.deleteMany()
  const { removed, kept } = await removeSample()
  expect(removed.threads).toBeGreaterThanOrEqual(30)
  expect(kept).toEqual([])
  await db().topic.deleteMany({ where: { slug: 'general' } })
  expect(await contents()).toEqual(empty)
})

test('what people wrote stays, whole, with what it stands in, and is listed', async () => {
  const someone = await aMember()
  const editor = await anEditor()
  const [replied, linked, boosted] = await db().thread.findMany({ orderBy: { id: 'asc' }, take: 3 })
  if (!replied || !linked || !boosted) throw new Error('the sample has threads')
  await postReply(someone, { threadId: replied.id, body: 'I see the same with a slate roof.' })
  await boostThread(someone, boosted.id)
  const { id: own } = await startThread(someone, {
    topicId: linked.topicId,
    title: 'Mine',
    body: `See /threads/${linked.id}`,
    tags: ['tls', 'mine'],
  })
  // The same title, asked by someone.
  const { id: alike } = await startThread(someone, { topicId: linked.topicId, title: boosted.title, body: 'Me too.', tags: [] })
  await db().threadLink.create({ data: { fromId: own, toId: linked.id, kind: 'written', createdAt: new Date() } })
  const [answer] = await db().answer.findMany({ orderBy: { id: 'desc' }, take: 1 })
  if (!answer) throw new Error('the sample has answers')
  await db().answerDraft.create({ data: { answerId: answer.id, title: answer.title, basedOn: 1, editedBy: editor.personId } })
  const repliesBefore = await db().reply.count({ where: { threadId: replied.id } })

  const { kept, removed } = await removeSample()

  expect(await db().thread.findMany({ orderBy: { id: 'asc' }, select: { id: true } })).toEqual([
    { id: replied.id },
    { id: linked.id },
    { id: own },
    { id: alike },
  ])
  expect(await db().reply.count({ where: { threadId: replied.id } })).toBe(repliesBefore)
  expect(kept.filter(({ kind }) => kind === 'thread' || kind === 'answer').map(({ kind, id, why }) => [kind, id, why])).toEqual([
    ['thread', replied.id, 'someone replied to it'],
    ['thread', linked.id, 'a thread links to it'],
    ['answer', answer.id, 'there is a draft of it'],
  ])
  const topics = new Set([replied.topicId, linked.topicId, answer.topicId, replied.areaId])
  expect(kept.flatMap(({ kind, id }) => (kind === 'topic' ? id : [])).sort()).toEqual([...topics].sort())
  expect(await db().topic.count()).toBe(topics.size)
  expect(removed.threads).toBeGreaterThan(25)
  // Everyone whose posts stay has a name, counters are right, and search has what is left.
  expect(await db().reply.count({ where: { threadId: replied.id, author: null, NOT: { authorId: null } } })).toBe(0)
  expect(await drifts()).toEqual([])
  expect((await search(searchEngine(), visitor, { text: 'slate roof' })).hits.map(({ id }) => id)).toEqual([replied.id])
  // The way by which revisions go is open to the sample alone, and to no other statement.
  await expect(pool().query(`select remove_sample_posts(array[${own}], '{}')`)).rejects.toThrow('only sample content')
  await expect(pool().query(`select remove_sample_posts(array[${replied.id}], '{}')`)).rejects.toThrow('only sample content')
  await expect(pool().query('delete from answer_revision where answer_id = $1', [answer.id])).rejects.toThrow('never changed or removed')
  // A second call changes nothing, and says the same.
  const again = await removeSample()
  expect(again.removed).toEqual({ threads: 0, replies: 0, answers: 0, topics: 0, tags: 0, people: 0 })
  expect(again.kept).toEqual(kept)
})
