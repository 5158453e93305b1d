import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, resolveContest, respondToCoverage, startAnswer, uncoverThread } from '../../answers'
import { markDuplicates, mergeThreads } from '../../curation/duplicates'
import { hideReply, hideThread, moveThread, restoreReply, restoreThread } from '../../curation/moderation'
import { acceptReply, boostReply, boostThread, editReply, editThread, postReply, retractAcceptance, setThreadState, startThread } from '.'

/** The statements with which a write locks threads and reads what they hold. One that only writes them does neither. */
async function usesOfThreads(write: () => Promise<unknown>): Promise<{ locks: string[]; reads: string[] }> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await write()
    const statements = query.mock.calls.map(([statement]: unknown[]) =>
      typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text),
    )
    const selects = statements.filter((text) => /^\s*select\b/i.test(text) && /\b(from|join)\s+("public"\.)?"?thread"?(\s|$)/i.test(text))
    const isLock = (text: string) => /\bfor update\b/i.test(text)
    return { locks: selects.filter(isLock), reads: selects.filter((text) => !isLock(text)) }
  } finally {
    query.mockRestore()
  }
}

const once = { locks: [expect.any(String)], reads: [expect.any(String)] }

async function given() {
  const [asker, member, editor] = [await aMember(), await aMember(), await anEditor()]
  const { id: threadId } = await aThread({ by: asker, tags: ['one', 'two'] })
  const { id: replyId } = await postReply(member, { threadId, body: 'Try the other valve.' })
  return { asker, member, editor, threadId, replyId }
}

async function covered(asked: Awaited<ReturnType<typeof given>>): Promise<number> {
  const { id } = await startAnswer(asked.editor, { topicId: await aTopic(), title: 'Valves', body: '' })
  const text = { title: 'Valves', summary: '', body: 'Of brass.', appliesTo: [], note: '', significance: 'major' as const }
  await publishRevision(asked.editor, { answerId: id, basedOn: 0, ...text })
  await coverThread(asked.editor, { threadId: asked.threadId, answerId: id })
  return id
}

type Given = Awaited<ReturnType<typeof given>>
const edit = { basedOn: 1, title: 'Which valve leaks?', body: 'The left one?', tags: ['two', 'three'] }

const writes: Record<string, (asked: Given) => Promise<unknown>> = {
  'a reply': ({ member, threadId }) => postReply(member, { threadId, body: 'It leaks again.' }),
  'a reply to a reply': ({ asker, threadId, replyId }) => postReply(asker, { threadId, body: 'Which one?', answersReplyId: replyId }),
  'an edit of the question': ({ asker, threadId }) => editThread(asker, { threadId, ...edit }),
  'an edit of a reply': ({ member, replyId }) => editReply(member, { replyId, basedOn: 1, body: 'Try both valves.' }),
  'an acceptance': ({ asker, replyId }) => acceptReply(asker, replyId),
  'a boost of the question': ({ member, threadId }) => boostThread(member, threadId),
  'a boost of a reply': ({ asker, replyId }) => boostReply(asker, replyId),
  closing: ({ asker, threadId }) => setThreadState(asker, threadId, 'closed'),
  hiding: ({ editor, threadId }) => hideThread(editor, threadId),
  'hiding a reply': ({ editor, replyId }) => hideReply(editor, replyId),
}

test.each(Object.entries(writes))('%s locks its thread once and reads it once', async (_, write) => {
  const asked = await given()
  expect(await usesOfThreads(() => write(asked))).toEqual(once)
})

test('what takes a write back reads its thread once, too', async () => {
  const { asker, editor, threadId, replyId } = await given()
  await acceptReply(asker, replyId)
  expect(await usesOfThreads(() => retractAcceptance(asker, replyId))).toEqual(once)
  await hideReply(editor, replyId)
  expect(await usesOfThreads(() => restoreReply(editor, replyId))).toEqual(once)
  await hideThread(editor, threadId)
  expect(await usesOfThreads(() => restoreThread(editor, threadId))).toEqual(once)
})

test('a question that is asked is read once, as it was written', async () => {
  const [asker, topicId] = [await aMember(), await aTopic()]
  const ask = () => startThread(asker, { topicId, title: 'Why does it drip?', body: 'It is new.', tags: ['taps'] })
  expect(await usesOfThreads(ask)).toEqual({ ...once, locks: [] })
})

test('a thread that moves is read once', async () => {
  const { editor, threadId } = await given()
  const topicId = await aTopic()
  expect(await usesOfThreads(() => moveThread(editor, threadId, topicId))).toEqual(once)
})

test('threads that ask the same are locked and read together', async () => {
  const { editor, threadId } = await given()
  const { id } = await aThread()
  expect(await usesOfThreads(() => markDuplicates(editor, [threadId], id))).toEqual(once)
})

test('of two threads that become one each is read once', async () => {
  const { editor, threadId } = await given()
  const into = await aThread()
  expect((await usesOfThreads(() => mergeThreads(editor, [threadId], into.id))).reads).toHaveLength(2)
})

/** Statements that read texts of threads: an answer also asks which of its threads are visible, and where they are shown. */
const textsRead = async (write: () => Promise<unknown>) => {
  const { locks, reads } = await usesOfThreads(write)
  return { locks, reads: reads.filter((text) => /"title"/.test(text)) }
}

test('a change of what an answer covers locks its thread once and reads it once', async () => {
  const asked = await given()
  const { asker, editor, threadId } = asked
  const answerId = await covered(asked)
  const respond = () => respondToCoverage(asker, { threadId, answerId, response: 'contested', reason: 'Mine is of steel.' })
  expect(await textsRead(respond)).toEqual(once)
  expect(await textsRead(() => resolveContest(editor, { threadId, answerId, reason: 'So it does for steel.' }))).toEqual(once)
  expect(await textsRead(() => uncoverThread(editor, threadId, answerId))).toEqual(once)
  expect(await textsRead(() => coverThread(editor, { threadId, answerId }))).toEqual(once)
})
