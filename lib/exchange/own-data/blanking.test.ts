import { expect, test } from 'vitest'
import { aMember, aThread } from '../../../test/factories'
import { editReply, editThread, postReply } from '../../community/threads'
import { db, pool } from '../../platform/db/client'

async function anEdited() {
  const by = await aMember()
  const { id } = await aThread({ by })
  await editThread(by, { threadId: id, basedOn: 1, title: 'Another title', body: 'Another body.', tags: [], note: 'Why.' })
  const reply = await postReply(by, { threadId: id, body: 'A reply.' })
  await editReply(by, { replyId: reply.id, basedOn: 1, body: 'Another reply.' })
  await db().auditEntry.create({ data: { action: 'thread.hide', subjectKind: 'thread', subjectId: id, reason: 'A reason.' } })
  return { threadId: id, replyId: reply.id }
}
const blank = (kind: string, id: number) => pool().query('select blank_erased_texts($1::subject_kind, $2, null)', [kind, id])

test('texts of a withdrawn post can be emptied by one function, which says so in the audit', async () => {
  const { threadId, replyId } = await anEdited()
  await db().thread.update({ where: { id: threadId }, data: { withdrawnAt: new Date() } })
  await db().reply.update({ where: { id: replyId }, data: { withdrawnAt: new Date() } })
  await blank('thread', threadId)
  await blank('reply', replyId)
  const texts = [
    ...(await db().threadRevision.findMany({ where: { threadId } })).map(({ title, body, note }) => title + body + note),
    ...(await db().replyRevision.findMany({ where: { replyId } })).map(({ body, note }) => body + note),
  ]
  expect(texts).toEqual(['', '', '', ''])
  const entries = await db().auditEntry.findMany({ where: { subjectKind: 'thread', subjectId: threadId }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ['thread.hide', ''],
    ['texts.blank', ''],
  ])
})

test('the function empties nothing of a post that was not withdrawn, or of someone who was not deleted', async () => {
  const { threadId, replyId } = await anEdited()
  await expect(blank('thread', threadId)).rejects.toThrow('never changed')
  await expect(blank('reply', replyId)).rejects.toThrow('never changed')
  await expect(blank('answer', 1)).rejects.toThrow('only threads, replies and people')
  const { personId } = await aMember()
  await db().auditEntry.create({ data: { action: 'person.suspend', subjectKind: 'person', subjectId: personId, reason: 'A reason.' } })
  await expect(blank('person', personId)).rejects.toThrow('never changed')
})

test('nothing else gets through: not outside the function, not by its name, not another text, not a deletion', async () => {
  const { threadId, replyId } = await anEdited()
  await db().thread.update({ where: { id: threadId }, data: { withdrawnAt: new Date() } })
  await db().reply.update({ where: { id: replyId }, data: { withdrawnAt: new Date() } })
  const refused = [
    `update thread_revision set title = '', body = '', note = '' where thread_id = ${threadId}`,
    `/* blank_erased_texts( */ update thread_revision set title = '', body = '', note = '' where thread_id = ${threadId}`,
    `update thread_revision set body = 'Another.' where thread_id = ${threadId}`,
    `update reply_revision set body = '', note = '' where reply_id = ${replyId}`,
    `delete from reply_revision where reply_id = ${replyId}`,
    `delete from thread_revision where thread_id = ${threadId}`,
    `update audit_entry set reason = '' where subject_kind = 'thread' and subject_id = ${threadId}`,
    `update audit_entry set person_id = null where subject_kind = 'thread' and subject_id = ${threadId}`,
    `delete from audit_entry where subject_kind = 'thread' and subject_id = ${threadId}`,
  ]
  for (const statement of refused) await expect(pool().query(statement), statement).rejects.toThrow(/never changed/)
})
