import { beforeEach, expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { aPictureOf } from '../../../test/full-person'
import { coverThread, publishRevision, resolveContest, respondToCoverage, startAnswer } from '../../answers'
import { acceptReply, editReply, editThread, postReply, startThread } from '../../community/threads'
import { readThreadHistory } from '../../community/threads/history'
import { readThread } from '../../community/threads/read-thread'
import { readKeptPicture } from '../../community/uploads/store'
import { renderBodies } from '../../content/rendering'
import { endAskSession, noteSuggestions } from '../../curation/ask/session'
import { readHidden } from '../../curation/desk/read-hidden'
import { mergeThreads } from '../../curation/duplicates/merge-threads'
import { hideThread, restoreReply, restoreThread } from '../../curation/moderation/hide'
import { type Viewer, viewerOf, visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { reindex } from '../../maintenance/reindex'
import { db, pool } from '../../platform/db/client'
import { pageTags } from '../../platform/expiry/page-tags'
import { search, searchEngine } from '../../search'
import { erasePerson } from './erase-person'
import { finishErasure } from './finish-erasure'

let counter = 0
let author: Viewer & { personId: number }
let topicId: number

beforeEach(async () => {
  const { personId } = await anAccount(`Withdrawing ${++counter}`)
  author = { ...viewerOf(personId, 'member'), personId }
  topicId = await aTopic()
})

async function withdraw(): Promise<void> {
  await erasePerson(author, author.personId, { withdraw: true })
  await finishErasure(author.personId)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
}

const ask = (title: string, body = 'Some body.') => startThread(author, { topicId, title, body })
const found = async (text: string) => {
  await countWords()
  return (await search(searchEngine(), visitor, { text })).total
}

test('a question others replied to stays without its words, one that nobody replied to goes whole', async () => {
  const [answered, alone] = [await ask('Glorbing with others'), await ask('Glorbing alone')]
  const reply = await postReply(await aMember(), { threadId: answered.id, body: 'Try the other one.' })
  await postReply(author, { threadId: alone.id, body: 'Nobody glorbs with me.' })
  await postReply(author, { threadId: answered.id, body: 'I glorbed.', answersReplyId: reply.id })
  expect(await found('glorbing')).toBe(2)
  await withdraw()
  expect(await readThread(visitor, answered.id)).toMatchObject({
    title: 'Withdrawn by its author',
    slug: 'withdrawn',
    withdrawn: true,
    author: { displayName: 'Former member' },
    replyCount: 1,
    replies: [{ html: '<p>Try the other one.</p>' }],
  })
  expect(await readThread(visitor, alone.id)).toBeNull()
  expect(await found('glorbing')).toBe(0)
  expect(await found('"try the other one"')).toBe(1)
})

test('a reply someone answers leaves an empty place, and is not accepted any more', async () => {
  const asker = await aMember()
  const thread = await aThread({ by: asker, title: 'Of another' })
  const answered = await postReply(author, { threadId: thread.id, body: 'Snorkle it.' })
  await postReply(asker, { threadId: thread.id, body: 'That helped.', answersReplyId: answered.id })
  const alone = await postReply(author, { threadId: thread.id, body: 'Or snorkle twice.' })
  await acceptReply(asker, answered.id)
  await acceptReply(asker, alone.id)
  await withdraw()
  const after = await readThread(visitor, thread.id)
  expect(after?.replies.map(({ number, withdrawn }) => [number, withdrawn])).toEqual([
    [1, true],
    [2, false],
  ])
  expect(after).toMatchObject({ resolution: 'unanswered', accepted: [], replyCount: 2 })
  await expect(acceptReply(asker, answered.id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await found('snorkle')).toBe(0)
})

test('history, stored HTML and words, pictures and vectors of a withdrawn text are gone', async () => {
  const picture = await aPictureOf(author)
  const first = `First words ![x](/uploads/${picture})`
  const thread = await ask('First title', first)
  await editThread(author, { threadId: thread.id, basedOn: 1, title: 'Second title', body: 'Second words.', tags: [], note: 'A note.' })
  await postReply(await aMember(), { threadId: thread.id, body: 'Depends on it.' })
  await renderBodies(db(), [first, 'Second words.'])
  const html = await db().renderedBody.count()
  await pool().query(`insert into meaning_model (name, dimensions, embedder, location) values ('m${counter}', 1, 'local', '')`)
  await pool().query(
    `insert into meaning_vector (model_id, post_id, part, bits, code, digest)
     select (select max(id) from meaning_model), id, 0, b'1', '\\x01', '\\x01' from search_post where group_kind = 'thread' and group_id = $1 and place = 0`,
    [thread.id],
  )
  await postReply(author, { threadId: thread.id, body: '> Depends on it.\n\nWords of a reply.' })
  const words = async () => (await pool().query('select plain, own from post_text where group_id = $1 order by place', [thread.id])).rows
  expect(await words()).toContainEqual({ plain: 'Depends on it.\nWords of a reply.', own: 'Words of a reply.' })
  await withdraw()
  expect(await words()).toEqual([
    { plain: '', own: null },
    { plain: 'Depends on it.', own: null },
  ])
  expect(await db().threadRevision.findMany({ where: { threadId: thread.id }, select: { title: true, body: true, note: true } })).toEqual([
    { title: '', body: '', note: '' },
    { title: '', body: '', note: '' },
  ])
  expect(await readThreadHistory(visitor, thread.id)).toBeNull()
  expect(await db().renderedBody.count()).toBe(html - 2)
  expect(await readKeptPicture(picture)).toBeNull()
  const { rows } = await pool().query(
    `select 1 from meaning_vector v join search_post p on p.id = v.post_id where group_kind = 'thread' and group_id = $1`,
    [thread.id],
  )
  expect(rows).toEqual([])
})

test('the answer that covers it stays, and is no longer found by the title; what the asker complained of goes', async () => {
  const editor = await anEditor()
  const thread = await ask('How to frumble')
  await postReply(await aMember(), { threadId: thread.id, body: 'Depends on it.' })
  const { id } = await startAnswer(editor, { topicId, title: 'An answer', body: 'x' })
  const text = { title: 'An answer', summary: '', body: 'What to do.', appliesTo: [], note: 'First.', significance: 'major' as const }
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  expect(await found('frumble')).toBe(2)
  await withdraw()
  expect(await found('frumble')).toBe(0)
  expect(await db().coverageAlias.count({ where: { threadId: thread.id } })).toBe(0)
  expect(await db().coverage.findFirst({ where: { threadId: thread.id } })).toMatchObject({ reason: '' })
  expect((await readThread(visitor, thread.id))?.resolution).toBe('covered')
  // Covering the thread again does not bring the title back.
  await coverThread(editor, { threadId: thread.id, answerId: id })
  expect(await db().coverageAlias.count({ where: { threadId: thread.id } })).toBe(0)
})

test('an objection goes with the question it was about: the answer covers the thread again', async () => {
  const editor = await anEditor()
  const thread = await ask('How to frobble')
  await postReply(await aMember(), { threadId: thread.id, body: 'Depends on it.' })
  const { id } = await startAnswer(editor, { topicId, title: 'An answer', body: 'x' })
  const text = { title: 'An answer', summary: '', body: 'What to do.', appliesTo: [], note: 'First.', significance: 'major' as const }
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  const contest = { threadId: thread.id, answerId: id, response: 'contested' as const, reason: 'It misses my frobble.' }
  await respondToCoverage(author, contest)
  await resolveContest(editor, { threadId: thread.id, answerId: id, reason: 'Your frobble is in the last section.' })
  await respondToCoverage(author, contest)
  await withdraw()
  expect(await db().contestDecision.findMany({ where: { threadId: thread.id }, select: { reason: true } })).toEqual([{ reason: '' }])
  expect(await db().coverage.findFirst({ where: { threadId: thread.id } })).toMatchObject({ response: 'unjudged', reason: '' })
  expect(await readThread(visitor, thread.id)).toMatchObject({ resolution: 'covered', contested: [] })
})

test('the visit to the ask form loses the title it kept; a visit of someone else that ended there keeps theirs', async () => {
  const [own, other] = [`own ${++counter}`, `other ${counter}`]
  await noteSuggestions(own, 'How to wumble', 2)
  const thread = await ask('How to wumble')
  await endAskSession(own, 'posted', { kind: 'thread', id: thread.id })
  await noteSuggestions(other, 'Wumbling in general', 1)
  await endAskSession(other, 'settled', { kind: 'thread', id: thread.id })
  await withdraw()
  const visits = await db().askSession.findMany({ where: { id: { in: [own, other] } }, orderBy: { id: 'asc' } })
  expect(visits.map(({ title, outcome, suggested }) => [title, outcome, suggested])).toEqual([
    ['Wumbling in general', 'settled', 1],
    ['', 'posted', 2],
  ])
})

test('a thread that was merged loses its title and text, and the reply it became', async () => {
  const editor = await anEditor()
  const into = await aThread({ title: 'The one that stays', topicId })
  const merged = await ask('Blarging twice', 'I blarg.')
  await mergeThreads(editor, [merged.id], into.id)
  await withdraw()
  expect(await db().thread.findUnique({ where: { id: merged.id } })).toMatchObject({ title: 'Withdrawn by its author', slug: 'withdrawn' })
  expect((await readThread(visitor, into.id))?.replies).toEqual([])
  expect(await found('blarging')).toBe(0)
})

test('what others hear of it: the outbox of a second engine, expired pages, related lists', async () => {
  await pool().query('update search_mirror set mirrored = true')
  const thread = await ask('To be told')
  await postReply(await aMember(), { threadId: thread.id, body: 'Depends on it.' })
  const alone = await ask('To be removed')
  await db().relatedLink.create({
    data: {
      fromKind: 'thread',
      fromId: thread.id,
      position: 0,
      toKind: 'thread',
      toId: alone.id,
      score: 1,
      reason: { kind: 'shares', terms: ['told'] },
    },
  })
  await pool().query('delete from search_outbox')
  await db().pageExpiry.deleteMany()
  await withdraw()
  const { rows } = await pool().query(`select distinct group_id as id from search_outbox where group_kind = 'thread' and place = 0`)
  expect(rows.map(({ id }) => id).sort()).toEqual([thread.id, alone.id].sort())
  await pool().query('update search_mirror set mirrored = false')
  const tags = (await db().pageExpiry.findMany()).flatMap((row) => row.tags)
  expect(tags).toEqual(
    expect.arrayContaining([pageTags.everything, pageTags.sessions, pageTags.thread(thread.id), pageTags.thread(alone.id)]),
  )
  expect(await db().relatedLink.count({ where: { fromKind: 'thread', fromId: thread.id } })).toBe(0)
  const { rows: jobs } = await pool().query(`select data from pgboss.job where name = 'related.refresh' and data->>'id' = $1`, [
    String(alone.id),
  ])
  expect(jobs.length).toBeGreaterThan(0)
})

test('nobody brings a withdrawn post back or writes over it, and it is in no list of hidden posts', async () => {
  const editor = await anEditor()
  const [alone, answered] = [await ask('Nobody depends'), await ask('Others depend')]
  const reply = await postReply(author, { threadId: (await aThread()).id, body: 'Nobody answers.' })
  await postReply(await aMember(), { threadId: answered.id, body: 'Depends on it.' })
  await hideThread(editor, alone.id, 'Named someone.')
  await withdraw()
  await expect(restoreThread(editor, alone.id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(restoreReply(editor, reply.id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    editThread(editor, { threadId: answered.id, basedOn: 1, title: 'Another', body: 'Another.', tags: [] }),
  ).rejects.toMatchObject({ code: 'conflict', message: 'Its author has withdrawn this question.' })
  await expect(editReply(editor, { replyId: reply.id, basedOn: 1, body: 'Another.' })).rejects.toThrow()
  expect((await readHidden(editor, null)).rows.filter((row) => row.kind === 'post' && row.threadId === alone.id)).toEqual([])
  expect(await db().auditEntry.count({ where: { reason: 'Named someone.' } })).toBe(0)
})

test('building search again brings no withdrawn word back', async () => {
  const thread = await ask('Wibbling')
  await postReply(await aMember(), { threadId: thread.id, body: 'Depends on it.' })
  await withdraw()
  await reindex(() => undefined)
  expect(await found('wibbling')).toBe(0)
  expect(await found('"withdrawn by its author"')).toBe(0)
})

test('the text of someone who quotes the person stays', async () => {
  const thread = await ask('Quoted')
  await postReply(await aMember(), { threadId: thread.id, body: '> I said so\n\nYou are right.' })
  await withdraw()
  expect((await readThread(visitor, thread.id))?.replies[0]?.html).toContain('I said so')
})

test('withdrawing twice, or stopped and gone on with, is withdrawing once', async () => {
  const thread = await ask('Twice')
  await postReply(await aMember(), { threadId: thread.id, body: 'Depends on it.' })
  await withdraw()
  const entries = await db().auditEntry.count()
  await finishErasure(author.personId)
  expect(await db().auditEntry.count()).toBe(entries)
})
