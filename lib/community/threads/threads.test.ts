import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { hideReply, hideThread, restoreThread } from '../../curation/moderation/hide'
import { moveThread } from '../../curation/moderation/move-thread'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import {
  acceptReply,
  boostReply,
  boostThread,
  editReply,
  editThread,
  postReply,
  retractAcceptance,
  retractThreadBoost,
  startThread,
} from './'
import { listThreads } from './listing'
import { readThread } from './read-thread'

const expiries = () => db().pageExpiry.count()
const jobs = async () => Number((await pool().query(`select count(*) from pgboss.job where name = 'related.refresh'`)).rows[0].count)
const noDrift = async () => expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])

test('a started thread leaves itself, its counters, its place in search, an expiry and a job', async () => {
  const [expired, queued] = [await expiries(), await jobs()]
  const topicId = await aTopic()
  const thread = await aThread({ topicId, title: 'Where do echidnas sleep?', tags: ['Animals', 'animals', 'c++'] })
  expect(await db().topic.findUnique({ where: { id: topicId } })).toMatchObject({ threadCount: 1, answeredCount: 0 })
  expect((await readThread(visitor, thread.id))?.tags.sort()).toEqual(['animals', 'c++'])
  expect(await expiries()).toBe(expired + 1)
  expect(await jobs()).toBe(queued + 1)
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'echidnas' })).hits[0]?.id).toBe(thread.id)
})

test('a refused thread leaves nothing at all', async () => {
  const [expired, queued] = [await expiries(), await jobs()]
  const topicId = await aTopic({ visibility: 'editors' })
  await expect(startThread(await aMember(), { topicId, title: 'x', body: 'y' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(startThread(visitor, { topicId, title: 'x', body: 'y' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(aThread({ title: '   ' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(aThread({ body: '' })).rejects.toMatchObject({ code: 'invalid' })
  expect([await expiries(), await jobs()]).toEqual([expired, queued])
})

test('replies are numbered in order, also when many come at once', async () => {
  const { id } = await aThread()
  const people = await Promise.all([aMember(), aMember(), aMember(), aMember()])
  const replies = await Promise.all(people.map((person) => postReply(person, { threadId: id, body: 'A reply.' })))
  expect(replies.map((reply) => reply.number).sort()).toEqual([1, 2, 3, 4])
  expect((await readThread(visitor, id))?.replyCount).toBe(4)
  await noDrift()
})

test('a reply may answer an earlier reply of its own thread only', async () => {
  const member = await aMember()
  const [one, other] = [await aThread(), await aThread()]
  const first = await postReply(member, { threadId: one.id, body: 'First.' })
  const second = await postReply(member, { threadId: one.id, body: 'Second.', answersReplyId: first.id })
  expect((await readThread(visitor, one.id))?.replies[1]).toMatchObject({ number: second.number, answers: 1 })
  await expect(postReply(member, { threadId: other.id, body: 'Lost.', answersReplyId: first.id })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('an edit of the tags alone is a revision, the same tags in another order are none', async () => {
  const author = await aMember()
  const edit = { title: 'About tags', body: 'A body.' }
  const { id } = await aThread({ by: author, ...edit, tags: ['one', 'two'] })
  expect(await editThread(author, { ...edit, threadId: id, basedOn: 1, tags: ['two', 'one'] })).toEqual({ revision: 1 })
  expect(await editThread(author, { ...edit, threadId: id, basedOn: 1, tags: ['two', 'three'] })).toEqual({ revision: 2 })
  expect(await editThread(author, { ...edit, threadId: id, basedOn: 2, tags: ['two'] })).toEqual({ revision: 3 })
  expect((await readThread(visitor, id))?.tags).toEqual(['two'])
})

test('an edit keeps every earlier state readable, and a stale edit is refused', async () => {
  const author = await aMember()
  const { id } = await aThread({ by: author, title: 'Old title', body: 'Old body about wombats', tags: ['one'] })
  const edit = { threadId: id, basedOn: 1, title: 'New title', body: 'New body', tags: ['two'] }
  expect(await editThread(author, edit)).toEqual({ revision: 2 })
  expect(await editThread(author, { ...edit, basedOn: 2 }), 'nothing changed').toEqual({ revision: 2 })
  await expect(editThread(author, { ...edit, body: 'Late' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(editThread(await aMember(), { ...edit, basedOn: 2, body: 'Not mine' })).rejects.toMatchObject({ code: 'forbidden' })
  const revisions = await db().threadRevision.findMany({ where: { threadId: id }, orderBy: { number: 'asc' } })
  expect(revisions.map(({ number, title, tags }) => [number, title, tags])).toEqual([
    [1, 'Old title', ['one']],
    [2, 'New title', ['two']],
  ])
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'wombats', asWritten: true })).total).toBe(0)
  await noDrift()
})

test('an edited reply keeps its first text', async () => {
  const author = await aMember()
  const reply = await postReply(author, { threadId: (await aThread()).id, body: 'First text' })
  await editReply(author, { replyId: reply.id, basedOn: 1, body: 'Second text' })
  expect((await db().replyRevision.findMany({ where: { replyId: reply.id }, orderBy: { number: 'asc' } })).map((r) => r.body)).toEqual([
    'First text',
    'Second text',
  ])
})

test('a revision can be neither changed nor removed', async () => {
  const revision = await db().threadRevision.findFirstOrThrow()
  await expect(db().threadRevision.update({ where: { id: revision.id }, data: { body: 'forged' } })).rejects.toThrow('never changed')
  await expect(db().threadRevision.delete({ where: { id: revision.id } })).rejects.toThrow('never changed')
})

test('several replies may be accepted; resolution and counters follow each step', async () => {
  const asker = await aMember()
  const topicId = await aTopic()
  const { id } = await aThread({ by: asker, topicId })
  const [one, two] = [await postReply(asker, { threadId: id, body: 'One' }), await postReply(asker, { threadId: id, body: 'Two' })]
  await expect(acceptReply(await aMember(), one.id)).rejects.toMatchObject({ code: 'forbidden' })
  await acceptReply(asker, one.id)
  await acceptReply(asker, one.id)
  await acceptReply(asker, two.id)
  expect(await readThread(visitor, id)).toMatchObject({ resolution: 'answered', accepted: [1, 2] })
  await retractAcceptance(asker, one.id)
  expect((await readThread(visitor, id))?.resolution).toBe('answered')
  await retractAcceptance(asker, two.id)
  expect((await readThread(visitor, id))?.resolution).toBe('unanswered')
  await noDrift()
})

test('a boost counts once a person and can be taken back', async () => {
  const member = await aMember()
  const { id } = await aThread()
  const reply = await postReply(await aMember(), { threadId: id, body: 'x' })
  await Promise.all([boostThread(member, id), boostThread(member, id), boostReply(member, reply.id)])
  expect((await readThread(visitor, id))?.boostCount).toBe(1)
  await retractThreadBoost(member, id)
  await retractThreadBoost(member, id)
  expect((await readThread(visitor, id))?.boostCount).toBe(0)
  await noDrift()
})

test('a hidden thread looks like a missing one and comes back as it was', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const { id } = await aThread({ topicId, title: 'Numbat sightings', tags: ['numbat'] })
  await postReply(await aMember(), { threadId: id, body: 'Seen.' })
  const before = await readThread(visitor, id)
  await expect(hideThread(await aMember(), id)).rejects.toMatchObject({ code: 'forbidden' })
  await hideThread(editor, id)
  expect(await readThread(visitor, id)).toBeNull()
  expect((await listThreads(visitor, { scope: { topicId }, sort: 'activity', filter: 'all' })).rows).toEqual([])
  await expect(postReply(await aMember(), { threadId: id, body: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'numbat' })).total).toBe(0)
  await noDrift()
  await restoreThread(editor, id)
  expect(await readThread(visitor, id)).toEqual(before)
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'numbat' })).total).toBe(1)
  await noDrift()
})

test('a hidden reply takes its acceptance along, and its number is not given again', async () => {
  const asker = await aMember()
  const { id } = await aThread({ by: asker })
  const reply = await postReply(asker, { threadId: id, body: 'Wrong' })
  await acceptReply(asker, reply.id)
  await hideReply(await anEditor(), reply.id)
  expect(await readThread(visitor, id)).toMatchObject({ resolution: 'unanswered', replies: [], replyCount: 0 })
  expect((await postReply(asker, { threadId: id, body: 'Next' })).number).toBe(2)
  await noDrift()
})

test('a listing pages through everything once, in both directions, whatever the order', async () => {
  const topicId = await aTopic()
  const sub = await aTopic({ parentId: topicId })
  for (let i = 0; i < 7; i++) await aThread({ topicId: i % 2 ? sub : topicId, at: new Date(Date.UTC(2026, 0, 1 + (i % 3))) })
  for (const sort of ['activity', 'newest', 'replies', 'boosts', 'views'] as const) {
    const seen: number[] = []
    let page = await listThreads(visitor, { scope: { topicId }, sort, filter: 'all', count: 3 })
    const first = page.rows.map((row) => row.id)
    seen.push(...first)
    while (page.older) {
      page = await listThreads(visitor, { scope: { topicId }, sort, filter: 'all', count: 3, after: page.older })
      seen.push(...page.rows.map((row) => row.id))
    }
    expect(new Set(seen).size, sort).toBe(7)
    while (page.newer) page = await listThreads(visitor, { scope: { topicId }, sort, filter: 'all', count: 3, before: page.newer })
    expect(
      page.rows.map((row) => row.id),
      sort,
    ).toEqual(first)
  }
  expect(
    (await listThreads(visitor, { scope: null, sort: 'activity', filter: 'all', after: 'no cursor of ours' })).rows.length,
  ).toBeGreaterThan(0)
})

test('a page of a thread takes the same number of queries with five replies and with thirty', async () => {
  const member = await aMember()
  const queries = async (id: number) => {
    let count = 0
    const original = pool().query.bind(pool())
    // biome-ignore lint/suspicious/noExplicitAny: counting calls, whatever their form.
    ;(pool() as any).query = (...args: any[]) => {
      count++
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      return (original as any)(...args)
    }
    await readThread(visitor, id)
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    ;(pool() as any).query = original
    return count
  }
  const [few, many] = [await aThread(), await aThread()]
  for (let i = 0; i < 5; i++) await postReply(member, { threadId: few.id, body: `Few ${i}` })
  for (let i = 0; i < 30; i++) await postReply(member, { threadId: many.id, body: `Many ${i}` })
  expect(await queries(many.id)).toBe(await queries(few.id))
})

test('hiding a thread of many replies takes as many statements as hiding one of a few', async () => {
  const editor = await anEditor()
  const member = await aMember()
  const statements = async (replies: number) => {
    const { id } = await aThread()
    for (let i = 0; i < replies; i++) await postReply(member, { threadId: id, body: `Reply ${i}` })
    const {
      rows: [before],
    } = await pool().query(`select (select count(*) from search_change)::int as n`)
    await hideThread(editor, id)
    const {
      rows: [after],
    } = await pool().query('select (select count(*) from search_change)::int as n')
    return after.n - before.n
  }
  expect(await statements(20)).toBe(await statements(2))
})

test('a moved thread is counted where it stands, and hidden with its new topic', async () => {
  const editor = await anEditor()
  const [from, to] = [await aTopic(), await aTopic({ visibility: 'editors' })]
  const { id } = await aThread({ topicId: from })
  await expect(moveThread(await aMember(), id, from)).rejects.toMatchObject({ code: 'forbidden' })
  await moveThread(editor, id, to)
  expect(await db().topic.findMany({ where: { id: { in: [from, to] } }, select: { threadCount: true }, orderBy: { id: 'asc' } })).toEqual([
    { threadCount: 0 },
    { threadCount: 1 },
  ])
  expect(await readThread(visitor, id)).toBeNull()
  expect(await readThread(editor, id)).not.toBeNull()
})

test('a form sent twice posts once; gone back to and written anew it posts again', async () => {
  const member = await aMember()
  const topicId = await aTopic()
  const ask = (title: string) => startThread(member, { topicId, title, body: 'A body.', submission: 'one form' })
  const [first, same, other] = [await ask('One question'), await ask('One question'), await ask('Another question')]
  expect(same).toEqual(first)
  expect(other.id).not.toBe(first.id)
  const reply = (body: string) => postReply(member, { threadId: first.id, body, submission: 'another form' })
  const twice = await Promise.all([reply('One.'), reply('One.')])
  expect(twice[0]).toEqual(twice[1])
  expect((await reply('Two.')).number).toBe(2)
})
