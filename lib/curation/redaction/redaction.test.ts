import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEmbeddingsServer, type EmbeddingsServer } from '../../../test/embeddings'
import { aMember, anEditor, aReader, aThread, aTopic, countWords } from '../../../test/factories'
import {
  commentOnDraft,
  coverThread,
  publishRevision,
  readAnswer,
  readAnswerDocuments,
  readRevision,
  renderAnswer,
  rollBack,
  saveDraft,
  startAnswer,
  undoPublication,
} from '../../answers'
import { editReply, editThread, postReply, readReplyHistory, readThread, readThreadHistory, saveReplyDraft } from '../../community/threads'
import { finishRedaction } from '../../exchange/own-data'
import { type Viewer, visitor } from '../../identity/viewer'
import { recount } from '../../maintenance'
import { continueFanOut } from '../../notices/delivery'
import { queueDueMails } from '../../notices/mail'
import { db, pool } from '../../platform/db'
import { setEmbedder } from '../../platform/env/env'
import { mailFolder, sendWaitingMails } from '../../platform/mail'
import { embedAll } from '../../search'
import { mergeThreads } from '../duplicates'
import { refreshRelated } from '../related'
import { findRevisions, type Revised, redactRevisions } from '.'

type Person = Viewer & { personId: number }
let server: EmbeddingsServer
let editor: Person

beforeAll(async () => {
  server = await anEmbeddingsServer()
  setEmbedder({ kind: 'http', url: server.url, name: 'first', key: undefined })
  editor = (await anEditor()) as Person
})
afterAll(() => server.close())

/** Tables in which a row has this word, as text or as bytes. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const found = []
  for (const { name } of rows) {
    const { rowCount } = await pool().query(`select 1 from ${name} t where t::text ilike $1 or t::text ilike $2 limit 1`, [
      `%${word}%`,
      `%${Buffer.from(word).toString('hex')}%`,
    ])
    if (rowCount) found.push(name)
  }
  return found
}

/** Lets the worker do what it does: tell people, mail them, count words, embed and relate. */
async function worked(of: Revised): Promise<void> {
  while (await continueFanOut());
  await pool().query(`update notice set mail_at = now() - interval '1 second' where mail_at is not null`)
  while (await queueDueMails());
  await sendWaitingMails()
  await countWords()
  await embedAll(readAnswerDocuments, () => undefined)
  if (of.kind !== 'reply') await refreshRelated(of.kind, of.id)
}

const filesWith = (word: string) =>
  fs.existsSync(mailFolder())
    ? fs.readdirSync(mailFolder()).filter((name) => fs.readFileSync(path.join(mailFolder(), name), 'utf8').includes(word))
    : []

const redact = (subject: Revised, numbers: number[], more: { notes?: boolean; words?: string; reason?: string } = {}) =>
  redactRevisions(editor, subject, { numbers, notes: false, reason: 'A key was pasted.', ...more })

test('a text of an answer that was redacted is in no table and no file any more, whatever was made of it', async () => {
  const word = 'zqanswersecret'
  const topicId = await aTopic()
  const asker = await aReader()
  const thread = await aThread({ by: asker, topicId, title: 'Why does it hum' })
  const { id, slug } = await startAnswer(editor, { topicId, title: 'It hums', body: 'Once.' })
  const publish = (basedOn: number, body: string, title = 'It hums', note = 'Better') =>
    publishRevision(editor, { answerId: id, basedOn, title, summary: '', body, appliesTo: [], note, significance: 'major' })
  await publish(0, 'Once.')
  await coverThread(editor, { threadId: thread.id, answerId: id, section: null })
  await publish(1, `Set the ${word} key.\n\n## The ${word} part\n\nIt hums with ${word}.`, `It hums by ${word}`, `Has ${word}`)
  await coverThread(editor, { threadId: thread.id, answerId: id, section: `the-${word}-part` })
  await worked({ kind: 'answer', id })
  const shown = await readRevision(visitor, slug, 2)
  if (shown) await renderAnswer(visitor, id, shown)
  await commentOnDraft(editor, id, `Look at ${word}!`)
  await publish(2, 'Set the key.\n\n## The part\n\nIt hums.', 'It hums', 'Without it')
  await worked({ kind: 'answer', id })
  expect(await tablesWith(word)).toEqual(
    expect.arrayContaining([
      'public.answer_revision',
      'public.rendered_body',
      'public.outgoing_mail',
      'public.draft_comment',
      'public.audit_entry',
    ]),
  )
  expect(await findRevisions(editor, { kind: 'answer', id }, word)).toEqual([2])

  await redact({ kind: 'answer', id }, [2], { notes: true, words: word.toUpperCase() })
  await finishRedaction()
  await worked({ kind: 'answer', id })
  expect(await tablesWith(word)).toEqual([])
  expect(filesWith(word)).toEqual([])
  const answer = await readAnswer(visitor, slug)
  if (!answer || 'successor' in answer) throw new Error('It is gone.')
  expect(answer.revisions.map(({ number, note, redactedAt }) => [number, note, redactedAt !== null])).toEqual([
    [1, 'Better', false],
    [2, '', true],
    [3, 'Without it', false],
  ])
  expect(answer.revisions[1]?.author).not.toBeNull()
  expect(await readRevision(visitor, slug, 2)).toMatchObject({ title: '', body: '', redactedAt: expect.any(Date) })
  await expect(rollBack(editor, id, 2, 3)).rejects.toMatchObject({ code: 'not_found' })
  await expect(undoPublication(editor, id, 3)).rejects.toMatchObject({ code: 'conflict' })
  const entries = await db().auditEntry.findMany({ where: { subjectKind: 'answer', subjectId: id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ['answer.publish', 'revision 1, major, “Better”'],
    ['answer.publish', 'revision 2, major'],
    ['answer.publish', 'revision 3, major, “Without it”'],
    ['revision.redact', 'revision 2: A key was pasted.'],
  ])
  expect(entries.at(-1)?.personId).toBe(editor.personId)
})

test('the same of a question and a reply, with titles, drafts of others and mails', async () => {
  const word = 'zqpostsecret'
  const [asker, other] = [await aReader(), await aReader()]
  const topicId = await aTopic()
  const thread = await aThread({ by: asker, topicId, title: `Where is ${word}`, body: `My ${word}: is it safe?` })
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'Keys', body: 'Keep them.' })
  await publishRevision(editor, {
    answerId,
    basedOn: 0,
    title: 'Keys',
    summary: '',
    body: 'Keep them.',
    appliesTo: [],
    note: '',
    significance: 'major',
  })
  await coverThread(editor, { threadId: thread.id, answerId, section: null })
  const reply = await postReply(other, { threadId: thread.id, body: `You pasted ${word}, look.` })
  await saveReplyDraft(await aMember(), { threadId: thread.id, body: `You wrote ${word}.`, version: 0, answers: null })
  await worked({ kind: 'thread', id: thread.id })
  await readThread(visitor, thread.id)
  await editThread(asker, { threadId: thread.id, basedOn: 1, title: 'Where is it', body: 'Is it safe?', tags: [] })
  await editReply(other, { replyId: reply.id, basedOn: 1, body: 'Look.' })
  await worked({ kind: 'thread', id: thread.id })
  expect(await tablesWith(word)).toEqual(
    expect.arrayContaining([
      'public.thread_revision',
      'public.reply_revision',
      'public.rendered_body',
      'public.coverage_alias',
      'public.outgoing_mail',
    ]),
  )

  await redact({ kind: 'thread', id: thread.id }, [1], { words: word })
  await redact({ kind: 'reply', id: reply.id }, [1], { words: word })
  await finishRedaction()
  await worked({ kind: 'thread', id: thread.id })
  await worked({ kind: 'answer', id: answerId })
  expect(await tablesWith(word)).toEqual([])
  expect(filesWith(word)).toEqual([])
  expect(
    (await readThreadHistory(visitor, thread.id))?.revisions.map(({ number, body, redactedAt }) => [number, body, redactedAt !== null]),
  ).toEqual([
    [2, 'Is it safe?', false],
    [1, '', true],
  ])
  expect((await readReplyHistory(visitor, thread.id, reply.number))?.revisions.map(({ body }) => body)).toEqual(['Look.', ''])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('the history that a merged thread left behind goes with that of its opening', async () => {
  const word = 'zqmergedsecret'
  const asker = await aMember()
  const topicId = await aTopic()
  const [from, into] = [await aThread({ by: asker, topicId, title: `A ${word}`, body: `Of ${word}.` }), await aThread({ topicId })]
  await editThread(asker, { threadId: from.id, basedOn: 1, title: `Another ${word}`, body: `Again ${word}.`, tags: [] })
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'Merging', body: 'x' })
  const text = { title: 'Merging', summary: '', body: 'So.', appliesTo: [], note: '', significance: 'major' as const }
  await publishRevision(editor, { answerId, basedOn: 0, ...text })
  await coverThread(editor, { threadId: from.id, answerId })
  await mergeThreads(editor, [from.id], into.id)
  await worked({ kind: 'answer', id: answerId })
  const opening = await db().reply.findFirstOrThrow({ where: { threadId: into.id } })
  await editReply(asker, { replyId: opening.id, basedOn: 2, body: 'Nothing.' })
  await redact({ kind: 'reply', id: opening.id }, [1, 2], { words: word })
  await worked({ kind: 'thread', id: into.id })
  await worked({ kind: 'answer', id: answerId })
  expect(await tablesWith(word)).toEqual([])
})

test('what can’t be redacted, and by whom', async () => {
  const author = await aMember()
  const { id } = await aThread({ by: author, body: 'A secretword here.' })
  const subject = { kind: 'thread' as const, id }
  const ask = { numbers: [1], notes: false, reason: 'A key.' }
  await expect(redactRevisions(author, subject, ask)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(redact(subject, [1])).rejects.toMatchObject({ code: 'conflict' })
  await editThread(author, { threadId: id, basedOn: 1, title: 'T', body: 'Still a secretword.', tags: [] })
  await expect(redact(subject, [1], { words: 'Secretword' })).rejects.toMatchObject({ code: 'conflict', field: 'words' })
  await expect(redact(subject, [2])).rejects.toMatchObject({ code: 'conflict' })
  await expect(redact(subject, [])).rejects.toMatchObject({ code: 'invalid' })
  await expect(redact(subject, [1], { reason: ' ' })).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await editThread(author, { threadId: id, basedOn: 2, title: 'T', body: 'Clean.', tags: [] })
  await expect(redact(subject, [1], { words: 'secretword', reason: 'It says secretword.' })).rejects.toMatchObject({ field: 'reason' })
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }) })
  await expect(redactRevisions(author, { kind: 'thread', id: secret.id }, ask)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await findRevisions(editor, subject, 'SECRETWORD')).toEqual([1, 2])
  await redact(subject, [1, 2])
  for (const statement of [
    `update thread_revision set redacted_at = null where thread_id = ${id}`,
    `update thread_revision set body = 'Back.' where thread_id = ${id} and number = 1`,
    `update thread_revision set body = '', redacted_at = now() where thread_id = ${id} and number = 3`,
  ])
    await expect(pool().query(statement), statement).rejects.toThrow('never changed')
  await expect(pool().query(`select blank_erased_texts('thread', ${id}, null, '{3}')`), 'the current text').rejects.toThrow('never changed')
})

test('while a draft is there that was begun on an earlier text, nothing is redacted; a discarded one goes', async () => {
  const topicId = await aTopic()
  const { id } = await startAnswer(editor, { topicId, title: 'Drafted', body: 'One.' })
  const publish = (basedOn: number, body: string) =>
    publishRevision(editor, { answerId: id, basedOn, title: 'Drafted', summary: '', body, appliesTo: [], note: '', significance: 'minor' })
  await db().answerDraft.deleteMany({ where: { answerId: id } })
  await publish(0, 'A secret.')
  const text = { title: 'Drafted', summary: '', body: 'A secret, longer.', appliesTo: [], aliases: [], tags: [], reviewAt: null }
  await saveDraft(editor, id, -1, text)
  await publish(1, 'None.')
  const subject = { kind: 'answer' as const, id }
  await expect(redact(subject, [1])).rejects.toThrow('The draft was begun on revision 1.')
  await expect(redact(subject, [1], { words: 'a secret' })).rejects.toThrow('The draft has these words.')
  await db().answerDraft.update({ where: { answerId: id }, data: { discardedAt: new Date() } })
  await redact(subject, [1])
  expect(await db().answerDraft.count({ where: { answerId: id } })).toBe(0)
})
