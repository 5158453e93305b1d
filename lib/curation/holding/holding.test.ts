import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { postReply, readReplyPlace, readThread, readViewerActions, setThreadState } from '../../community/threads'
import { visitor } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { hideReply } from '../moderation'
import { approveHeld, discardHeld, rejectHeld } from './decide-held'
import { holdPost } from './hold-post'
import { listOwnHeld, readHeld } from './read-held'

async function idOf(made: ReturnType<typeof holdPost>): Promise<number> {
  const outcome = await made
  if (!('held' in outcome)) throw new Error('It is not held.')
  return outcome.held
}

/** Tables in which a row has this word. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found = []
  for (const { name } of rows) {
    const { rowCount } = await pool().query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [`%${word}%`])
    if (rowCount) found.push(name)
  }
  return found
}

/** Everything of a thread that others could see or count. */
async function stateOf(threadId: number) {
  const { rows } = await pool().query(
    `select to_jsonb(t) as thread, (select count(*)::int from reply r where r.thread_id = t.id) as replies,
       (select to_jsonb(o) from topic o where o.id = t.topic_id) as topic, (select count(*)::int from page_expiry) as expired,
       (select count(*)::int from search_change) as changes, (select count(*)::int from tag) as tags
     from thread t where t.id = $1`,
    [threadId],
  )
  return rows[0]
}

test('a held post is in one table alone: nothing that shows, finds or counts posts has a trace of it', async () => {
  const author = await aMember()
  const thread = await aThread({ title: 'In the open' })
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  const before = await stateOf(thread.id)
  const question = { topicId, title: 'A zquagga question', body: 'Where does the zquagga live?', tags: ['zquagga'] }
  const asked = await idOf(holdPost(author, { ...question, why: 'first' }))
  const replied = await idOf(holdPost(author, { threadId: thread.id, answersReplyId: null, body: 'The zquagga sleeps.', why: 'first' }))
  expect(await tablesWith('zquagga')).toEqual(['held_post'])
  expect(await stateOf(thread.id)).toEqual(before)
  const shown = await readThread(visitor, thread.id)
  expect(shown).toMatchObject({ replies: [], replyCount: 0, newest: 0 })

  const [stranger, editor] = [await aMember(), await anEditor()]
  for (const id of [asked, replied]) {
    expect(await readHeld(stranger, id)).toBeNull()
    expect(await readHeld(visitor, id)).toBeNull()
    expect(await readHeld(editor, id)).toMatchObject({ isMine: false, outcome: null })
    expect((await readHeld(author, id))?.html).toContain('zquagga')
  }
  expect(await readViewerActions(author, thread.id)).toMatchObject({ held: [replied] })
  expect(await readViewerActions(stranger, thread.id)).toMatchObject({ held: [] })
  expect(await listOwnHeld(author, 'thread')).toMatchObject([{ id: asked, title: 'A zquagga question' }])
  expect(await listOwnHeld(author, 'reply')).toMatchObject([{ id: replied, title: 'In the open' }])
  expect(await listOwnHeld(stranger, 'reply')).toEqual([])
})

test('approving posts it as its author, now: the next number of its thread, without a hole, and all that follows', async () => {
  const [author, other, editor] = [await aMember(), await aMember(), await anEditor()]
  const thread = await aThread()
  const held = await idOf(holdPost(author, { threadId: thread.id, answersReplyId: null, body: 'Held at first.', why: 'first' }))
  const between = await postReply(other, { threadId: thread.id, body: 'Between.' })
  expect(between.number).toBe(1)
  const { activityAt } = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  await expect(approveHeld(author, held)).rejects.toMatchObject({ code: 'forbidden' })
  const approved = await approveHeld(editor, held)
  const shown = await readThread(visitor, thread.id)
  expect(shown?.replies.map(({ number, body }) => [number, body])).toEqual([
    [1, 'Between.'],
    [2, 'Held at first.'],
  ])
  expect(shown?.activityAt.getTime()).toBeGreaterThanOrEqual(activityAt.getTime())
  expect(await db().reply.findUnique({ where: { id: approved.id } })).toMatchObject({ authorId: author.personId })
  expect(await readReplyPlace(visitor, thread.id, 2)).toMatchObject({ id: thread.id })
  const { rows } = await pool().query('select 1 from search_post where reply_id = $1', [approved.id])
  expect(rows).toHaveLength(1)
  expect(await readHeld(author, held)).toBeNull()
  await expect(approveHeld(editor, held)).rejects.toMatchObject({ code: 'conflict' })
  const entry = await db().auditEntry.findFirst({ where: { action: 'held.approve', subjectId: approved.id } })
  expect(entry).toMatchObject({ personId: editor.personId, subjectKind: 'reply' })
})

test('an approved question has its tags and is counted in its topic', async () => {
  const [author, editor] = [await aMember(), await anEditor()]
  const topicId = await aTopic()
  const held = await idOf(holdPost(author, { topicId, title: 'May I ask?', body: 'This.', tags: ['held-tag'], why: 'links' }))
  const { threadId } = await approveHeld(editor, held)
  expect(await readThread(visitor, threadId)).toMatchObject({ title: 'May I ask?', tags: ['held-tag'] })
  expect(await db().topic.findUnique({ where: { id: topicId } })).toMatchObject({ threadCount: 1 })
})

test('a reply waits on in a thread that was closed, and answers nobody where that reply was hidden', async () => {
  const [author, other, editor] = [await aMember(), await aMember(), await anEditor()]
  const thread = await aThread()
  const first = await postReply(other, { threadId: thread.id, body: 'First.' })
  const held = await idOf(holdPost(author, { threadId: thread.id, answersReplyId: first.id, body: 'To the first.', why: 'first' }))
  await setThreadState(editor, thread.id, 'closed', '')
  await expect(approveHeld(editor, held)).rejects.toMatchObject({ code: 'conflict' })
  expect(await readHeld(author, held)).toMatchObject({ outcome: null })
  await setThreadState(editor, thread.id, 'open', '')
  await hideReply(editor, first.id, 'Away.')
  const { id } = await approveHeld(editor, held)
  expect(await db().reply.findUnique({ where: { id } })).toMatchObject({ answersReplyId: null, number: 2 })
})

test('a refused post stays with its author, who reads the reason, and may delete it', async () => {
  const [author, editor] = [await aMember(), await anEditor()]
  const held = await idOf(holdPost(author, { topicId: await aTopic(), title: 'Buy', body: 'Buy now.', tags: [], why: 'links' }))
  await expect(rejectHeld(editor, held, ' ')).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await rejectHeld(editor, held, 'It advertises.')
  expect(await readHeld(author, held)).toMatchObject({ outcome: 'rejected', reason: 'It advertises.' })
  await expect(approveHeld(editor, held)).rejects.toMatchObject({ code: 'conflict' })
  await expect(discardHeld(await aMember(), held)).rejects.toMatchObject({ code: 'not_found' })
  await discardHeld(author, held)
  expect(await readHeld(author, held)).toBeNull()
})

test('a form that is sent twice is held once; what can’t be posted is not held either', async () => {
  const author = await aMember()
  const thread = await aThread()
  const reply = { threadId: thread.id, answersReplyId: null, body: 'Twice.', why: 'first' as const }
  const sent = { ...reply, submission: 'form-held-1' }
  const made = await Promise.all([idOf(holdPost(author, sent)), idOf(holdPost(author, sent))])
  expect(made[0]).toBe(made[1])
  await expect(holdPost(author, { ...reply, body: ' ' })).rejects.toMatchObject({ code: 'invalid' })
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }) })
  await expect(holdPost(author, { ...reply, threadId: secret.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(holdPost(visitor, reply)).rejects.toMatchObject({ code: 'forbidden' })
})
