import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { postReply, readPost } from '../../community/threads'
import { viewerOf } from '../../identity/viewer'
import { db } from '../../platform/db'
import { deleteReply, hideReply, hideThread, restoreReply } from '../moderation'
import { appealHiding, readAppeal, refuseAppeal, restoreAppealed } from './appeal'
import { dismissReport, hideReported } from './decide-report'
import { listOwnReports } from './list-own-reports'
import { countQueue, readQueue } from './read-queue'
import { readOpenReport, reportPost } from './report-post'

const all = { kind: null, after: null }

/** The open case of a post, as the queue shows it to an editor. */
async function caseOf(kind: 'report' | 'appeal', threadId: number, number: number) {
  const editor = await anEditor()
  for (let after: number | null = null; ; ) {
    const { rows, next } = await readQueue(editor, { kind, after })
    const found = rows.find(({ post }) => post?.threadId === threadId && post.number === number)
    if (found || next === null) return found
    after = next
  }
}

async function aReply() {
  const author = await aMember()
  const thread = await aThread()
  const reply = await postReply(author, { threadId: thread.id, body: 'Buy *cheap* pumps.' })
  return { author, threadId: thread.id, number: reply.number, id: reply.id }
}

test('reports of one post are one case, with who reported and why, and the record of the author', async () => {
  const { author, threadId, number, id } = await aReply()
  const [first, second] = [await aMember(), await aMember()]
  await reportPost(first, { threadId, number, reason: 'spam', words: '' })
  await reportPost(second, { threadId, number, reason: 'other', words: 'It sells something.' })
  await reportPost(second, { threadId, number, reason: 'other', words: 'It sells pumps.' })
  const row = await caseOf('report', threadId, number)
  expect(row?.reportCount).toBe(2)
  expect(row?.reports).toMatchObject([
    { reason: 'spam', words: '' },
    { reason: 'other', words: 'It sells pumps.' },
  ])
  expect(row?.post?.html).toContain('<em>cheap</em>')
  expect(row?.author).toMatchObject({ id: author.personId, posts: 1, hidden: 0, upheld: 0, dismissed: 0, joinedAt: null })

  const editor = await anEditor()
  await dismissReport(editor, row?.id ?? 0, 'He sells nothing.')
  await reportPost(first, { threadId, number, reason: 'spam', words: 'Again.' })
  const again = await caseOf('report', threadId, number)
  expect(again?.id).not.toBe(row?.id)
  expect(again?.earlier).toMatchObject([{ kind: 'report', outcome: 'dismissed', reason: 'He sells nothing.' }])
  expect(again?.author?.dismissed).toBe(1)
  expect(again?.reports[0]).toMatchObject({ upheld: 0, dismissed: 1 })
  expect(await readOpenReport(first, { threadId, number })).not.toBeNull()
  expect(await readOpenReport(second, { threadId, number })).toBeNull()
  const audit = await db().auditEntry.findMany({ where: { subjectKind: 'reply', subjectId: id }, orderBy: { id: 'asc' } })
  expect(audit.map(({ action }) => action)).toEqual(['post.report', 'post.report', 'post.report', 'report.dismiss', 'post.report'])
})

test('hiding a reported post decides its reports, however it is hidden; the author reads the reason and not who reported', async () => {
  const { author, threadId, number } = await aReply()
  const reporter = await aMember()
  const editor = await anEditor()
  await reportPost(reporter, { threadId, number, reason: 'spam', words: 'Words for editors.' })
  const row = await caseOf('report', threadId, number)
  await expect(hideReported(editor, row?.id ?? 0, ' ')).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await hideReported(editor, row?.id ?? 0, 'It advertises.')
  expect(await readPost(author, threadId, number)).toMatchObject({ hidden: true, hiddenReason: 'It advertises.' })
  expect(JSON.stringify(await readPost(author, threadId, number))).not.toContain('Words for editors')
  expect(await readPost(reporter, threadId, number)).toBeNull()
  const [own] = (await listOwnReports(reporter, {})).rows
  expect(own).toMatchObject({ outcome: 'hidden', said: '', title: null, threadId: null })
  await expect(hideReported(editor, row?.id ?? 0, 'Twice.')).rejects.toMatchObject({ code: 'conflict' })
  await expect(dismissReport(editor, row?.id ?? 0, '')).rejects.toMatchObject({ code: 'conflict' })

  const other = await aReply()
  await reportPost(reporter, { threadId: other.threadId, number: other.number, reason: 'abuse', words: '' })
  await hideReply(editor, other.id, 'On its own page.')
  expect(await caseOf('report', other.threadId, other.number)).toBeUndefined()
  expect((await listOwnReports(reporter, {})).rows[0]).toMatchObject({ outcome: 'hidden' })

  const deleted = await aReply()
  await reportPost(reporter, { threadId: deleted.threadId, number: deleted.number, reason: 'abuse', words: '' })
  await deleteReply(deleted.author, deleted.id)
  expect((await listOwnReports(reporter, {})).rows[0]).toMatchObject({ outcome: 'gone' })
})

test('nobody reports their own post, a hidden one, or one that they may not see; “something else” needs words', async () => {
  const { author, threadId, number, id } = await aReply()
  const reporter = await aMember()
  const report = { threadId, number, reason: 'spam' as const, words: '' }
  await expect(reportPost(author, report)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(reportPost({ audience: 'visitor', personId: null }, report)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(reportPost(reporter, { ...report, reason: 'other' })).rejects.toMatchObject({ code: 'invalid', field: 'words' })
  await hideReply(await anEditor(), id, 'Away.')
  await expect(reportPost(reporter, report)).rejects.toMatchObject({ code: 'not_found' })
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }) })
  await expect(reportPost(reporter, { ...report, threadId: secret.id, number: 0 })).rejects.toMatchObject({ code: 'not_found' })
})

test('the queue is for editors, in pages, those that wait longest first, and counts what is open', async () => {
  const reporter = await aMember()
  const editor = await anEditor()
  await expect(readQueue(reporter, all)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(countQueue(reporter)).rejects.toMatchObject({ code: 'forbidden' })
  const before = await countQueue(editor)
  const threads = []
  for (let i = 0; i < 11; i++) {
    const thread = await aThread({ title: `Reported ${i}` })
    await reportPost(reporter, { threadId: thread.id, number: 0, reason: 'place', words: '' })
    threads.push(thread.id)
  }
  expect((await countQueue(editor)).report).toBe(before.report + 11)
  const seen = []
  for (let after: number | null = null; ; ) {
    const { rows, next } = await readQueue(editor, { kind: 'report', after })
    expect(rows.length).toBeLessThanOrEqual(10)
    seen.push(...rows.map(({ post }) => post?.threadId))
    if (next === null) break
    after = next
  }
  expect(seen.slice(-11)).toEqual(threads)
})

test('an author appeals once each time that a post is hidden, and reads what editors decide', async () => {
  const { author, threadId, number, id } = await aReply()
  const editor = await anEditor()
  const place = { threadId, number }
  await expect(appealHiding(author, { ...place, words: 'Why?' })).rejects.toMatchObject({ code: 'conflict' })
  await hideReply(editor, id, 'It advertises.')
  expect(await readAppeal(author, place)).toEqual({ may: true, appeal: null })
  await expect(appealHiding(author, { ...place, words: ' ' })).rejects.toMatchObject({ code: 'invalid', field: 'words' })
  await expect(appealHiding(await aMember(), { ...place, words: 'Not mine.' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(appealHiding(editor, { ...place, words: 'Not mine.' })).rejects.toMatchObject({ code: 'forbidden' })
  await appealHiding(author, { ...place, words: 'I sell nothing.' })
  await expect(appealHiding(author, { ...place, words: 'Again.' })).rejects.toMatchObject({ code: 'conflict' })
  const row = await caseOf('appeal', threadId, number)
  expect(row).toMatchObject({ words: 'I sell nothing.', post: { hidden: true } })
  await expect(refuseAppeal(editor, row?.id ?? 0, '')).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await refuseAppeal(editor, row?.id ?? 0, 'There is a price in it.')
  expect(await readAppeal(author, place)).toMatchObject({ may: false, appeal: { outcome: 'stays', reason: 'There is a price in it.' } })
  await expect(appealHiding(author, { ...place, words: 'Again.' })).rejects.toMatchObject({ code: 'conflict' })

  await restoreReply(editor, id)
  await hideReply(editor, id, 'Once more.', new Date(Date.now() + 1_000))
  await appealHiding(author, { ...place, words: 'And now?' })
  await restoreAppealed(editor, (await caseOf('appeal', threadId, number))?.id ?? 0, 'You are right.')
  expect(await readPost(await aMember(), threadId, number)).toMatchObject({ hidden: false })
  expect(await caseOf('appeal', threadId, number)).toBeUndefined()
})

test('an appeal ends when an editor restores the post without it; a deleted post has none', async () => {
  const author = await aMember()
  const thread = await aThread({ by: author })
  const editor = await anEditor()
  await hideThread(editor, thread.id, 'Asked before.')
  await appealHiding(author, { threadId: thread.id, number: 0, words: 'It is another question.' })
  await restoreAppealed(editor, (await caseOf('appeal', thread.id, 0))?.id ?? 0, '')
  const own = await postReply(author, { threadId: thread.id, body: 'Never mind.' })
  await deleteReply(author, own.id)
  expect(await readAppeal(author, { threadId: thread.id, number: own.number })).toEqual({ may: false, appeal: null })
  await expect(appealHiding(author, { threadId: thread.id, number: own.number, words: 'x' })).rejects.toMatchObject({ code: 'conflict' })
})

test('two people who report at the same moment make one case', async () => {
  const { threadId, number } = await aReply()
  const reporters = await Promise.all(Array.from({ length: 6 }, () => aMember()))
  const made = await Promise.all(reporters.map((each) => reportPost(each, { threadId, number, reason: 'abuse', words: '' })))
  expect(new Set(made.map(({ caseId }) => caseId)).size).toBe(1)
  expect((await caseOf('report', threadId, number))?.reportCount).toBe(6)
})

test('an account’s record says when it was made', async () => {
  const { personId } = await anAccount('Recorded Reporter')
  const thread = await aThread({ by: viewerOf(personId, 'member') })
  await reportPost(await aMember(), { threadId: thread.id, number: 0, reason: 'abuse', words: '' })
  expect((await caseOf('report', thread.id, 0))?.author).toMatchObject({ joinedAt: expect.any(Date), suspended: false, role: 'member' })
})
