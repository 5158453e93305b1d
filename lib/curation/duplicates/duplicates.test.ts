import { beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer, uncoverThread } from '../../answers'
import { acceptReply, boostThread, editThread, postReply, readOwnReply, saveReplyDraft } from '../../community/threads'
import { readMergedInto } from '../../community/threads/read-merged'
import { readThread } from '../../community/threads/read-thread'
import { type Viewer, visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { pageTags } from '../../platform/expiry'
import { search, searchEngine } from '../../search'
import { hideReply, restoreThread } from '../moderation/hide'
import { chooseRelated, readRelatedChoices } from '../related/choose-related'
import { markDistinct, markDuplicates, unmarkDuplicate } from './mark-duplicates'
import { mergeThreads } from './merge-threads'
import { groupsOf, readDuplicates } from './read-duplicates'

let editor: Viewer & { personId: number }
let member: Viewer & { personId: number }

beforeAll(async () => {
  editor = await anEditor()
  member = await aMember()
})

test('a merged thread’s posts follow the others, with authors, boosts and acceptances, and its address leads there', async () => {
  const stays = await aThread({ title: 'Lamp flickers', body: 'The lamp flickers at night.', tags: ['lamp'] })
  const goes = await aThread({ title: 'Lamp_unsteady *light*', body: 'The zirconium lamp is unsteady.', tags: ['lamp'] })
  await postReply(member, { threadId: stays.id, body: 'Check the cable.' })
  const first = await postReply(member, { threadId: goes.id, body: 'Change the vanadium bulb.' })
  const hidden = await postReply(member, { threadId: goes.id, body: 'Rubbish.' })
  await hideReply(editor, hidden.id, 'rubbish')
  await acceptReply(editor, first.id)
  await boostThread(member, goes.id)
  await mergeThreads(editor, [goes.id], stays.id)
  await countWords()
  const thread = await readThread(visitor, stays.id)
  expect(thread?.replies.map(({ number, acceptedAt, boostCount }) => [number, acceptedAt !== null, boostCount])).toEqual([
    [1, false, 0],
    [2, false, 1],
    [3, true, 0],
  ])
  expect(thread).toMatchObject({ replyCount: 3, resolution: 'answered' })
  expect(thread?.replies[1]?.html).toContain('<strong>Lamp_unsteady *light*</strong>')
  expect(await readThread(visitor, goes.id)).toBeNull()
  expect(await readMergedInto(visitor, goes.id)).toMatchObject({ id: stays.id, openingNumber: 2 })
  for (const word of ['zirconium', 'vanadium']) {
    const { hits } = await search(searchEngine(), visitor, { text: word })
    expect(hits.map(({ id }) => id)).toEqual([stays.id])
  }
  await expect(restoreThread(editor, goes.id)).rejects.toMatchObject({ code: 'conflict' })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('replies go on answering what they answered, and the opening keeps its history and who boosted it', async () => {
  const [stays, goes] = [await aThread({ title: 'Stays' }), await aThread({ by: member, title: 'Goes', body: 'First text.' })]
  for (let i = 0; i < 40; i++) await postReply(member, { threadId: stays.id, body: `Of the other, ${i}.` })
  const first = await postReply(member, { threadId: goes.id, body: 'First.' })
  for (let i = 0; i < 20; i++) await postReply(member, { threadId: goes.id, body: `To the first, ${i}.`, answersReplyId: first.id })
  await acceptReply(editor, first.id)
  await editThread(editor, { threadId: goes.id, basedOn: 1, title: 'Goes', body: 'Second text.', tags: [] })
  await boostThread(editor, goes.id)
  await db().thread.update({ where: { id: goes.id }, data: { viewCount: 7 } })
  await mergeThreads(editor, [goes.id], stays.id)
  expect(await db().reply.count({ where: { threadId: stays.id, answersReplyId: first.id } })).toBe(20)
  const opening = await db().reply.findFirstOrThrow({
    where: { threadId: stays.id, number: 41 },
    include: { revisions: true, boosts: true },
  })
  expect(opening).toMatchObject({ revisionNumber: 2, boostCount: 1, boosts: [{ personId: editor.personId }] })
  expect(opening.revisions.map(({ body }) => body)).toEqual(['**Goes**\n\nFirst text.', '**Goes**\n\nSecond text.'])
  expect((await readThread(visitor, stays.id))?.viewCount).toBe(7)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('the thread that stays is found under the tags of both, as far as a thread may have so many', async () => {
  const six = Array.from({ length: 6 }, (_, i) => `of-both-${i}`)
  const stays = await aThread({ title: 'Tagged and staying', tags: six })
  const goes = await aThread({ title: 'Tagged and going', tags: ['of-both-5', 'going-a', 'going-b', 'going-c'] })
  await mergeThreads(editor, [goes.id], stays.id)
  await countWords()
  expect((await readThread(visitor, stays.id))?.tags.toSorted()).toEqual([...six, 'going-a', 'going-b'].toSorted())
  const { hits } = await search(searchEngine(), visitor, { text: 'staying tag:going-a' })
  expect(hits.map(({ id }) => id)).toEqual([stays.id])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('what covers a merged thread covers the one that stays', async () => {
  const [stays, goes] = [await aThread(), await aThread()]
  const answer = await startAnswer(editor, { topicId: await aTopic(), title: 'Answer', body: 'Text.' })
  const words = { title: 'Answer', summary: '', body: 'Text.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...words })
  await coverThread(editor, { threadId: goes.id, answerId: answer.id })
  await mergeThreads(editor, [goes.id], stays.id)
  expect(await readThread(visitor, stays.id)).toMatchObject({ resolution: 'covered', covering: { id: answer.id } })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('an answer that covers both threads covers one of them after the merge, and its page says so', async () => {
  const [stays, goes] = [await aThread(), await aThread()]
  const answer = await startAnswer(editor, { topicId: await aTopic(), title: 'Of both', body: 'Text.' })
  const words = { title: 'Of both', summary: '', body: 'Text.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...words })
  for (const { id } of [stays, goes]) await coverThread(editor, { threadId: id, answerId: answer.id })
  const coverCount = async () => (await db().answer.findUniqueOrThrow({ where: { id: answer.id } })).coverCount
  expect(await coverCount()).toBe(2)
  const { rows } = await pool().query('select coalesce(max(id), 0)::bigint as last from page_expiry')
  await mergeThreads(editor, [goes.id], stays.id)
  expect(await coverCount()).toBe(1)
  const expired = await db().pageExpiry.findMany({ where: { id: { gt: rows[0].last } } })
  expect(expired.flatMap(({ tags }) => tags)).toContain(`answer:${answer.id}`)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('titles of merged and staying thread lead to what covers them, until the coverage is taken back', async () => {
  const [stays, goes] = [await aThread({ title: 'Krypton valve leaks' }), await aThread({ title: 'Xenon valve drips' })]
  const answer = await startAnswer(editor, { topicId: await aTopic(), title: 'Valves', body: 'Tighten them.' })
  const words = { title: 'Valves', summary: '', body: 'Tighten them.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...words })
  await coverThread(editor, { threadId: goes.id, answerId: answer.id })
  await mergeThreads(editor, [goes.id], stays.id)
  await countWords()
  const answerFor = async (text: string) => (await search(searchEngine(), visitor, { text })).answer?.id
  expect([await answerFor('krypton'), await answerFor('xenon')]).toEqual([answer.id, answer.id])
  await uncoverThread(editor, stays.id, answer.id)
  expect([await answerFor('krypton'), await answerFor('xenon')]).toEqual([undefined, undefined])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('what people tied to a merged thread is tied to the one that stays', async () => {
  const [stays, goes, other] = [await aThread(), await aThread(), await aThread()]
  const pair = (a: number, b: number) => ({ lowId: Math.min(a, b), highId: Math.max(a, b) })
  await markDuplicates(editor, [goes.id], stays.id)
  await markDuplicates(editor, [other.id], goes.id)
  await markDistinct(editor, [goes.id, other.id])
  await db().openedTogether.createMany({
    data: [pair(goes.id, stays.id), pair(goes.id, other.id), pair(stays.id, other.id)].map((each) => ({ ...each, count: 3 })),
  })
  const thread = (id: number) => ({ kind: 'thread' as const, id })
  await chooseRelated(editor, thread(goes.id), thread(other.id), 'banned')
  await chooseRelated(editor, thread(other.id), thread(goes.id), 'pinned')
  await mergeThreads(editor, [goes.id], stays.id)
  expect(await db().threadLink.findMany({ where: { kind: 'duplicate', toId: { in: [stays.id, goes.id] } } })).toMatchObject([
    { fromId: other.id, toId: stays.id },
  ])
  expect(await db().distinctThreads.findMany({ where: { OR: [{ lowId: other.id }, { highId: other.id }] } })).toMatchObject([
    pair(stays.id, other.id),
  ])
  expect(await db().openedTogether.findUnique({ where: { lowId_highId: pair(stays.id, other.id) } })).toMatchObject({ count: 6 })
  expect(await db().openedTogether.count({ where: { OR: [{ lowId: goes.id }, { highId: goes.id }] } })).toBe(0)
  expect(await readRelatedChoices(editor, thread(stays.id))).toMatchObject({ choices: [{ id: other.id, choice: 'banned' }] })
  expect(await readRelatedChoices(editor, thread(other.id))).toMatchObject({ choices: [{ id: stays.id, choice: 'pinned' }] })
})

test('a reply that someone is writing to a merged thread goes on in the one that stays', async () => {
  const [stays, goes] = [await aThread(), await aThread()]
  const answered = await postReply(editor, { threadId: goes.id, body: 'Look at the fuse.' })
  const both = await aMember()
  const text = { answers: null, version: 0 }
  await saveReplyDraft(member, { ...text, threadId: goes.id, body: 'To the merged one', answers: answered.number })
  await saveReplyDraft(both, { ...text, threadId: stays.id, body: 'To the one that stays' })
  await saveReplyDraft(both, { ...text, threadId: goes.id, body: 'and to the other' })
  await mergeThreads(editor, [goes.id], stays.id)
  const moved = await db().reply.findUniqueOrThrow({ where: { id: answered.id } })
  expect((await readOwnReply(member, stays.id))?.draft).toMatchObject({ body: 'To the merged one', answers: moved.number })
  expect((await readOwnReply(both, stays.id))?.draft?.body).toBe('To the one that stays\n\nand to the other')
  // A window that was open then does not overwrite it.
  await expect(saveReplyDraft(both, { ...text, threadId: stays.id, body: 'x', version: 1 })).rejects.toThrow('another window')
  expect(await db().replyDraft.count({ where: { threadId: goes.id } })).toBe(0)
})

test('two editors who merge the same threads at once, in opposite directions, lose nothing', async () => {
  for (let i = 0; i < 5; i++) {
    const [a, b] = [await aThread({ title: 'One' }), await aThread({ title: 'Other' })]
    await postReply(member, { threadId: a.id, body: 'First.' })
    await postReply(member, { threadId: b.id, body: 'Second.' })
    const results = await Promise.allSettled([mergeThreads(editor, [a.id], b.id), mergeThreads(editor, [b.id], a.id)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = [await readThread(visitor, a.id), await readThread(visitor, b.id)].filter((thread) => thread !== null)
    expect(left.map(({ replies }) => replies.length)).toEqual([3])
  }
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('merging and marking are for editors, and nothing goes into itself', async () => {
  const { id } = await aThread()
  await expect(mergeThreads(member, [id], id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(mergeThreads(editor, [id], id)).rejects.toMatchObject({ code: 'invalid' })
  await expect(mergeThreads(editor, [id], 999_999)).rejects.toMatchObject({ code: 'not_found' })
})

test('what asks the same is grouped, confirmed, taken back and told apart', async () => {
  const threads = [await aThread({ title: 'First' }), await aThread({ title: 'Second' }), await aThread({ title: 'Third' })]
  const secret = await aThread({ title: 'Secret', topicId: await aTopic({ visibility: 'editors' }) })
  const [a, b, c] = threads.map(({ id }) => id) as [number, number, number]
  await db().relatedLink.deleteMany()
  const near = (fromId: number, toId: number, similarity: number) =>
    db().relatedLink.create({
      data: { fromKind: 'thread', fromId, position: toId, toKind: 'thread', toId, score: 1, reason: { kind: 'alike' }, similarity },
    })
  await near(a, b, 0.9)
  await near(b, c, 0.7)
  await near(a, secret.id, 0.95)
  const ids = async (viewer: Viewer) =>
    (await readDuplicates(viewer, 10)).map((group) => group.threads.map(({ id }) => id).sort((x, y) => x - y))
  // Threads that different people see are not proposed together, and can't be merged.
  await expect(mergeThreads(editor, [secret.id], a)).rejects.toMatchObject({ code: 'invalid' })
  await near(a, c, 0.65)
  expect(await ids(editor)).toEqual([[a, b, c]])
  await markDistinct(editor, [a, c])
  expect(await ids(editor)).toEqual([[a, b]])
  await db().distinctThreads.deleteMany()
  await db().relatedLink.deleteMany({ where: { fromId: a, toId: c } })
  expect(await ids(editor)).toEqual([[a, b, c]])
  await markDuplicates(editor, [b], a)
  expect((await readThread(visitor, b))?.sameAs).toMatchObject([{ id: a, title: 'First' }])
  expect(await ids(editor)).toEqual([[b, c]])
  await unmarkDuplicate(editor, b, a)
  expect((await readThread(visitor, b))?.sameAs).toEqual([])
  await expect(readDuplicates(member, 10)).rejects.toMatchObject({ code: 'forbidden' })
  await pool().query('delete from related_link')
  expect(await readDuplicates(editor, 10)).toEqual([])
})

test('a thread names the three most read of those that ask the same, and none that it only links to', async () => {
  const thread = await aThread()
  for (const [title, viewCount, kind] of [
    ['Read little', 1, 'duplicate'],
    ['Read much', 30, 'duplicate'],
    ['Only linked', 40, 'written'],
    ['Read most', 50, 'duplicate'],
    ['Read often', 20, 'duplicate'],
  ] as const) {
    const { id } = await aThread({ title })
    await db().thread.update({ where: { id }, data: { viewCount } })
    await db().threadLink.create({ data: { fromId: thread.id, toId: id, kind, createdAt: new Date() } })
  }
  expect((await readThread(visitor, thread.id))?.sameAs.map(({ title }) => title)).toEqual(['Read most', 'Read much', 'Read often'])
})

test('taking back that two ask the same is noted once, and where nobody had said so it changes nothing', async () => {
  const [a, b] = [(await aThread()).id, (await aThread()).id]
  const noted = () =>
    db().auditEntry.findMany({ where: { subjectKind: 'thread', subjectId: b, action: { contains: 'duplicate' } }, orderBy: { id: 'asc' } })
  await unmarkDuplicate(editor, b, a)
  expect(await noted()).toEqual([])
  await markDuplicates(editor, [b], a)
  await db().pageExpiry.deleteMany()
  for (let i = 0; i < 2; i++) await unmarkDuplicate(editor, b, a)
  expect((await noted()).map(({ action }) => action)).toEqual(['thread.duplicate', 'thread.not_duplicate'])
  expect((await db().pageExpiry.findMany()).flatMap(({ tags }) => tags)).toContain(pageTags.thread(b))
})

test('a group stays one question: it does not grow into a subject', () => {
  const thread = (id: number) => ({
    id,
    slug: '',
    title: '',
    resolution: 'unanswered' as const,
    topic: '',
    viewCount: id,
    replyCount: 0,
    createdAt: new Date(),
  })
  const chain = Array.from({ length: 19 }, (_, i) => ({ a: thread(i), b: thread(i + 1), similarity: 0.9 - i / 100 }))
  const groups = groupsOf(chain)
  for (const { threads } of groups) expect(threads.length).toBeLessThanOrEqual(8)
  expect(new Set(groups.flatMap(({ threads }) => threads.map(({ id }) => id))).size).toBeGreaterThan(15)
})
